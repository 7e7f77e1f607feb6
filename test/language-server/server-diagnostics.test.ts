import assert from 'node:assert/strict';
import { DocumentSymbolRequest, FileChangeType } from 'vscode-languageserver-protocol';
import { disk } from '../../language-server/session/disk.ts';
import { ServerClient } from './server-client.ts';

const acme = `organization Acme {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  published private api Orders@1.0 {
    endpoint: "https://orders.example"
    offers Gold@1.0
    policy BasicAuthentication { realm: "orders", staticIdentity: { identities: [{ username: "shop", password: shopPassword }] } }
  }
}
secret parameter shopPassword
`;
const shop = 'organization Shop { client Mobile@1.0 { contract Acme/Orders@1.0 via Gold } }\n';

describe('the diagnostics of the language server', () => {
    let client: ServerClient;
    afterEach(() => client.stop());

    it('are those of the whole workspace, without any file being open', async () => {
        client = await ServerClient.start({ 'acme.apim': acme, 'shop.apim': shop.replace('Gold', 'Silver'), 'fine.apim': '/** Fine. */ organization Fine' });
        await client.until(() => client.codes('shop.apim').includes('contract-plan-not-offered'));
        const diagnostic = client.last('shop.apim')?.diagnostics.find(({ code }) => code === 'contract-plan-not-offered');
        assert.equal(diagnostic?.source, 'apim');
        assert.equal(diagnostic?.severity, 1);
        assert.match(diagnostic?.codeDescription?.href ?? '', /^file:.*docs\/rules\.md#contract-plan-not-offered$/);
        assert.deepEqual(client.published.filter(({ uri }) => uri.endsWith('fine.apim')), [], 'Nothing is sent about closed files that are fine.');
    });

    it('follow an edit into the files that use what was edited, the edited file first', async () => {
        client = await ServerClient.start({ 'acme.apim': acme, 'shop.apim': shop });
        await client.open('shop.apim', shop);
        await client.open('acme.apim', acme);
        await client.until(() => client.last('acme.apim')?.version === 1 && client.last('shop.apim')?.version === 1);
        assert.deepEqual([client.codes('acme.apim'), client.codes('shop.apim')], [[], []]);
        client.published.length = 0;
        await client.edit('acme.apim', 2, acme, 'published private', 'retired private');
        await client.until(() => client.codes('shop.apim').includes('contract-api-unpublished'));
        assert.deepEqual(client.published.map(({ uri, version }) => ({ uri, version })), [{ uri: client.uri('acme.apim'), version: 2 }, { uri: client.uri('shop.apim'), version: 1 }]);
    });

    it('say what is wrong with the form of an open file before its project is read, and take it back where the file is left out of it', async () => {
        client = await ServerClient.start({ 'apim.yaml': 'exclude: [drafts/**]\n', 'acme.apim': acme, 'drafts/new.apim': '' });
        await client.open('drafts/new.apim', 'organization {');
        await client.until(() => client.published.filter(({ uri }) => uri === client.uri('drafts/new.apim')).length === 2);
        assert.deepEqual(client.published.filter(({ uri }) => uri === client.uri('drafts/new.apim')).map(({ diagnostics }) => diagnostics.map(({ code }) => code)), [['syntax'], []]);
    });

    it('are those of what is typed where a file is opened again while it is still read from a slow disk', async () => {
        let opened = () => {};
        const isOpened = new Promise<void>(done => { opened = done; });
        let isClosed = false, isRead = false;
        const readFile = async (path: string) => {
            const text = await disk.readFile(path);
            if (!isClosed || !path.endsWith('/shop.apim')) return text;
            isRead = true;
            await isOpened;
            return text;
        };
        client = await ServerClient.start({ 'acme.apim': acme, 'shop.apim': shop }, { machine: { files: { ...disk, readFile } } });
        await client.open('shop.apim', shop);
        await client.until(() => client.last('shop.apim')?.version === 1);
        isClosed = true;
        await client.close('shop.apim');
        await client.until(() => isRead);
        await client.open('shop.apim', shop.replace('Gold', 'Silver'), 2);
        await client.until(() => client.codes('shop.apim').includes('contract-plan-not-offered'));
        opened();
        await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: client.uri('shop.apim') } });
        await client.until(() => client.last('shop.apim')?.version === 2 && client.codes('shop.apim').includes('contract-plan-not-offered'));
    });

    it('concern no file that has nothing to do with an edit', async () => {
        client = await ServerClient.start({ 'acme.apim': acme, 'shop.apim': shop, 'other.apim': 'organization Other { client Lonely@1.0 }' });
        await client.until(() => client.codes('other.apim').length === 1);
        await client.open('acme.apim', acme);
        await client.until(() => client.last('acme.apim')?.version === 1);
        client.published.length = 0;
        await client.edit('acme.apim', 2, acme, '"https://orders.example"', '"https://orders2.example"');
        await client.until(() => client.last('acme.apim')?.version === 2);
        assert.deepEqual(client.published.map(({ uri }) => uri), [client.uri('acme.apim')]);
    });

    it('are those of the text in the editor as long as it is open, and those of the disk afterwards', async () => {
        client = await ServerClient.start({ 'acme.apim': acme, 'shop.apim': shop });
        await client.open('shop.apim', shop.replace('Gold', 'Silver'));
        await client.until(() => client.codes('shop.apim').includes('contract-plan-not-offered'));
        await client.watched({ name: 'shop.apim', type: FileChangeType.Changed, text: shop });
        await client.close('shop.apim');
        await client.until(() => client.codes('shop.apim').length === 0);
    });

    it('follow files that come, change and go', async () => {
        client = await ServerClient.start({ 'shop.apim': shop });
        await client.until(() => client.codes('shop.apim').includes('unresolved-reference'));
        await client.watched({ name: 'sub/acme.apim', type: FileChangeType.Created, text: acme });
        await client.until(() => client.codes('shop.apim').length === 0);
        await client.watched({ name: 'sub/acme.apim', type: FileChangeType.Changed, text: acme.replace('locked plan', 'plan') });
        await client.until(() => client.codes('sub/acme.apim').includes('plan-not-locked'));
        await client.watched({ name: 'sub', type: FileChangeType.Deleted });
        await client.until(() => client.codes('shop.apim').includes('unresolved-reference') && client.codes('sub/acme.apim').length === 0);
        await client.watched({ name: 'sub/acme.apim', type: FileChangeType.Created, text: acme });
        await client.until(() => client.codes('shop.apim').length === 0);
        await client.watched({ name: 'sub/acme.apim', type: FileChangeType.Deleted });
        await client.until(() => client.codes('shop.apim').includes('unresolved-reference'));
    });

    it('follow the definition of an API, and the folder that it is in', async () => {
        const open = 'organization A { public api X@1 { definition: "./apis/x.yaml" } }\n';
        client = await ServerClient.start({ 'a.apim': open });
        await client.until(() => client.codes('a.apim').includes('definition-missing'));
        const come = () => client.watched({ name: 'apis/x.yaml', type: FileChangeType.Created, text: 'openapi: 3.1.0\n' });
        await come();
        await client.until(() => client.codes('a.apim').length === 0);
        await client.watched({ name: 'apis/x.yaml', type: FileChangeType.Deleted });
        await client.until(() => client.codes('a.apim').includes('definition-missing'));
        await come();
        await client.until(() => client.codes('a.apim').length === 0);
        await client.watched({ name: 'apis', type: FileChangeType.Deleted });
        await client.until(() => client.codes('a.apim').includes('definition-missing'));
    });

    it('follow a folder of which only the name is told', async () => {
        client = await ServerClient.start({ 'shop.apim': shop });
        await client.until(() => client.codes('shop.apim').includes('unresolved-reference'));
        await client.watched({ name: 'moved/in/acme.apim', type: FileChangeType.Created, text: acme });
        await client.until(() => client.codes('shop.apim').length === 0);
        await client.watched({ name: 'moved', type: FileChangeType.Deleted });
        await client.until(() => client.codes('shop.apim').includes('unresolved-reference'));
    });

    it('follow apim.yaml: severities, what is left out, and what is wrong with it', async () => {
        client = await ServerClient.start({ 'shop.apim': shop, 'drafts/idea.apim': 'organization Idea { client Lonely@1.0 }' });
        await client.until(() => client.codes('drafts/idea.apim').includes('client-without-contract'));
        await client.watched({ name: 'apim.yaml', type: FileChangeType.Created, text: 'exclude: ["drafts/**"]\nrulez: {}\n' });
        await client.until(() => client.codes('drafts/idea.apim').length === 0 && client.codes('apim.yaml').includes('invalid-project-file'));
        await client.watched({ name: 'apim.yaml', type: FileChangeType.Changed, text: 'rules: { client-without-contract: error }\n' });
        await client.until(() => client.severityOf('drafts/idea.apim', 'client-without-contract') === 1 && client.codes('apim.yaml').length === 0);
        await client.open('apim.yaml', 'rules: { client-without-contract: off }\n');
        await client.until(() => client.codes('drafts/idea.apim').length === 0);
        await client.close('apim.yaml');
        await client.until(() => client.severityOf('drafts/idea.apim', 'client-without-contract') === 1);
        await client.watched({ name: 'apim.yaml', type: FileChangeType.Deleted });
        await client.until(() => client.severityOf('drafts/idea.apim', 'client-without-contract') === 2);
    });

    it('are those of apim.yaml as it is typed where it is opened while an event still reads it from a slow disk', async () => {
        let opened = () => {}, isRead = false;
        const isOpened = new Promise<void>(done => { opened = done; });
        const readFile = async (path: string) => {
            const text = await disk.readFile(path);
            if (!text?.includes('error')) return text;
            isRead = true;
            await isOpened;
            return text;
        };
        client = await ServerClient.start({ 'apim.yaml': '', 'idea.apim': 'organization Idea { client Lonely@1.0 }' }, { machine: { files: { ...disk, readFile } } });
        await client.until(() => client.severityOf('idea.apim', 'client-without-contract') === 2);
        await client.watched({ name: 'apim.yaml', type: FileChangeType.Changed, text: 'rules: { client-without-contract: error }\n' });
        await client.until(() => isRead);
        await client.open('apim.yaml', 'rules: { client-without-contract: off }\n');
        await client.until(() => client.codes('idea.apim').length === 0);
        opened();
        await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: client.uri('idea.apim') } });
        assert.deepEqual(client.codes('idea.apim'), []);
    });

    it('of an open file that apim.yaml leaves out are none', async () => {
        client = await ServerClient.start({ 'apim.yaml': 'exclude: [drafts]\n', 'drafts/idea.apim': 'organization Idea { client Lonely@1.0 }' });
        await client.open('drafts/idea.apim', 'organization Idea { client Lonely@1.0 }');
        await client.until(() => client.last('drafts/idea.apim') !== undefined);
        assert.deepEqual(client.codes('drafts/idea.apim'), []);
    });
});

