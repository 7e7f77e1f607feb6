import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayProgram } from '../../cli/gateway-program.ts';
import { startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import { realWorld } from '../../registration/world.ts';
import { Workplace } from '../support/apim.ts';

const canary = 'canary-0815-secret';
const shop = 'ShopInc/MobileShop@2.1';
interface Change { path: string; before?: unknown; after?: unknown; by?: string }
interface Plan {
    comparison: string; operations: { kind: string; entity: string; reason: string; changes: Change[] }[];
    prunable: { kind: string; entity: string; reason: string }[]; skipped: { entity: string; reason: string }[]; lostKeys: string[];
}

describe('the record of the last registration', () => {
    const place = new Workplace();
    const world = realWorld();
    const recordFile = join(place.folder, 'apim.record.local.jsonl');
    const shopFile = join(place.folder, 'shopinc.apim');
    const source = readFileSync(shopFile, 'utf8');
    const target = { url: '', authorization: '' };

    before(async () => {
        const started = await startLocalGateway({ project: place.folder, command: gatewayProgram(), environment: process.env, world, ports: { port: 0, apiPort: 0 } });
        assert.ok(started.ok, JSON.stringify(started));
        const { url, credentials } = started.value.target;
        assert.ok(credentials?.type === 'basic');
        target.url = url;
        target.authorization = `Basic ${Buffer.from(`${credentials.username}:${credentials.password?.reveal()}`).toString('base64')}`;
        place.environment['APIM_SECRET_SHOPPASSWORD'] = canary;
        assert.equal((await place.apim('register', '--yes')).exit, 0);
    });
    after(async () => {
        await stopLocalGateway(place.folder, world);
        await world.close();
        place.remove();
    });

    async function plan(...args: string[]): Promise<Plan & { exit: number }> {
        const { out, exit, err } = await place.apim('plan', '--format', 'json', '--exit-code', ...args);
        assert.notEqual(out, '', err);
        return { ...JSON.parse(out) as Plan, exit };
    }

    async function configuration(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
        const answer = await fetch(`${target.url}/${path}`, { method, headers: { authorization: target.authorization, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
        assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
        const text = await answer.text();
        return text === '' ? {} : JSON.parse(text) as Record<string, unknown>;
    }

    function editSource(edit: (text: string) => string): void {
        writeFileSync(shopFile, edit(source));
    }

    /** As somebody would who works at the gateway by hand. */
    async function editAtGateway(edit: (client: string) => string): Promise<void> {
        const client = await configuration('GET', 'organizations/ShopInc/clients/MobileShop/versions/2.1');
        await configuration('PUT', 'clients', JSON.parse(edit(JSON.stringify(client))));
    }

    it('is a line an entity, beside apim.yaml, and holds neither a secret nor a key', async () => {
        const text = readFileSync(recordFile, 'utf8');
        const key = (await place.apim('key', shop)).out.trim();
        assert.doesNotMatch(text, new RegExp(`${canary}|${key}`));
        assert.match(text, /\$\{shopPassword\}/);
        const lines = text.trim().split('\n').map(line => JSON.parse(line) as Record<string, unknown>);
        assert.deepEqual(lines.map(line => line['plan'] ?? line['api'] ?? line['client'] ?? (line['policy'] ? 'policy' : 'header')).filter(name => name !== 'policy'),
            ['header', 'Acme/Gold@1.0', 'Acme/Trial@1.0', 'Acme/Catalog@1.0', 'Acme/Orders@1.0', 'ShopInc/BackOffice@1.0', shop]);
        assert.ok(!existsSync(join(place.folder, '.apim/journal/local.json')));
        assert.deepEqual((({ comparison, operations, exit }) => [comparison, operations, exit])(await plan()), ['three-way', [], 0]);
    });

    it('says of each difference who made it: the source, somebody at the gateway, or both', async () => {
        editSource(text => text.replace('X-Shop-Key', 'X-Other-Key'));
        const bySource = await plan();
        assert.equal(bySource.exit, 2);
        assert.deepEqual(bySource.operations.map(({ entity, reason, changes }) => [entity, reason, changes.map(({ by }) => by)]), [[shop, 'changed', ['source']]]);
        editSource(text => text);
        await editAtGateway(client => client.replace('10000', '77'));
        const byGateway = await plan();
        assert.equal(byGateway.exit, 3);
        assert.deepEqual(byGateway.operations.map(({ entity, reason, changes }) => [entity, reason, changes.map(({ path, before, after, by }) => [path.split('.').at(-1), before, after, by])]),
            [[shop, 'gateway-changed', [['limit', 77, 10000, 'gateway']]]]);
        assert.match((await place.apim('plan')).out, /77 → 10000 {2}changed by somebody at the gateway/);
        await editAtGateway(client => client.replace('X-Shop-Key', 'X-Foreign-Key'));
        editSource(text => text.replace('X-Shop-Key', 'X-Other-Key'));
        const byBoth = await plan();
        assert.equal(byBoth.exit, 3);
        assert.deepEqual(byBoth.operations[0]?.changes.map(({ by }) => by).sort(), ['both', 'gateway']);
        editSource(text => text);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        assert.equal((await plan()).exit, 0);
    });

    it('gives My Clients their states where no gateway is asked, and says where one was changed', async () => {
        const states = async (...args: string[]) => (JSON.parse((await place.apim('clients', '--format', 'json', ...args)).out) as { clients: { name: string; version: string; state: string; changedBy?: string }[] }).clients
            .map(({ name, version, state, changedBy }) => `${name}@${version} ${state}${changedBy ? ` by ${changedBy}` : ''}`);
        assert.deepEqual(await states('--offline'), ['BackOffice@1.0 registered', 'MobileShop@1.0 retired', 'MobileShop@2.1 registered']);
        editSource(text => text.replace('X-Shop-Key', 'X-Other-Key'));
        assert.deepEqual(await states('--offline'), ['BackOffice@1.0 registered', 'MobileShop@1.0 retired', 'MobileShop@2.1 changed by source']);
        assert.deepEqual(await states(), ['BackOffice@1.0 registered', 'MobileShop@1.0 retired', 'MobileShop@2.1 changed by source']);
        editSource(text => text);
        await editAtGateway(client => client.replace('10000', '77'));
        assert.deepEqual(await states(), ['BackOffice@1.0 registered', 'MobileShop@1.0 retired', 'MobileShop@2.1 changed by gateway']);
        assert.match((await place.apim('clients')).out, /changed at the gateway/);
        assert.deepEqual(await states('--offline'), ['BackOffice@1.0 registered', 'MobileShop@1.0 retired', 'MobileShop@2.1 registered']);
        const record = readFileSync(recordFile, 'utf8');
        const elsewhere = join(place.folder, 'apim.record.prod.jsonl');
        const settings = readFileSync(join(place.folder, 'apim.yaml'), 'utf8');
        writeFileSync(elsewhere, record.replace('"environment":"local"', '"environment":"prod"'));
        place.write({ 'apim.yaml': settings.replace('defaultEnvironment', '  prod: { gateway: { url: "https://gateway.example" } }\n  test: { gateway: { url: "https://gateway.example" } }\ndefaultEnvironment') });
        assert.match((await place.apim('clients', '-e', 'test', '--offline')).out, /MobileShop +2\.1 +declared \(registered in local, prod only\)/);
        place.write({ 'apim.yaml': settings });
        rmSync(elsewhere);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
    });

    it('says of each operation where it is declared', async () => {
        editSource(text => text.replace('X-Shop-Key', 'X-Other-Key'));
        const { operations } = JSON.parse((await place.apim('plan', '--format', 'json')).out) as { operations: { source: { file: string; range: { start: { line: number } } } }[] };
        assert.deepEqual(operations.map(({ source: { file, range } }) => [file, range.start.line]), [['shopinc.apim', 4]]);
        editSource(text => text);
    });

    it('says that something was removed at the gateway, and puts it back with the key that it is given only', async () => {
        const key = (await place.apim('key', shop)).out.trim();
        await configuration('DELETE', 'clients/ShopInc/MobileShop/2.1');
        const removed = await plan();
        assert.equal(removed.exit, 3);
        assert.deepEqual(removed.operations.map(({ entity, reason }) => [entity, reason]), [[shop, 'gateway-changed']]);
        assert.deepEqual(removed.lostKeys, [shop]);
        const refused = await place.apim('register', '--yes');
        assert.equal(refused.exit, 6);
        assert.match(refused.err, /has lost the API key of ShopInc\/MobileShop@2\.1.*--keys FILE.*--new-keys/);
        writeFileSync(join(place.folder, 'keys.json'), JSON.stringify({ [shop]: key }), { mode: 0o600 });
        assert.equal((await place.apim('register', '--yes', '--keys', 'keys.json')).exit, 0);
        assert.equal((await place.apim('key', shop)).out.trim(), key);
        await configuration('DELETE', 'clients/ShopInc/MobileShop/2.1');
        assert.equal((await place.apim('register', '--yes', '--new-keys')).exit, 0);
        assert.notEqual((await place.apim('key', shop)).out.trim(), key);
        rmSync(join(place.folder, 'keys.json'));
    });

    it('removes what is no longer declared with --prune only', async () => {
        editSource(text => text.replace('  retired client', '  client Tablet@1.0 { contract Acme/Orders@1.0 via Trial }\n  retired client'));
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        editSource(text => text);
        const gone = await plan();
        assert.deepEqual([gone.operations, gone.prunable.map(({ kind, entity, reason }) => [kind, entity, reason]), gone.exit],
            [[], [['unregister', 'ShopInc/Tablet@1.0', 'gone']], 2]);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        await configuration('GET', 'organizations/ShopInc/clients/Tablet/versions/1.0');
        const pruned = JSON.parse((await place.apim('register', '--yes', '--prune', '--format', 'json')).out) as { operations: { kind: string; reason: string; outcome: string }[] };
        assert.deepEqual(pruned.operations.map(({ kind, reason, outcome }) => [kind, reason, outcome]), [['unregister', 'gone', 'done']]);
        assert.doesNotMatch(readFileSync(recordFile, 'utf8'), /Tablet/);
    });

    it('never touches what it does not call ours, unless told to take it over', async () => {
        const lines = readFileSync(recordFile, 'utf8').split('\n').filter(line => !line.includes('"client":"ShopInc/MobileShop@2.1"'));
        writeFileSync(recordFile, lines.join('\n'));
        await editAtGateway(client => client.replace('10000', '78'));
        const found = await plan();
        assert.deepEqual([found.operations, found.skipped.find(({ entity }) => entity === shop)?.reason], [[], 'not-ours']);
        const left = await place.apim('register', '--yes');
        assert.equal(left.exit, 6, left.err);
        assert.match(JSON.stringify(await configuration('GET', 'organizations/ShopInc/clients/MobileShop/versions/2.1')), /limit[\\":]+78/);
        assert.equal((await place.apim('register', '--yes', '--adopt')).exit, 0);
        assert.equal((await plan()).exit, 0);
        assert.match(readFileSync(recordFile, 'utf8'), /MobileShop@2\.1/);
    });

    it('can be missing: then two are compared, which is said', async () => {
        rmSync(recordFile);
        await editAtGateway(client => client.replace('10000', '79'));
        const found = await plan();
        assert.deepEqual([found.comparison, found.operations.map(({ reason, changes }) => [reason, changes.map(({ by }) => by)]), found.exit], ['two-way', [['changed', [undefined]]], 2]);
        assert.match((await place.apim('plan')).err, /no record of a registration here: who made a difference is not known/);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        assert.equal((await plan()).comparison, 'three-way');
    });

    it('a damaged one, or one with a merge conflict in it, is refused with the line', async () => {
        const whole = readFileSync(recordFile, 'utf8');
        writeFileSync(recordFile, whole.replace('{"client"', '<<<<<<< HEAD\n{"client"'));
        const { exit, err } = await place.apim('register', '--yes');
        assert.equal(exit, 6);
        assert.match(err, /apim\.record\.local\.jsonl cannot be used, line 6: it holds a conflict of a merge/);
        writeFileSync(recordFile, whole);
    });

    it('is rebuilt from the gateway with what that knows', async () => {
        const before = readFileSync(recordFile, 'utf8');
        assert.equal((await place.apim('record', 'rebuild')).exit, 6);
        assert.equal(readFileSync(recordFile, 'utf8'), before);
        await editAtGateway(client => client.replace('10000', '80'));
        rmSync(recordFile);
        const rebuilt = await place.apim('record', 'rebuild');
        assert.equal(rebuilt.exit, 0, rebuilt.err);
        assert.match(rebuilt.err, /holds 2 APIs and 2 clients now/);
        const key = (await place.apim('key', shop)).out.trim();
        assert.doesNotMatch(readFileSync(recordFile, 'utf8'), new RegExp(`${canary}|${key}`));
        assert.doesNotMatch((await place.apim('clients', '--offline')).out, /BackOffice.*changed/);
        const found = await plan();
        assert.deepEqual([found.comparison, found.operations.map(({ entity, reason }) => [entity, reason])], ['three-way', [[shop, 'changed']]]);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        assert.doesNotMatch(readFileSync(recordFile, 'utf8'), /rebuilt/);
    });
});

describe('the key of a client', () => {
    const place = new Workplace();
    const world = realWorld();
    let publicUrl = '';
    const keyOf = async (client: string) => (await place.apim('key', client)).out.trim();
    const statusOf = async (key: string) => (await fetch(`${publicUrl}/Acme/Orders/1.0/x`, { headers: { 'X-API-Key': key } })).status;

    before(async () => {
        const started = await startLocalGateway({ project: place.folder, command: gatewayProgram(), environment: process.env, world, ports: { port: 0, apiPort: 0 } });
        assert.ok(started.ok, JSON.stringify(started));
        publicUrl = started.value.target.publicUrl ?? '';
        place.environment['APIM_SECRET_SHOPPASSWORD'] = canary;
    });
    after(async () => {
        await stopLocalGateway(place.folder, world);
        await world.close();
        place.remove();
    });

    it('is not there to be replaced before the client is registered', async () => {
        const { exit, err } = await place.apim('key', 'rotate', shop, '--yes');
        assert.equal(exit, 64, err);
        assert.match(err, /is not registered in the environment 'local' and has no key there/);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
    });

    it('is replaced deliberately, which says who needs the new one; the old one is refused at once, other clients keep theirs', async () => {
        const [before, other] = [await keyOf(shop), await keyOf('ShopInc/BackOffice@1.0')];
        const asked = await place.apim('key', 'rotate', shop);
        assert.equal(asked.exit, 6);
        assert.equal(await keyOf(shop), before);
        const done = await place.apim('key', 'rotate', shop, '--yes');
        assert.equal(done.exit, 0, done.err);
        assert.match(done.err, /Everybody who calls as ShopInc\/MobileShop@2\.1 needs the new key/);
        const after = await keyOf(shop);
        assert.notEqual(after, before);
        assert.equal(await keyOf('ShopInc/BackOffice@1.0'), other);
        assert.deepEqual([await statusOf(before), await statusOf(after), await statusOf(other)], [404, 401, 401]);
        assert.doesNotMatch(done.out + done.err, new RegExp(`${before}|${after}`));
        assert.equal((await place.apim('plan', '--exit-code')).exit, 0);
    });

    it('stays when the client moves to another plan, and the plan says whom the move affects', async () => {
        const before = await keyOf(shop);
        const file = join(place.folder, 'shopinc.apim');
        writeFileSync(file, readFileSync(file, 'utf8').replace('contract Acme/Orders@1.0 via Gold\n    policy', 'contract Acme/Orders@1.0 via Trial\n    policy'));
        const { impact } = JSON.parse((await place.apim('plan', '--format', 'json')).out) as { impact: unknown[] };
        assert.deepEqual(impact, [{ api: 'Acme/Orders@1.0', plan: 'Trial', clients: [shop], organizations: ['ShopInc'] }]);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        assert.equal(await keyOf(shop), before);
    });

    it('a change of an API says which clients of which organizations it affects', async () => {
        const file = join(place.folder, 'acme.apim');
        writeFileSync(file, readFileSync(file, 'utf8').replace('/v1"', '/v2"').replace('for ShopInc/MobileShop@2.1, ShopInc/BackOffice@1.0', 'for ShopInc/MobileShop@2.1'));
        const { err } = await place.apim('plan');
        assert.match(err, /affected: Acme\/Orders@1\.0: 1 client of 1 organization \(ShopInc\/MobileShop@2\.1\)/);
    });

    it('a contract that waits is left out, with whom to ask', async () => {
        const file = join(place.folder, 'acme.apim');
        writeFileSync(file, readFileSync(file, 'utf8').replace('organization Acme "Acme Corporation" {', 'organization Acme "Acme Corporation" {\n  member "olga@acme.example" as editor\n  member "anna@shop.example" as viewer'));
        const plan = JSON.parse((await place.apim('plan', '--format', 'json')).out) as { skipped: { entity: string; reason: string; ask?: string[] }[] };
        assert.deepEqual(plan.skipped.find(({ entity }) => entity.includes('→')), {
            entity: 'ShopInc/BackOffice@1.0 → Acme/Orders@1.0', reason: 'awaiting-approval', ask: ['olga@acme.example'],
            message: "The contract of 'ShopInc/BackOffice@1.0' with 'Acme/Orders@1.0' waits for the approval of 'Acme'. Ask olga@acme.example."
        });
        const refused = await place.apim('register', '--yes');
        assert.equal(refused.exit, 6);
        assert.match(refused.err, /'anna@shop\.example' may not publish APIs in Acme: that takes the role editor\. Ask olga@acme\.example\./);
    });
});
