import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ResponseError } from 'vscode-languageserver';
import * as protocol from '../../../language-server/protocol.ts';
import { applyEdits } from '../../support/text-edits.ts';
import { ServerClient } from '../server-client.ts';

const shop = join(import.meta.dirname, '../../../samples/shop');
const files = Object.fromEntries(['acme.apim', 'shopinc.apim', 'parameters.apim', 'apim.yaml'].map(name => [name, readFileSync(join(shop, name), 'utf8')]));
const machine = { environment: { PATH: process.env['PATH'], APIM_SECRET_SHOPPASSWORD: 'canary-4711' } };
const client = 'ShopInc/MobileShop@2.1';

describe('the messages of the lifecycle', () => {
    let server: ServerClient;
    afterEach(() => server.stop());

    async function start({ trusted = true, user = 'anna@shop.example' } = {}): Promise<void> {
        server = await ServerClient.start(files, { machine });
        await server.connection.sendNotification(protocol.SessionNotification, { trusted, user });
    }
    const ask = (params: protocol.LifecycleParams) => server.connection.sendRequest(protocol.LifecycleRequest, params);
    const after = (name: string, { changes }: protocol.LifecycleAnswer) => applyEdits(files[name] ?? '', changes[server.uri(name)] ?? []);

    it('answer with the edit, what follows from it, whom it concerns, and what is to be registered', async () => {
        await start();
        const answer = await ask({ action: 'retire', entity: client });
        assert.equal(after('shopinc.apim', answer), files['shopinc.apim']?.replace('  client MobileShop@2.1', '  retired client MobileShop@2.1'));
        assert.deepEqual([answer.registers, answer.withdraws, answer.affected.clients], [['client:ShopInc/MobileShop@2.1'], false, [client]]);
        assert.match(answer.notes.join(' '), /Its API key is gone afterwards/);
        const made = await ask({ action: 'new-version', entity: 'Acme/Gold@1.0', version: '2' });
        assert.match(after('acme.apim', made), /\n {2}plan Gold@2 \{/);
        assert.deepEqual(made.registers, []);
        assert.ok(!existsSync(join(server.folder, '.apim')));
    });

    it('refuse with a reason, and say where contracts could go along', async () => {
        await start();
        await assert.rejects(ask({ action: 'publish', entity: 'Acme/Orders@1.0' }), /published already/);
        const refusal: unknown = await ask({ action: 'retire', entity: 'Acme/Orders@1.0' }).catch((error: unknown) => error);
        assert.ok(refusal instanceof ResponseError);
        assert.deepEqual(refusal.data, { contracts: true });
        const { changes, registers } = await ask({ action: 'retire', entity: 'Acme/Orders@1.0', withContracts: true });
        assert.deepEqual([Object.keys(changes).length, registers], [2, ['api:Acme/Orders@1.0']]);
        await server.open('draft.apim', 'organization Acme {\n  api Draft@1\n}\n');
        await assert.rejects(ask({ action: 'publish', entity: 'Acme/Draft@1' }), /with this edit the source would have 2 errors: draft\.apim:2 API 'Draft' has no implementation endpoint/);
    });

    it('refuse without the role, and in Restricted Mode what the gateway has to hear of', async () => {
        await start({ user: 'ben@shop.example' });
        await assert.rejects(ask({ action: 'delete', entity: client }), /may not delete in ShopInc: that takes the role editor\. Ask anna@shop\.example/);
        await server.connection.sendNotification(protocol.SessionNotification, { trusted: false, user: 'anna@shop.example' });
        for (const wish of [{ action: 'retire', entity: client }, { action: 'delete', entity: client }, { action: 'retire', entity: 'Acme/Catalog@1.0' }] as const) await assert.rejects(ask(wish), /Restricted Mode/);
        assert.deepEqual((await ask({ action: 'new-version', entity: client, version: '3' })).registers, ['client:ShopInc/MobileShop@3']);
    });

    it('list what can be chosen, as far as the user may see it', async () => {
        await start();
        const { elements } = await server.connection.sendRequest(protocol.ElementsRequest, {});
        assert.deepEqual(elements.map(({ kind, key, state }) => `${kind} ${key} ${state}`), [
            'plan Acme/Gold@1.0 locked', 'plan Acme/Trial@1.0 locked', 'api Acme/Orders@1.0 published', 'api Acme/Catalog@1.0 published', 'api Acme/Orders@0.9 retired',
            'client ShopInc/MobileShop@2.1 declared', 'client ShopInc/BackOffice@1.0 declared', 'client ShopInc/MobileShop@1.0 retired'
        ]);
        await server.connection.sendNotification(protocol.SessionNotification, { trusted: true, user: 'eve@elsewhere.example' });
        assert.ok((await server.connection.sendRequest(protocol.ElementsRequest, {})).elements.every(({ key }) => key.startsWith('Acme/')));
    });

    it('take a client off the gateway before it leaves the source, and keep what is removed', async () => {
        await start();
        const { connection } = server;
        await connection.sendRequest(protocol.StartLocalGatewayRequest, {});
        try {
            assert.equal((await connection.sendRequest(protocol.RegisterRequest, {})).outcome, 'done');
            const answer = await ask({ action: 'delete', entity: client });
            assert.deepEqual([answer.registers, answer.withdraws], [[`client:${client}`], true]);
            const plan = await connection.sendRequest(protocol.PlanRequest, { clients: answer.registers, withdraw: true });
            assert.equal(plan.operations.length, 1);
            assert.match(plan.text, /\*\*Unregister\*\* `ShopInc\/MobileShop@2\.1`/);
            const report = await connection.sendRequest(protocol.RegisterRequest, { clients: answer.registers, withdraw: true, digest: plan.digest });
            assert.deepEqual(report.operations.map(({ kind, outcome }) => [kind, outcome]), [['unregister', 'done']]);
            assert.deepEqual((await ask({ action: 'delete', entity: client, confirmed: true })).changes, answer.changes);
            assert.equal(readdirSync(join(server.folder, '.apim/restore')).length, 1);
            assert.doesNotMatch(readFileSync(join(server.folder, 'apim.record.local.jsonl'), 'utf8'), /MobileShop@2\.1/);
            await server.watched({ name: 'shopinc.apim', type: 2, text: after('shopinc.apim', answer) }, { name: 'acme.apim', type: 2, text: after('acme.apim', answer) });
            assert.equal((await connection.sendRequest(protocol.PlanRequest, {})).operations.length, 0);
        } finally {
            await connection.sendRequest(protocol.StopLocalGatewayRequest, {});
        }
    });

    it('list what was deleted, and put it back where it stood', async () => {
        await start();
        const { connection } = server;
        assert.deepEqual(await connection.sendRequest(protocol.RemovalsRequest, {}), { removals: [] });
        const deleted = await ask({ action: 'delete', entity: client, confirmed: true });
        const written = Object.fromEntries(['shopinc.apim', 'acme.apim'].map(name => [name, after(name, deleted)]));
        await server.watched(...Object.entries(written).map(([name, text]) => ({ name, type: 2 as const, text })));
        const { removals: [removal, ...others] } = await connection.sendRequest(protocol.RemovalsRequest, {});
        assert.deepEqual([others.length, removal?.file, removal?.entity, removal?.kind, removal?.action], [0, deleted.kept, client, 'client', 'delete']);
        assert.match(removal?.pieces[0]?.text ?? '', /^client MobileShop@2\.1 "Mobile shop"/);
        assert.ok(Math.abs(Date.now() - Date.parse(removal?.removed ?? '')) < 60_000);

        const file = deleted.kept ?? '';
        const back = await connection.sendRequest(protocol.RestoreRequest, { file });
        for (const [name, text] of Object.entries(written)) assert.equal(applyEdits(text, back.changes[server.uri(name)] ?? []), files[name]);
        assert.deepEqual([back.registers, back.notes, back.source?.uri, back.source?.range.start], [[`client:${client}`], [], server.uri('shopinc.apim'), { line: 4, character: 9 }]);
        assert.equal(readdirSync(join(server.folder, '.apim/restore')).length, 1);
        await connection.sendRequest(protocol.RestoredRequest, { file });
        assert.deepEqual(await connection.sendRequest(protocol.RemovalsRequest, {}), { removals: [] });
        await assert.rejects(connection.sendRequest(protocol.RestoreRequest, { file }), /not there any more/);
    });

    it('put back nothing for somebody who may not, and read no other file than those that are listed', async () => {
        await start();
        const { connection } = server;
        const { kept = '' } = await ask({ action: 'delete', entity: client, confirmed: true });
        for (const file of ['../../apim.yaml', `../restore/${kept}`]) {
            await assert.rejects(connection.sendRequest(protocol.RestoreRequest, { file }), /not there any more/);
            await assert.rejects(connection.sendRequest(protocol.RestoredRequest, { file }), /not there any more/);
        }
        assert.ok(existsSync(join(server.folder, 'apim.yaml')));
        await connection.sendNotification(protocol.SessionNotification, { trusted: true, user: 'ben@shop.example' });
        await assert.rejects(connection.sendRequest(protocol.RestoreRequest, { file: kept }), /may not restore in (ShopInc|Acme): that takes the role editor/);
        await connection.sendNotification(protocol.SessionNotification, { trusted: true, user: 'eve@elsewhere.example' });
        assert.deepEqual(await connection.sendRequest(protocol.RemovalsRequest, {}), { removals: [] });
    });
});