describe('the projects of the language server', () => {
    let client: ServerClient;
    afterEach(() => client.stop());

    it('never see each other, nested or side by side', async () => {
        client = await ServerClient.start(
            { 'one/acme.apim': acme, 'one/shop/apim.yaml': '', 'one/shop/shop.apim': shop, 'two/shop.apim': shop },
            { folders: ['one', 'two'] }
        );
        await client.until(() => client.codes('one/shop/shop.apim').includes('unresolved-reference') && client.codes('two/shop.apim').includes('unresolved-reference'));
        await client.watched({ name: 'one/shop/apim.yaml', type: FileChangeType.Deleted });
        await client.until(() => client.codes('one/shop/shop.apim').length === 0);
        await client.watched({ name: 'one/shop/apim.yaml', type: FileChangeType.Created, text: '' });
        await client.until(() => client.codes('one/shop/shop.apim').includes('unresolved-reference'));
    });

    it('come and go with the folders of the workspace', async () => {
        client = await ServerClient.start({ 'one/shop.apim': shop, 'two/shop.apim': shop }, { folders: ['one'] });
        await client.until(() => client.codes('one/shop.apim').includes('unresolved-reference'));
        await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
            event: { added: [{ name: 'two', uri: client.uri('two') }], removed: [{ name: 'one', uri: client.uri('one') }] }
        });
        await client.until(() => client.codes('two/shop.apim').includes('unresolved-reference') && client.codes('one/shop.apim').length === 0);
    });

    it('are looked for around a file that is opened outside of the folders', async () => {
        client = await ServerClient.start({ 'out/apim.yaml': '', 'out/acme.apim': acme, 'out/deep/shop.apim': shop, 'alone/shop.apim': shop, 'in/x.txt': '' }, { folders: ['in'] });
        await client.open('out/deep/shop.apim', shop);
        await client.open('alone/shop.apim', shop);
        await client.until(() => client.codes('alone/shop.apim').includes('unresolved-reference') && client.last('out/deep/shop.apim') !== undefined);
        assert.deepEqual(client.codes('out/deep/shop.apim'), []);
        await client.close('alone/shop.apim');
        await client.until(() => client.codes('alone/shop.apim').length === 0);
    });
});
