import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, eventually, folder } from './window.ts';

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
        assert.equal(item.command?.command, 'apim.previewDeclaration');
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
        assert.match(message ?? '', /^\d+ files checked\b/);
    });

    it('registers a client at the local gateway, and finds nothing to do the second time', async () => {
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

    it('takes the key off the clipboard after a while, unless something else was copied', async () => {
        const client = { key: 'ShopInc/MobileShop@2.1' };
        const settings = vscode.workspace.getConfiguration('apim');
        await settings.update('clipboard.clearAfter', 1, vscode.ConfigurationTarget.Global);
        try {
            await copiedKey(client);
            await eventually('an empty clipboard', async () => await vscode.env.clipboard.readText() === '' || undefined);
            await copiedKey(client);
            await vscode.env.clipboard.writeText('something else');
            await new Promise(resolve => setTimeout(resolve, 1500));
            assert.equal(await vscode.env.clipboard.readText(), 'something else');
        } finally {
            await settings.update('clipboard.clearAfter', undefined, vscode.ConfigurationTarget.Global);
        }
    });

    it('says over a client that it is registered, and that it changed when it does', async () => {
        const uri = vscode.Uri.joinPath(folder(), 'shopinc.apim');
        const text = await read(uri);
        const lenses = async () => (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 20)).map(({ command }) => command?.title);
        await eventually('the lens says registered', async () => (await lenses()).includes('registered') || undefined);
        await edit(uri, text.replace('X-Shop-Key', 'X-Other-Key'));
        await eventually('the lens says changed', async () => (await lenses()).includes('changed since registration') || undefined);
        await eventually('My Clients says changed', async () => (await clientVersion('ShopInc/MobileShop@2.1'))?.state === 'changed' || undefined);
        await vscode.commands.executeCommand('apim.previewRegistration', { key: 'ShopInc/MobileShop@2.1' });
        const [left, right] = await eventually('the comparison is shown', comparison);
        assert.deepEqual([left.match(/X-\w+-Key/g), right.match(/X-\w+-Key/g)], [['X-Shop-Key'], ['X-Other-Key']]);
        assert.doesNotMatch(left + right, /a secret of this test|"apiKey": "[^(]/);
        assert.equal((await clientVersion('ShopInc/MobileShop@2.1'))?.state, 'changed');
        await eventually('the rule says so', () => vscode.languages.getDiagnostics(uri).some(({ code }) => JSON.stringify(code).includes('client-needs-reregister')) || undefined);
        await edit(uri, text);
        await eventually('the lens says registered again', async () => (await lenses()).includes('registered') || undefined);
    });

    it('shows everything that would change in one editor', async () => {
        const uri = vscode.Uri.joinPath(folder(), 'shopinc.apim');
        const text = await read(uri);
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        await edit(uri, text.replace('X-Shop-Key', 'X-Other-Key'));
        await vscode.commands.executeCommand('apim.previewAll');
        await eventually('the editor of all changes', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.startsWith('Registration in local') || undefined);
        await edit(uri, text);
    });

    it('makes a version of an API, and publishes it: an edit of the source, then the registration', async () => {
        const uri = vscode.Uri.joinPath(folder(), 'acme.apim');
        const made = vscode.commands.executeCommand('apim.newVersion', { key: 'Acme/Catalog@1.0' });
        // What is proposed is taken, and what will be written is agreed to.
        await eventually('a draft in the source', async () => {
            await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
            return /^ {2}public api Catalog@2\.0/m.test(await read(uri)) || undefined;
        });
        await made;
        const shown = await answering({ button: ['Publish', 'Register'] }, () => vscode.commands.executeCommand('apim.publishApi', { key: 'Acme/Catalog@2.0' }));
        await eventually(`it is published in the source, after ${shown.join(' | ')}`, async () => /published public api Catalog@2\.0/.test(await read(uri)) || undefined);
        await eventually('and at the gateway', async () => (await atGateway('GET', 'organizations/Acme/apis/Catalog/versions/2.0')).status === 200 || undefined);
    });

    it('retires a client and keeps its key, takes the edit back with one Undo, and registers it with the key it had', async () => {
        const uri = vscode.Uri.joinPath(folder(), 'shopinc.apim');
        const client = { key: 'ShopInc/MobileShop@2.1' };
        const key = await copiedKey(client);
        const retired = await answering({ button: ['Retire, and Keep Its API Key', 'Register'] }, () => vscode.commands.executeCommand('apim.retireClient', client));
        await eventually(`it is retired in the source, after ${retired.join(' | ')}`, async () => /retired client MobileShop@2\.1/.test(await read(uri)) || undefined);
        await eventually('and gone from the gateway', async () => (await atGateway('GET', 'organizations/ShopInc/clients/MobileShop/versions/2.1')).status === 404 || undefined);
        await vscode.window.showTextDocument(uri);
        await vscode.commands.executeCommand('undo');
        await vscode.workspace.saveAll();
        assert.doesNotMatch(await read(uri), /retired client MobileShop@2\.1/);
        await answering({ button: 'Register' }, () => vscode.commands.executeCommand('apim.registerClient', client));
        assert.equal(await copiedKey(client), key);
    });

    it('says that the gateway has lost a key, and makes a new one only where that is wanted', async () => {
        const client = { key: 'ShopInc/BackOffice@1.0' };
        await answering({ button: 'Register' }, () => vscode.commands.executeCommand('apim.registerClient', client));
        const key = await copiedKey(client);
        assert.equal((await atGateway('DELETE', 'clients/ShopInc/BackOffice/1.0')).status, 204);
        const declined = await answering({}, () => vscode.commands.executeCommand('apim.registerClient', client));
        assert.match(declined.join('\n'), /has lost the API key of ShopInc\/BackOffice@1\.0/);
        assert.equal((await atGateway('GET', 'organizations/ShopInc/clients/BackOffice/versions/1.0')).status, 404);
        await answering({ button: ['Make New Keys', 'Register'] }, () => vscode.commands.executeCommand('apim.registerClient', client));
        assert.notEqual(await copiedKey(client), key);
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

    /** Both sides of the comparison that is in front. */
    async function comparison(): Promise<[left: string, right: string] | undefined> {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        if (!(input instanceof vscode.TabInputTextDiff)) {
            return undefined;
        }
        const [left, right] = await Promise.all([input.original, input.modified].map(uri => vscode.workspace.openTextDocument(uri)));
        return [left!.getText(), right!.getText()];
    }

    /** Copied again where it was taken off the clipboard before anybody looked. */
    async function copiedKey(client: { key: string }): Promise<string> {
        await vscode.env.clipboard.writeText('');
        return eventually('a key in the clipboard', async () => {
            await answering({}, () => vscode.commands.executeCommand('apim.copyApiKey', client));
            return await vscode.env.clipboard.readText() || undefined;
        });
    }

    /** The configuration API of the local gateway, as somebody uses it who does not use apim. */
    async function atGateway(method: string, path: string): Promise<Response> {
        const at = (name: string) => read(vscode.Uri.joinPath(folder(), '.apim', 'gateway', name));
        const { configuration, user }: { configuration: string; user: string } = JSON.parse(await at('running.json'));
        return fetch(`${configuration}/${path}`, { method, headers: { authorization: `Basic ${btoa(`${user}:${(await at('password')).trim()}`)}` } });
    }

    async function read(uri: vscode.Uri): Promise<string> {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    }

    /** As typed and saved. */
    async function edit(uri: vscode.Uri, text: string): Promise<void> {
        const document = await vscode.workspace.openTextDocument(uri);
        const all = new vscode.Range(0, 0, document.lineCount, 0);
        const changed = new vscode.WorkspaceEdit();
        changed.replace(uri, all, text);
        await vscode.workspace.applyEdit(changed);
        await document.save();
    }

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
