import assert from 'node:assert/strict';
import type * as protocol from '../../language-server/protocol.ts';
import { identityOf, type ApiDeclaration, type ClientDeclaration, type OrganizationDeclaration } from '../../language/declarations.ts';
import { clientsAsJson, myClients, type MyClients, type MyClientsInput } from '../../registration/my-clients.ts';
import { previewRegistration } from '../../registration/preview.ts';
import { api, client, compiled, limit, nowhere, retired, type Sketch } from './compiled.ts';
import { bench, register, type Bench } from './registering.ts';

const organizations: OrganizationDeclaration[] = [
    { kind: 'organization', name: 'ShopInc', title: 'The shop', attributes: [], documented: false, members: [] },
    { kind: 'organization', name: 'Secret', attributes: [], documented: false, members: [{ user: 'carl', roles: ['viewer'] }] }
];

function declaredApi(key: string, more: Partial<ApiDeclaration> = {}): ApiDeclaration {
    return {
        kind: 'api', ...identityOf(key), state: 'published', access: 'private', attributes: [], policies: [],
        offers: [{ plan: 'Acme/Gold@1.0', approval: false, approvedFor: [] }], ...more
    };
}

function declaredClient(key: string, contracts: string[], more: Partial<ClientDeclaration> = {}): ClientDeclaration {
    return {
        kind: 'client', ...identityOf(key), retired: false, attributes: [], policies: [],
        contracts: contracts.map(name => ({ api: name, plan: 'Gold', attributes: [] })), ...more
    };
}

const apis = [
    declaredApi('Acme/Orders@1.0'), declaredApi('Acme/Draft@1.0', { state: 'draft' }),
    declaredApi('Acme/Asking@1.0', { offers: [{ plan: 'Acme/Gold@1.0', approval: true, approvedFor: ['ShopInc/Trusted@1.0'] }] })
];

async function shownFor(clients: ClientDeclaration[], live?: { on: Bench; real: Sketch }, more: Partial<MyClientsInput> = {}): Promise<MyClients> {
    const preview = live && await previewRegistration({
        target: live.on.target, world: live.on.world, shown: compiled(live.real), real: compiled(live.real), secrets: new Map(), organizations: ['ShopInc']
    });
    assert.ok(!preview || preview.ok);
    return myClients({
        project: 'file:///shop', organizations, clients, apis, person: { user: 'anna' }, showAll: false, publicUrl: 'https://api.example/',
        live: preview?.ok ? preview.value : 'not-asked', locate: () => nowhere, ...more
    });
}

function states({ organizations: shown }: MyClients): string[] {
    return shown.flatMap(({ clients }) => clients.flatMap(({ versions }) => versions.map(({ key, state, contracts }) =>
        `${key} ${state}${contracts.map(contract => ` [${contract.api} ${contract.state}]`).join('')}`)));
}

describe('My Clients', () => {
    it('without a gateway: what is declared, what is broken, what waits', async () => {
        const shown = await shownFor([
            declaredClient('ShopInc/MobileShop@2.1', ['Acme/Orders@1.0']), declaredClient('ShopInc/MobileShop@1.0', [], { retired: true }),
            declaredClient('ShopInc/A@1.0', ['Acme/Orders@1.0', 'Acme/Draft@1.0']), declaredClient('ShopInc/B@1.0', ['Acme/Asking@1.0']),
            declaredClient('ShopInc/Trusted@1.0', ['Acme/Asking@1.0'])
        ]);
        assert.deepEqual(states(shown), [
            'ShopInc/A@1.0 broken [Acme/Orders@1.0 declared] [Acme/Draft@1.0 broken]',
            'ShopInc/B@1.0 awaiting-approval [Acme/Asking@1.0 awaiting-approval]',
            'ShopInc/MobileShop@1.0 retired',
            'ShopInc/MobileShop@2.1 declared [Acme/Orders@1.0 declared]',
            'ShopInc/Trusted@1.0 declared [Acme/Asking@1.0 declared]'
        ]);
        const asMessage: protocol.MyClients = shown;
        assert.deepEqual([asMessage.connection, asMessage.hidden.count, asMessage.organizations.map(({ name, title }) => `${name} ${title}`)],
            ['not-asked', 1, ['ShopInc The shop']]);
        assert.equal(shown.organizations[0]?.clients[2]?.versions[1]?.contracts[0]?.url, 'https://api.example/Acme/Orders/1.0');
    });

    it('joined with the gateway: registered, changed, retired but still there, only on the gateway', async () => {
        const on = bench();
        const orders = api('Acme/Orders@1.0');
        const gold = (key: string, requests: number) => client(key, { 'Acme/Orders@1.0': [limit(requests)] });
        await register(on, { real: { apis: [orders], clients: ['Same', 'Changed', 'Retired', 'Stranger'].map(name => gold(`ShopInc/${name}@1.0`, 5)) } });
        const real: Sketch = {
            apis: [orders], clients: [gold('ShopInc/Same@1.0', 5), gold('ShopInc/Changed@1.0', 6), gold('ShopInc/New@1.0', 5)],
            retired: [retired('client', 'ShopInc/Retired@1.0')]
        };
        const shown = await shownFor([
            ...['Same', 'Changed', 'New'].map(name => declaredClient(`ShopInc/${name}@1.0`, ['Acme/Orders@1.0'])),
            declaredClient('ShopInc/Retired@1.0', [], { retired: true })
        ], { on, real });
        assert.deepEqual(states(shown), [
            'ShopInc/Changed@1.0 changed [Acme/Orders@1.0 changed]',
            'ShopInc/New@1.0 declared [Acme/Orders@1.0 declared]',
            'ShopInc/Retired@1.0 changed [Acme/Orders@1.0 gateway-only]',
            'ShopInc/Same@1.0 registered [Acme/Orders@1.0 registered]',
            'ShopInc/Stranger@1.0 gateway-only [Acme/Orders@1.0 gateway-only]'
        ]);
        assert.doesNotMatch(JSON.stringify([shown, clientsAsJson(shown)]), /0000-4000/);
    });
});
