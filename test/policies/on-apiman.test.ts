import assert from 'node:assert/strict';
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
import { trials, type Trial } from './trials.ts';

const apiOf = (index: number) => `T${index}`;

describe('the shipped policy types', () => {
    it('are all tried, or have a test of their own', () => {
        assert.deepEqual([...language.prelude.types.keys()].filter(type => !trials.some(trial => trial.type === type)), ['ApiKey']);
    });
});

describe('the shipped policies on the real Apiman', function () {
    this.timeout(60_000);
    let apiman: Apiman, backend: Server, address: string;
    const world = realWorld();

    before(async function () {
        if (apimanMissing) {
            console.log(apimanMissing);
            this.skip();
        }
        backend = createServer((request, response) => {
            const status = request.url === '/broken' ? 500 : 200;
            const answer = () => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ path: request.url, headers: request.headers }));
            if (request.url === '/slow') setTimeout(answer, 2000);
            else answer();
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
    });

    after(async () => {
        await world.close();
        backend?.closeAllConnections();
        backend?.close();
        await apiman?.stop();
    });

    function compiledTrials() {
        const source = [...trials, undefined].map((trial, index) => `  published public api ${apiOf(index)}@1 { endpoint: "${address}"\n    ${trial ? `policy ${trial.type} { ${trial.options} }` : ''}\n  }\n`).join('');
        const { project } = openProject(`organization A {\n${source}  locked plan P@1\n  published private api Keyed@1 { endpoint: "${address}" offers P@1 }\n  client C@1 { contract Keyed@1 via P\n    policy ApiKey { requestHeader: "X-Shop-Key" }\n  }\n}\nsecret parameter secretOfAnna\n`);
        assert.deepEqual(project.diagnostics('file:///project/example.apim').filter(({ code }) => code === 'syntax' || /^(unknown|missing)-/.test(code) && code !== 'missing-description' || code === 'option-type').map(({ message }) => message), []);
        const entries = project.index.inFile('file:///project/example.apim');
        return compile({ entries, shippedTypes: language.prelude.types, parameters: {}, secret: () => 'geheim' });
    }

    async function lastReply(index: number, { path = '/x', method = 'GET', headers = {}, times = 1 }: Partial<Trial>): Promise<Response> {
        const call = () => fetch(`${apiman.publicUrl}/A/${apiOf(index)}/1${path}`, { method, headers });
        for (let time = 1; time < times; time++) {
            await (await call()).text();
            await delay(30);
        }
        return call();
    }

    trials.forEach((trial, index) => {
        it(`${trial.type} { ${trial.options.slice(0, 60)} } ${trial.shows}`, async () => {
            const reply = await lastReply(index, trial);
            const body = await reply.text();
            assert.equal(reply.status, trial.status, body.slice(0, 300));
            if (trial.header) assert.match(reply.headers.get(trial.header[0]) ?? '', trial.header[1]);
            if (trial.body) assert.match(body, trial.body);
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

    it('ApiKey passes the key of the client on', async () => {
        const list = await fetch(`${apiman.url}/organizations/A/clients/C/versions/1`, { headers: { authorization: `Basic ${btoa('admin:admin')}` } });
        const { apiKey } = await list.json() as { apiKey: string };
        const reply = await fetch(`${apiman.publicUrl}/A/Keyed/1/x`, { headers: { 'x-api-key': apiKey } });
        assert.match(await reply.text(), new RegExp(`"x-shop-key":"${apiKey}"`));
    });
});
