import { config } from '@vscode/l10n';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodeActionRequest, CodeLensRequest, CodeLensResolveRequest, type CodeAction } from 'vscode-languageserver/node';
import { ServerClient } from './server-client.ts';

const german: Record<string, string> = JSON.parse(readFileSync(join(import.meta.dirname, '../../extension/l10n/bundle.l10n.de.json'), 'utf8'));
const text = `organization Acme {
  plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  published private api Orders@1.0 { endpoint: "https://orders.example" offers Silver@1.0 }
}
organization Shop { client Mobile@1.0 { contract Acme/Orders@1.0 via Silver } }
`;

describe('the language that the language server speaks', () => {
    let client: ServerClient;
    afterEach(async () => {
        await client.stop();
        config({ contents: {} });
    });

    async function start(translations?: unknown): Promise<void> {
        const commands = ['apim.registerClient', 'apim.showContractGraph'];
        client = await ServerClient.start({ 'acme.apim': text }, { initialize: { initializationOptions: { session: { trusted: true, user: 'anna@shop.example' }, commands, translations } } });
        await client.open('acme.apim', text);
    }

    async function lenses(): Promise<string[]> {
        const shown = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: client.uri('acme.apim') } }) ?? [];
        return Promise.all(shown.map(async lens => (await client.connection.sendRequest(CodeLensResolveRequest.type, lens)).command?.title ?? ''));
    }

    async function actions(): Promise<string[]> {
        const range = { start: { line: 1, character: 8 }, end: { line: 2, character: 80 } };
        const found = await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: client.uri('acme.apim') }, range, context: { diagnostics: [] } }) ?? [];
        return found.map(action => (action as CodeAction).title);
    }

    it('is that of the texts that the editor hands over', async () => {
        await start(german);
        assert.deepEqual(await lenses(), ['keine Verträge', '1 Nutzer', 'fehlerhafter Vertrag']);
        assert.deepEqual(await actions(), ['Eine Beschreibung hinzufügen', 'Eine Beschreibung hinzufügen', 'Plan „Acme/Silver@1.0“ anlegen', 'Plan „Gold“ 1.0 sperren']);
    });

    for (const none of [undefined, 'de', { 'no contracts': 4711 }]) {
        it(`is English where an editor hands over ${JSON.stringify(none)}`, async () => {
            await start(none);
            assert.deepEqual(await lenses(), ['no contracts', '1 consumer', 'broken contract']);
        });
    }
});
