import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
    CodeActionRequest, CompletionRequest, DidSaveTextDocumentNotification, DocumentSymbolRequest, HoverRequest, RegistrationRequest, RenameRequest, SignatureHelpRequest, type CompletionList
} from 'vscode-languageserver-protocol';
import { ServerClient } from './server-client.ts';

const acme = `organization Acme {
  /** For **shops**. */
  locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  published private api Orders@1.0 { endpoint: "https://o.example" offers Gold@1.0 }
}
`;
const shop = 'organization Shop {\n  client App@1.0 { contract Acme/Orders@1.0 via Gold }\n  \n}\n';
const position = (line: number, character: number) => ({ line, character });

/** An editor that says nothing of what it can do. */
async function plainEditor(initialize: Parameters<typeof ServerClient.start>[1] = {}): Promise<ServerClient> {
    return ServerClient.start({ 'acme.apim': acme, 'shop.apim': shop, 'apim.yaml': 'dialect: scheer-pas\n' }, { ...initialize, initialize: { capabilities: {}, ...initialize.initialize } });
}

describe('an editor that can do little', () => {
    let client: ServerClient;
    const inShop = () => ({ textDocument: { uri: client.uri('shop.apim') } });
    beforeEach(async () => {
        client = await plainEditor();
        await client.open('shop.apim', shop);
    });
    afterEach(() => client.stop());

    it('reads plain text', async () => {
        const hover = await client.connection.sendRequest(HoverRequest.type, { ...inShop(), position: position(1, 49) });
        assert.deepEqual(hover?.contents, {
            kind: 'plaintext', value: 'Contract of Shop/App@1.0 with Acme/Orders@1.0 via Gold@1.0\n\nEffective limit: 10 per Day, counted by Client\n\nPolicies of a call, in running order:\n\n1. RateLimiting 10 per Day, counted by Client — plan Gold\n\n---\n\nlocked plan Acme/Gold@1.0\n\nFor shops.\n\nLocked: APIs can offer it.\n\nPolicies:\n\n- RateLimiting 10 per Day, counted by Client'
        });
        const help = await client.connection.sendRequest(SignatureHelpRequest.type, { textDocument: { uri: client.uri('acme.apim') }, position: position(2, 46) });
        assert.doesNotMatch(JSON.stringify(help), /markdown/);
    });

    it('is given neither snippets nor commands of another editor', async () => {
        const list = await client.connection.sendRequest(CompletionRequest.type, { ...inShop(), position: position(2, 2) }) as CompletionList;
        assert.ok(list.items.length > 5);
        for (const item of list.items) {
            assert.equal(item.insertTextFormat, 1, item.label);
            assert.doesNotMatch(item.textEdit?.newText ?? '', /\$\{?\d/);
            assert.equal(item.command, undefined);
        }
        const contracts = await client.connection.sendRequest(CompletionRequest.type, { ...inShop(), position: position(1, 28) }) as CompletionList;
        assert.deepEqual(contracts.items.map(({ command }) => command), contracts.items.map(() => undefined));
    });

    it('is shown a list of symbols', async () => {
        const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, inShop()) as { name: string; containerName?: string; location: { uri: string } }[];
        assert.deepEqual(symbols.map(({ name, containerName }) => [name, containerName]), [['Shop', undefined], ['App@1.0', 'Shop'], ['Acme/Orders@1.0', 'App@1.0']]);
        assert.ok(symbols.every(({ location }) => location.uri === client.uri('shop.apim')));
    });

    it('is asked for nothing, and offered nothing that makes a file', async () => {
        let asked = 0;
        client.connection.onRequest(RegistrationRequest.type, () => { asked += 1; });
        const actions = await client.connection.sendRequest(CodeActionRequest.type, { ...inShop(), range: { start: position(1, 10), end: position(1, 10) }, context: { diagnostics: [] } });
        assert.deepEqual(actions?.map(({ title }) => title).filter(title => title.startsWith('Move')), []);
        const renamed = await client.connection.sendRequest(RenameRequest.type, { ...inShop(), position: position(1, 49), newName: 'Best' });
        assert.deepEqual(Object.keys(renamed?.changes ?? {}).sort(), [client.uri('acme.apim'), client.uri('shop.apim')]);
        assert.equal(asked, 0);
    });

    it('learns what others did to a file once something is saved', async () => {
        await client.until(() => client.codes('shop.apim').length === 0 && client.last('shop.apim') !== undefined);
        await writeFile(join(client.folder, 'acme.apim'), acme.replace('offers Gold@1.0', ''));
        await client.connection.sendNotification(DidSaveTextDocumentNotification.type, inShop());
        await client.until(() => client.codes('shop.apim').includes('contract-no-plans'));
    });
});

describe('an editor that opens a file without a folder', () => {
    it('has the findings of the project around it', async () => {
        const client = await plainEditor({ folders: [], initialize: { workspaceFolders: null } });
        try {
            await client.open('shop.apim', shop.replace('Gold', 'Gould'));
            await client.until(() => client.codes('shop.apim').includes('contract-plan-not-offered'));
        } finally {
            await client.stop();
        }
    });
});
