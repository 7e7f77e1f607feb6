import assert from 'node:assert/strict';
import type { OptionDeclaration, TypeExpression } from '../../language/declarations.ts';
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { compile } from '../../compiler/compile.ts';
import { applyPlan } from '../../registration/apply.ts';
import { previewRegistration } from '../../registration/preview.ts';
import { Secret } from '../../registration/secret.ts';
import { realWorld } from '../../registration/world.ts';
import { apimanMissing, startApiman, type Apiman } from '../support/apiman.ts';
import { language } from '../support/language.ts';
import { openProject } from '../support/project.ts';
import { keySet, login, trials, withRoles, type Trial } from './trials.ts';

/** Each writes over what the one before it wrote, and leaves a header of its own. */
const mark = (who: string) => `policy SimpleHeader { addHeaders: [{ headerName: "X-Last", headerValue: "${who}", overwrite: true }, { headerName: "X-${who}", headerValue: "ran" }] }`;
const apiOf = (index: number) => `T${index}`;

describe('the shipped policy types', () => {
    it('are all tried, or have a test of their own', () => {
        assert.deepEqual([...language.prelude.types.keys()].filter(type => !trials.some(trial => trial.type === type)), ['ApiKey']);
    });
});

describe('the trials', () => {
    const optionNames = ({ name, type }: OptionDeclaration): string[] => [name, ...inside(type)];
    const inside = (type: TypeExpression): string[] => type.kind === 'list' ? inside(type.element) : type.kind === 'object' ? type.options.flatMap(optionNames) : [];
    for (const [name, { options }] of language.prelude.types) {
        if (name === 'ApiKey') continue;
        const own = trials.filter(trial => trial.type === name).map(trial => trial.options);
        it(`of ${name} set every option`, () => assert.deepEqual(options.flatMap(optionNames).filter(option => !own.some(text => text.includes(`${option}:`))), []));
    }
});

