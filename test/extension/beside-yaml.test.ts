import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';

/** As much of VS Code as asks whether the YAML extension is there, and what it was told. */
const editor = { installed: true, validates: true };
Object.assign(globalThis, { editorOfThisTest: editor });
registerHooks({
    resolve: (specifier, context, next) => specifier === 'vscode' ? { shortCircuit: true, url: `data:text/javascript,${encodeURIComponent(`
        const editor = globalThis.editorOfThisTest;
        export const extensions = { getExtension: id => id === 'redhat.vscode-yaml' && editor.installed ? {} : undefined };
        export const workspace = { getConfiguration: () => ({ get: () => editor.validates }) };
    `)}` } : next(specifier, context),
});

describe('beside the YAML extension', () => {
    const uri = (path: string) => ({ path });
    const sent = [{ data: { ofSchema: true }, label: 'dialect' }, { data: {}, label: 'ordersHost' }, { label: 'local' }];

    async function left(path = '/shop/apim.yaml'): Promise<{ proposals: string[]; findings: string[]; hover: boolean }> {
        const { besideYaml } = await import('../../extension/infrastructure/beside-yaml.ts');
        const labels = (items: unknown) => (items as { label: string }[]).map(({ label }) => label);
        let findings: string[] = [];
        // What the middleware passes on is not looked at by it.
        const any = undefined as never;
        besideYaml.handleDiagnostics!(uri(path) as never, sent as never, (_, diagnostics) => { findings = labels(diagnostics); });
        return {
            proposals: labels(await besideYaml.provideCompletionItem!({ uri: uri(path) } as never, any, any, any, () => sent as never)),
            hover: await besideYaml.provideHover!({ uri: uri(path) } as never, any, any, () => ({ contents: [] }) as never) !== undefined,
            findings,
        };
    }

    beforeEach(() => Object.assign(editor, { installed: true, validates: true }));

    it('what the schema says is left to it, and the rest is said', async () =>
        assert.deepEqual(await left(), { proposals: ['ordersHost', 'local'], findings: ['ordersHost', 'local'], hover: false }));

    const everything = { proposals: ['dialect', 'ordersHost', 'local'], findings: ['dialect', 'ordersHost', 'local'], hover: true };

    it('everything is said in other files', async () => assert.deepEqual(await left('/shop/acme.apim'), everything));

    it('everything is said where it is not installed', async () => {
        editor.installed = false;
        assert.deepEqual(await left(), everything);
    });

    it('everything is said where it was told not to validate', async () => {
        editor.validates = false;
        assert.deepEqual(await left(), everything);
    });
});
