import assert from 'node:assert/strict';
import { planDocument, type PlanDocument } from '../../registration/plan-documents.ts';
import { api, basicAuthentication, client, limit, policy, retired } from './compiled.ts';
import { bench, previewed, register, type Bench, type Wish } from './registering.ts';

describe('a plan side by side', () => {
    it('shows a new object on the right only', async () => {
        const [document] = await documents(bench(), { real: { apis: [api('Acme/Orders@1.0')] } });
        assert.equal(document!.before, '');
        assert.deepEqual(JSON.parse(document!.after), {
            apiPolicies: [], endpoint: 'http://127.0.0.1:9001/v1', endpointContentType: 'json', endpointProperties: {}, endpointType: 'rest',
            keysStrippingDisabled: false, parsePayload: false, publicAPI: false
        });
    });

    it('shows what is retired on the left only', async () => {
        const on = bench();
        await register(on, { real: { apis: [api('Acme/Orders@1.0')] } });
        const [document] = await documents(on, { real: { retired: [retired('api', 'Acme/Orders@1.0')] } });
        assert.equal(document!.after, '');
        assert.match(document!.before, /"endpoint": "http:\/\/127\.0\.0\.1:9001\/v1"/);
    });

    it('differs in the lines that a registration changes, and in no others', async () => {
        const on = bench();
        const sketch = (requests: number) => ({ apis: [api('Acme/Orders@1.0')], clients: [client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': [policy('class:other.Policy', { a: 1 }), limit(requests)] })] });
        await register(on, { real: sketch(5) });
        const [document] = await documents(on, { real: sketch(9) });
        assert.deepEqual(linesThatDiffer(document!), [['            "limit": 5,', '            "limit": 9,']]);
        assert.match(document!.after, /"apiKey": "\(secret\)"/);
    });

    const identity = (password: string) => policy(basicAuthentication, { realm: 'Shop', staticIdentity: { identities: [{ username: 'anna', password }] } });
    const shop = (password: string, more = {}) => ({ apis: [api('Acme/Orders@1.0', { apiPolicies: [identity(password)], ...more })] });

    it('says that a secret is another one, and neither of them', async () => {
        const on = bench();
        await register(on, { real: shop('winter-1'), shown: shop('${password}'), secrets: { password: 'winter-1' } });
        const [document] = await documents(on, { real: shop('summer-2'), shown: shop('${password}'), secrets: { password: 'summer-2' } });
        assert.deepEqual(linesThatDiffer(document!).map(([before, after]) => [before!.trim(), after!.trim()]), [['"password": "(secret)",', '"password": "(secret), another one than at the gateway",']]);
        assert.doesNotMatch(JSON.stringify(document), /winter-1|summer-2/);
    });

    it('hides on the left what a secret parameter takes the place of', async () => {
        const on = bench();
        await register(on, { real: { apis: [api('Acme/Orders@1.0', { endpoint: 'https://old-token.acme.example' })] } });
        const wish = { real: { apis: [api('Acme/Orders@1.0', { endpoint: 'https://new-token.acme.example' })] }, shown: { apis: [api('Acme/Orders@1.0', { endpoint: 'https://${host}.acme.example' })] }, secrets: { host: 'new-token' } };
        const [document] = await documents(on, wish);
        assert.doesNotMatch(JSON.stringify(document), /old-token|new-token/);
    });

    it('hides both sides where a secret parameter has no value', async () => {
        const on = bench();
        const at = (endpoint: string, limitedTo: number) => ({ apis: [api('Acme/Orders@1.0', { endpoint, apiPolicies: [limit(limitedTo)] })], secretsUsed: ['host'] });
        await register(on, { real: at('https://token.acme.example', 1), shown: at('https://${host}.acme.example', 1), secrets: { host: 'token' } });
        const [document] = await documents(on, { real: at('https://${host}.acme.example', 2) });
        assert.deepEqual(linesThatDiffer(document!).length, 1);
        assert.match(document!.before, /"endpoint": "\(secret\)"/);
        assert.match(document!.after, /"endpoint": "\(secret\)"/);
    });
});

async function documents(on: Bench, wish: Wish): Promise<PlanDocument[]> {
    const preview = await previewed(on, wish);
    return preview.plan.operations.map(operation => planDocument(preview, operation));
}

/** Pairs of lines at the same place that are not the same. */
function linesThatDiffer({ before, after }: PlanDocument): [string | undefined, string | undefined][] {
    const [left, right] = [before.split('\n'), after.split('\n')];
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index): [string | undefined, string | undefined] => [left[index], right[index]]).filter(([a, b]) => a !== b);
}
