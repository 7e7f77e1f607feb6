import { config } from '@vscode/l10n';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodeActionRequest, CodeLensRequest, CompletionRequest, HoverRequest, type CodeAction, type CompletionList, type MarkupContent } from 'vscode-languageserver/node';
import * as protocol from '../../language-server/protocol.ts';
import { describeFailure } from '../../registration/failure.ts';
import { troubleOf } from '../../registration/transport.ts';
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
        return shown.map(({ command }) => command?.title ?? '');
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

    it('is also that of what dialogs say, and of the words in a picture', async () => {
        await start(german);
        const { summary, notes } = await client.connection.sendRequest(protocol.LifecycleRequest, { action: 'new-version', entity: 'Acme/Gold@1.0', version: '2.0' });
        assert.deepEqual([summary, ...notes], ['Acme/Gold@2.0 entsteht aus Acme/Gold@1.0, nicht gesperrt.', 'Ändern Sie den Plan, sperren Sie ihn und lassen Sie ihn von einer API anbieten.']);
        await assert.rejects(client.connection.sendRequest(protocol.LifecycleRequest, { action: 'retire', entity: 'Acme/Orders@1.0' }), {
            message: 'Acme/Orders@1.0 kann nicht allein stillgelegt werden: Ein Vertrag von Shop stünde ohne die API da (Shop/Mobile@1.0 über Silver). '
                + 'Stellen Sie diese zuerst auf eine andere API um, oder nehmen Sie sie mit heraus: apim retire Acme/Orders@1.0 --with-contracts'
        });
        const { svg = '' } = await client.connection.sendRequest(protocol.ContractGraphRequest, { showAll: true });
        assert.match(svg, /<desc[^>]*>1 Client, \d Pl[äa]ne?, 1 API und \d Gateways?\. Pfeile führen/);
        assert.match(svg, /class="column"[^>]*>Pläne</);
    });

    it('is also that of hovers, hints and completion, and of what a gateway, a role or an environment refuses', async () => {
        await start(german);
        const at = (line: number, word: string) => ({ textDocument: { uri: client.uri('acme.apim') }, position: { line, character: text.split('\n')[line]!.indexOf(word) } });
        const hover = async (line: number, word: string) => ((await client.connection.sendRequest(HoverRequest.type, at(line, word)))?.contents as MarkupContent | undefined)?.value ?? '';
        assert.match(await hover(1, 'Gold'), /Entwurf: Keine API kann ihn anbieten, bevor er gesperrt ist\./);
        assert.match(await hover(2, 'published'), /^Die API ist am Gateway\./);
        const proposed = await client.connection.sendRequest(CompletionRequest.type, at(1, 'policy')) as CompletionList;
        assert.equal(proposed.items.find(({ label }) => label === 'policy')?.detail, 'eine Policy; sie laufen in der Reihenfolge, in der sie hier stehen');
        await assert.rejects(client.connection.sendRequest(protocol.SelectEnvironmentRequest, { environment: 'staging' }), { message: 'Die Umgebung „staging“ gibt es nicht: Es gibt local.' });
        assert.equal(
            describeFailure({ kind: 'gateway-unreachable', gateway: 'http://gw', detail: troubleOf(Object.assign(new Error(), { code: 'ECONNREFUSED' })).detail }),
            'Das Gateway http://gw ist nicht erreichbar (Verbindung abgelehnt). Prüfen Sie, ob es läuft und ob seine Adresse in apim.yaml stimmt, und versuchen Sie es dann erneut.'
        );
        assert.equal(
            describeFailure({ kind: 'role-missing', action: 'register clients', organization: 'Shop', user: 'ben@shop.example', role: 'editor', holders: ['anna@shop.example'] }),
            'Clients registrieren darf in Shop nur, wer die Rolle editor hat; „ben@shop.example“ hat sie nicht. Fragen Sie anna@shop.example.'
        );
    });

    for (const none of [undefined, 'de', { 'no contracts': 4711 }]) {
        it(`is English where an editor hands over ${JSON.stringify(none)}`, async () => {
            await start(none);
            assert.deepEqual(await lenses(), ['no contracts', '1 consumer', 'broken contract']);
        });
    }
});
