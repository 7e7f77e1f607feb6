import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Workplace } from '../support/apim.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';

describe('apim register --smoke', () => {
    let place: Workplace, stub: StubGateway, stranger: StubGateway;
    let head: [status: number, headers: Record<string, string>];

    /** Below `/gateway` stands what callers see. */
    const serve = (request: IncomingMessage, response: ServerResponse): boolean => {
        if (!request.url?.startsWith('/gateway/')) return false;
        // The registration itself asks there whether a new key is served.
        const [status, headers] = request.url.startsWith('/gateway/-/') ? [410, {}] : head;
        response.writeHead(status, headers).end();
        return true;
    };
    const at = (more = '') => place.write({ 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${stub.url}"${more} }\n` });
    const calls = (gateway: StubGateway) => gateway.requests.filter(request => request.includes('/Acme/') && request.startsWith('GET /gateway'));

    beforeEach(async () => {
        [stub, stranger] = await Promise.all([startStubGateway(serve), startStubGateway(serve)]);
        place = new Workplace();
        place.environment['APIM_SECRET_SHOPPASSWORD'] = 'canary-4711';
        head = [401, { 'X-Policy-Failure-Code': '10004' }];
        at();
    });
    afterEach(async () => {
        place.remove();
        await Promise.all([stub.stop(), stranger.stop()]);
    });

    it('calls each contract once, and says what was answered, on stderr', async () => {
        const { exit, err } = await place.apim('register', '--yes', '--smoke');
        assert.equal(exit, 0, err);
        assert.match(err, /✓ answered ShopInc\/BackOffice@1\.0 → Acme\/Orders@1\.0 \(401\)\n✓ answered ShopInc\/MobileShop@2\.1 → Acme\/Orders@1\.0 \(401\)\n/);
        assert.deepEqual(calls(stub), ['GET /gateway/Acme/Orders/1.0/', 'GET /gateway/Acme/Orders/1.0/']);
        const again = await place.apim('register', '--yes', '--smoke');
        assert.equal(again.exit, 0);
        assert.match(again.err, /No client was registered, so none was called\./);
        assert.equal(calls(stub).length, 2);
    });

    it('ends with 4 where the gateway cannot serve one, and has it in the JSON', async () => {
        head = [500, { 'X-Gateway-Error': 'Policy not found: canary-4711' }];
        const { exit, out, err } = await place.apim('register', '--yes', '--smoke', '--format', 'json');
        assert.equal(exit, 4);
        const { operations, smoke } = JSON.parse(out) as { operations: { outcome: string }[]; smoke: unknown[] };
        assert.ok(operations.every(({ outcome }) => outcome === 'done'));
        assert.deepEqual(smoke, ['ShopInc/BackOffice@1.0', 'ShopInc/MobileShop@2.1'].map(client => ({
            client, api: 'Acme/Orders@1.0', gateway: stub.url, outcome: 'failed', status: 500, error: 'The gateway answered 500: Policy not found: (secret).'
        })));
        assert.match(err, /✗ failed {3}ShopInc\/MobileShop@2\.1 → Acme\/Orders@1\.0\n +The gateway answered 500: .*\n2 of 2 calls failed\. What was registered is in force/);
        assert.doesNotMatch(out + err, /canary/);
    });

    it('calls nobody where it was not asked to', async () => {
        const { exit, out } = await place.apim('register', '--yes', '--format', 'json');
        assert.deepEqual([exit, 'smoke' in (JSON.parse(out) as object), calls(stub)], [0, false, []]);
    });

    it('sends keys to an address of apim.yaml only where the pipeline does not pin another', async () => {
        at(`, publicUrl: "${stranger.url}/gateway"`);
        place.environment['APIM_GATEWAY_TEST'] = stub.url;
        assert.equal((await place.apim('register', '--yes', '--smoke')).exit, 0);
        assert.deepEqual([calls(stub).length, stranger.requests], [2, []]);
        place.environment['APIM_GATEWAY_TEST'] = `${stub.url} ${stranger.url}`;
        place.write({ 'parameters.apim': 'parameter ordersHost: url = "http://localhost:9002"\nsecret parameter shopPassword\n' });
        place.environment['APIM_SECRET_SHOPPASSWORD'] = 'canary-4712';
        assert.equal((await place.apim('register', '--yes', '--smoke')).exit, 0);
        assert.deepEqual([calls(stub).length, calls(stranger).length], [2, 2]);
    });
});
