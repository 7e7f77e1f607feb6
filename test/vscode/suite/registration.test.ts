import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, eventually } from './window.ts';

/** What the tests see of a line of the tree. */
interface Line { label: string; kind: string; state?: string; key?: string; children: Line[] }

describe('clients and the gateway', () => {
    let tree: vscode.TreeDataProvider<Line>;

    before(async () => {
        const extension = await eventually('the extension is active', () => {
            const found = vscode.extensions.getExtension<{ myClients: vscode.TreeDataProvider<Line> }>('apim.apim');
            return found?.isActive ? found : undefined;
        }, 60);
        tree = extension.exports.myClients;
        await vscode.commands.executeCommand('apim.myClients.focus');
    });

    it('shows organizations, clients, versions and contracts', async () => {
        const version = await eventually('MobileShop@2.1 in the tree', () => clientVersion('ShopInc/MobileShop@2.1'));
        assert.equal(version.label, '2.1');
        const contracts = await tree.getChildren(version) ?? [];
        assert.deepEqual(contracts.map(contract => [contract.kind, contract.label]), [['contract', 'Acme/Orders@1.0']]);
        const item = await tree.getTreeItem(version);
        assert.match(item.accessibilityInformation?.label ?? '', /^Version 2\.1, /);
        assert.equal(item.command?.command, 'apim.goToDeclaration');
    });

    it('goes to the declaration', async () => {
        const version = await eventually('MobileShop@2.1 in the tree', () => clientVersion('ShopInc/MobileShop@2.1'));
        await vscode.commands.executeCommand('apim.goToDeclaration', version);
        const editor = vscode.window.activeTextEditor!;
        assert.match(editor.document.lineAt(editor.selection.active.line).text, /client MobileShop@2\.1/);
    });

    it('shows the compiled document', async () => {
        await vscode.commands.executeCommand('apim.showCompiledDocument');
        const document = vscode.window.activeTextEditor!.document;
        assert.equal(document.languageId, 'json');
        const compiled: { apis: { apiId: string }[]; clients: { clientId: string }[] } = JSON.parse(document.getText());
        assert.ok(compiled.apis.some(api => api.apiId === 'Orders'));
        assert.ok(compiled.clients.some(client => client.clientId === 'MobileShop'));
    });

    it('counts what is wrong in the workspace', async () => {
        const [message] = await answering({}, () => vscode.commands.executeCommand('apim.validateWorkspace'));
        assert.match(message ?? '', /^\d+ files checked: /);
    });

    it('registers a client at the local gateway, and finds nothing to do the second time', async function () {
        this.timeout(120_000);
        const client = { key: 'ShopInc/MobileShop@2.1' };
        await answering({ button: 'Start Local Gateway' }, async shown => {
            await vscode.commands.executeCommand('apim.registerClient', client);
            await eventually('the local gateway, started by the button below the refusal',
                () => shown.find(message => /^The local gateway answers at http:\/\/(127\.0\.0\.1|localhost):\d+/.test(message)));
        });
        const shown = await answering({ button: 'Register', text: 'a secret of this test' }, () => vscode.commands.executeCommand('apim.registerClient', client));
        assert.ok(shown.some(message => message.includes('ShopInc/MobileShop@2.1') && message.includes('"local"')), shown.join('\n'));
        await eventually(`the state is registered, after ${shown.join(' | ')}`, async () => (await clientVersion(client.key))?.state === 'registered' || undefined);

        const again = await answering({ button: 'Register' }, () => vscode.commands.executeCommand('apim.registerClient', client));
        assert.match(again.at(-1) ?? '', /^Nothing to register/);
    });

    it('copies the API key to the clipboard, and shows it nowhere', async () => {
        const shown = await answering({}, () => vscode.commands.executeCommand('apim.copyApiKey', { key: 'ShopInc/MobileShop@2.1' }));
        const key = await vscode.env.clipboard.readText();
        assert.match(key, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        assert.ok(!shown.join('\n').includes(key));
    });

    it('starts the language server anew and shows the same', async () => {
        await vscode.commands.executeCommand('apim.restartLanguageServer');
        await eventually('MobileShop@2.1 in the tree', async () => {
            await vscode.commands.executeCommand('apim.refresh');
            return clientVersion('ShopInc/MobileShop@2.1');
        });
    });

    after(async () => {
        await answering({}, () => vscode.commands.executeCommand('apim.stopLocalGateway'));
    });

    async function clientVersion(key: string, nodes?: Line[]): Promise<Line | undefined> {
        for (const node of nodes ?? await tree.getChildren() ?? []) {
            const found = node.key === key ? node : await clientVersion(key, await tree.getChildren(node) ?? []);
            if (found) {
                return found;
            }
        }
        return undefined;
    }
});