describe('the shipped policies on the real Apiman', () => {
    let apiman: Apiman, backend: Server, address: string;
    const world = realWorld();
    /** Calls that take long, from the beginning. */
    const begun = new Map<number, Promise<Response>>();

    before(async function () {
        if (apimanMissing) {
            console.log(apimanMissing);
            this.skip();
        }
        // It closes no connection by itself: Apiman may send its next call in that moment, and answers 500 then.
        backend = createServer({ keepAliveTimeout: 0 }, (request, response) => {
            const realm = `${address}/realms/shop`;
            const issued: Record<string, object> = {
                '/jwks': keySet, '/realms/shop/.well-known/openid-configuration': { issuer: realm, jwks_uri: `${address}/jwks`, authorization_endpoint: realm, token_endpoint: realm, end_session_endpoint: realm }
            };
            const status = request.url === '/broken' ? 500 : 200;
            const answer = () => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(issued[request.url ?? ''] ?? { path: request.url, headers: request.headers }));
            const delays: Record<string, number> = { '/slow': 2000, '/slower': 40_000 };
            setTimeout(answer, delays[request.url ?? ''] ?? 0).unref();
        });
        await new Promise<void>(resolve => backend.listen(0, '127.0.0.1', resolve));
        const place = backend.address();
        address = `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`;
        apiman = await startApiman();
        const compiled = compiledTrials();
        const { url, publicUrl, username, password } = apiman;
        const target = { environment: 'apiman', gateways: [{ url, publicUrl, credentials: { type: 'basic' as const, username, password: new Secret(password) }, local: false }] };
        const preview = await previewRegistration({ target, shown: compiled, real: compiled, secrets: new Map(), world });
        assert.ok(preview.ok);
        assert.equal((await applyPlan(preview.value.plan, preview.value.gateways, { world })).outcome, 'done');
        trials.forEach((trial, index) => { if (trial.slow) begun.set(index, lastReply(index, trial)); });
    });

    after(async () => {
        await world.close();
        backend?.closeAllConnections();
        backend?.close();
        await apiman?.stop();
    });

    function compiledTrials() {
        const source = [...trials, undefined].map((trial, index) => `  published public api ${apiOf(index)}@1 { endpoint: "${address}"\n    ${trial ? `${trial.behind ?? ''} policy ${trial.type} { ${trial.options.replace('BACKEND', address)} }` : ''}\n  }\n`).join('');
        const { project } = openProject(`organization A {
${source}
  locked plan P@1 { use Plan }
  published private api Keyed@1 { endpoint: "${address}" offers P@1 use Api }
  client C@1 { contract Keyed@1 via P policy ApiKey { requestHeader: "X-Shop-Key" } use Client }
  published public api Guarded@1 { endpoint: "${address}" use Guard }
  published public api Breaking@1 { endpoint: "${address}" policy CircuitBreaker { limit: 1, reset: 5s, failureCode: 599 } }
}
policies Client { ${mark('client')} }
policies Plan { ${mark('plan')} }
policies Api { ${mark('api')} }
policies Login { ${login} }
policies Guard { use Login policy Authorization { rules: [{ pathPattern: '/.*', role: "buyer" }] } }
secret parameter secretOfAnna
`);
        assert.deepEqual(project.diagnostics('file:///project/example.apim').filter(({ code }) => code === 'syntax' || /^(unknown|missing)-/.test(code) && code !== 'missing-description' || code === 'option-type').map(({ message }) => message), []);
        const entries = project.index.inFile('file:///project/example.apim');
        return compile({ entries, shippedTypes: language.prelude.types, parameters: {}, secret: () => 'geheim' });
    }

    async function lastReply(index: number, { type, path = '/x', method = 'GET', headers = {}, times = 1 }: Partial<Trial>): Promise<Response> {
        const call = () => fetch(`${apiman.publicUrl}/A/${apiOf(index)}/1${path}`, { method, headers });
        for (let time = 1; time < times; time++) {
            await (await call()).text();
            // What a policy counts or keeps of an answer it does behind the answer.
            await delay(times > 3 ? 30 : 300);
        }
        // What is closed all day but for a second, and open all day but for one, is not asked at midnight (UTC).
        while (type === 'TimeRestrictedAccess' && /T(23:59:5|00:00:0)/.test(new Date().toISOString())) await delay(100);
        return call();
    }

    trials.forEach((trial, index) => {
        it(`${trial.type} { ${trial.options.slice(0, 60)} } ${trial.shows}`, async () => {
            const reply = await (begun.get(index) ?? lastReply(index, trial));
            const body = await reply.text();
            assert.equal(reply.status, trial.status, body.slice(0, 300));
            if (trial.header) assert.match(reply.headers.get(trial.header[0]) ?? '', trial.header[1]);
            if (trial.body) assert.match(body, trial.body);
            for (const end = Date.now() + 60_000; trial.log && !trial.log.test(apiman.log());) {
                assert.ok(Date.now() < end, apiman.log().slice(-2000));
                await delay(50);
            }
        });
    });

    it('without a policy a call is answered with 200, and with none of what shows that a policy ran', async () => {
        const reply = await lastReply(trials.length, {});
        const body = await reply.text();
        assert.equal(reply.status, 200);
        for (const { header, body: shown, status } of trials) {
            assert.ok(status !== 200 || !header || !header[1].test(reply.headers.get(header[0]) ?? ''), header?.[0]);
            assert.ok(!shown || !shown.test(body), String(shown));
        }
    });

    /** What arrives at the back end on a call by the contract. */
    async function keyedCall(): Promise<{ apiKey: string; headers: Record<string, string> }> {
        const list = await fetch(`${apiman.url}/organizations/A/clients/C/versions/1`, { headers: { authorization: `Basic ${btoa('admin:admin')}` } });
        const { apiKey } = await list.json() as { apiKey: string };
        const reply = await fetch(`${apiman.publicUrl}/A/Keyed/1/x`, { headers: { 'x-api-key': apiKey } });
        return { apiKey, ...await reply.json() as { headers: Record<string, string> } };
    }

    it('ApiKey passes the key of the client on', async () => {
        const { apiKey, headers } = await keyedCall();
        assert.equal(headers['x-shop-key'], apiKey);
    });

    it('sets run where client, plan and API use them, in this order', async () => {
        const { headers } = await keyedCall();
        assert.deepEqual(['x-client', 'x-plan', 'x-api', 'x-last'].map(name => headers[name]), ['ran', 'ran', 'ran', 'api']);
    });

    it('a set in a set runs in its place: who calls is established before roles are demanded', async () => {
        const statusFor = async (headers?: Record<string, string>) => (await fetch(`${apiman.publicUrl}/A/Guarded/1/x`, headers ? { headers } : {})).status;
        assert.deepEqual([await statusFor(withRoles('buyer')), await statusFor(withRoles('seller')), await statusFor()], [200, 403, 401]);
    });

    it('CircuitBreaker closes again once the back end has recovered', async () => {
        const status = async (path: string) => (await fetch(`${apiman.publicUrl}/A/Breaking/1${path}`)).status;
        assert.equal(await status('/broken'), 500);
        await delay(300);
        assert.equal(await status('/x'), 599);
        while (await status('/x') !== 200) await delay(300);
        assert.equal(await status('/x'), 200);
    });
});
