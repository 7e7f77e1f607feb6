import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Workplace } from '../support/apim.ts';
import { startStubGateway } from '../support/stub-gateway.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

const always = (status: number, body = '', headers: Record<string, string> = {}): Answer => (_, response) => {
    response.writeHead(status, headers).end(body);
    return true;
};
const auth = 'auth: { type: basic, username: root }';

describe('a gateway that does not do what it should', () => {
    const cases: [name: string, answer: Answer, settings: string, exit: number, message: RegExp][] = [
        ['refuses the credentials', always(401), auth, 5, /refuses the password for 'root'\. Give the right one in APIM_PASSWORD_TEST/],
        ['asks for credentials that nobody named', always(401), '', 5, /asks for credentials\. Add "auth"/],
        ['answers with a web page', always(200, '<html>canary-4711</html>', { 'content-type': 'text/html' }), '', 5, /does not answer as a gateway/],
        ['answers with something else', always(200, '{"hello":"canary-4711"}', { 'content-type': 'application/json' }), '', 5, /does not answer as a gateway/],
        ['sends somewhere else', always(302, '', { location: 'http://elsewhere.example/' }), auth, 5, /redirects to another address/],
        ['refuses what it is given', (request, response) => request.method === 'PUT' && always(400, '{"errorType":"InvalidApi","message":"no canary-4711"}')(request, response), auth, 4, /0 of 4 changes done, 2 failed, 2 not begun\. .*answered 400 InvalidApi/]
    ];
    for (const [name, answer, settings, exit, message] of cases) {
        it(`${name}: register ends with ${exit}`, async () => {
            const gateway = await startStubGateway(answer);
            const place = new Workplace();
            place.write({ 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${gateway.url}", ${settings} }\n` });
            Object.assign(place.environment, { APIM_PASSWORD_TEST: 'canary-4712', APIM_SECRET_SHOPPASSWORD: 'canary-4711' });
            const run = await place.apim('register', '--yes');
            await gateway.stop();
            assert.equal(run.exit, exit, run.err);
            assert.match(run.err, message);
            assert.doesNotMatch(place.printed, /canary|\bat .*\.ts:/);
            place.remove();
        });
    }

    it('leaves apim clients with what is declared, and an exit code that says so', async () => {
        const place = new Workplace();
        place.write({ 'apim.yaml': 'environments:\n  test:\n    gateway: { url: "http://127.0.0.1:9", publicUrl: "https://api.example/" }\n' });
        const { exit, out, err } = await place.apim('clients', '--format', 'json');
        const { clients, connection } = JSON.parse(out) as { connection: string; clients: { state: string; contracts: { url: string }[] }[] };
        assert.deepEqual([exit, connection], [5, 'unreachable']);
        assert.deepEqual(clients.map(({ state, contracts }) => [state, contracts[0]?.url]), [
            ['declared', 'https://api.example/Acme/Orders/1.0'], ['retired', undefined], ['declared', 'https://api.example/Acme/Orders/1.0']
        ]);
        assert.match(err, /The states are those of the last registration from here\. The gateway http:\/\/127\.0\.0\.1:9 cannot be reached/);
        assert.equal((await place.apim('clients', '--offline')).exit, 0);
        place.remove();
    });
});

describe('what is refused before anything is sent', () => {
    const two = 'environments:\n  local:\n    gateway: local\n  prod:\n    gateway: { url: "http://127.0.0.1:9", auth: { type: basic, username: root } }\n    protected: true\ndefaultEnvironment: local\n';
    const cases: [name: string, args: string[], environment: Record<string, string>, exit: number, message: RegExp][] = [
        ['a password that nobody gave', ['plan', '-e', 'prod'], {}, 6, /There is no password for 'root' .*APIM_PASSWORD_PROD/],
        ['a gateway that the pipeline does not allow', ['plan', '-e', 'prod'], { APIM_GATEWAY_PROD: 'https://gateway.example', APIM_PASSWORD_PROD: 'canary-4711' }, 6, /names the gateway http:\/\/127\.0\.0\.1:9 .*allows https:\/\/gateway\.example only\. Nothing was sent/],
        ['a key from such a gateway', ['key', '-e', 'prod', 'ShopInc/MobileShop@2.1'], { APIM_GATEWAY_PROD: 'https://gateway.example' }, 6, /Nothing was sent/],
        ['a list from such a gateway', ['clients', '-e', 'prod'], { APIM_GATEWAY_PROD: 'nonsense' }, 6, /nothing is sent anywhere/],
        ['the name of another environment as a confirmation', ['register', '-e', 'prod', '--confirm', 'local'], {}, 6, /--confirm names 'local', and the environment is 'prod'/],
        ['a plan that is not there', ['register', '--yes', '--plan', 'none.json'], {}, 6, /The plan .*none\.json cannot be used: ENOENT\. Make one with: apim plan --out/],
        ['a plan that is not JSON', ['register', '--yes', '--plan', 'apim.yaml'], {}, 6, /cannot be used: it is not JSON/],
        ['a plan that is something else', ['register', '--yes', '--plan', 'other.json'], {}, 6, /cannot be used: it is not what apim plan --out writes/],
        ['a plan for another environment', ['register', '-e', 'local', '--yes', '--plan', 'prod.json'], {}, 6, /the plan is for 'prod', not for 'local'/],
        ['a plan and clients', ['register', '--yes', '--plan', 'prod.json', 'ShopInc/MobileShop@2.1'], {}, 64, /name either clients or --plan/],
        ['a client that is no name', ['key', 'MobileShop'], {}, 64, /A client is named Organization\/Name@version/],
        ['a key that the user may not read', ['key', 'ShopInc/MobileShop@2.1'], { APIM_USER: 'eve@elsewhere.example' }, 6, /may not read API keys in ShopInc: that takes the role viewer\. Ask anna@shop\.example, ben@shop\.example\./],
        ['an option that does not exist, without what it was given', ['check', '--nonsense=canary-4711'], {}, 64, /unknown option '--nonsense'/],
        ['a form that does not exist', ['check', '--format', 'xml'], {}, 64, /Allowed choices are text, json/],
        ['a password in an address', ['plan', '-C', 'https://root:canary-4711@gateway.example'], {}, 64, /A secret does not belong in an argument/],
        ['a variable as an argument', ['register', 'APIM_SECRET_SHOPPASSWORD=canary-4711'], {}, 64, /A secret does not belong in an argument/],
        ['a file that does not exist', ['format', 'none.apim'], {}, 64, /There is no file none\.apim/]
    ];
    for (const [name, args, environment, exit, message] of cases) {
        it(`${name} ends with ${exit}`, async () => {
            const place = new Workplace();
            place.write({ 'apim.yaml': two, 'other.json': '{}', 'prod.json': '{"environment":"prod","digest":"1","operations":[]}' });
            Object.assign(place.environment, environment);
            const before = readdirSync(place.folder);
            const run = await place.apim(...args);
            assert.equal(run.exit, exit, run.err);
            assert.match(run.err, message);
            assert.equal(run.out, '');
            assert.doesNotMatch(place.printed, /canary|\bat .*\.ts:/);
            assert.deepEqual(readdirSync(place.folder), before);
            place.remove();
        });
    }
});
