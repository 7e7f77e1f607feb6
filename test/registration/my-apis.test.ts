import assert from 'node:assert/strict';
import { identityOf, type ApiDeclaration, type OrganizationDeclaration } from '../../language/declarations.ts';
import { myApis, type MyApis, type MyApisInput } from '../../registration/my-apis.ts';
import type { MyClients } from '../../registration/my-clients.ts';
import { previewRegistration } from '../../registration/preview.ts';
import { api, compiled, nowhere, retired, type Sketch } from './compiled.ts';
import { bench, register, type Bench } from './registering.ts';

const organizations: OrganizationDeclaration[] = [
    { kind: 'organization', name: 'Acme', title: 'Acme Corporation', attributes: [], documented: false, members: [] },
    { kind: 'organization', name: 'Secret', attributes: [], documented: false, members: [{ user: 'carl', roles: ['viewer'] }] }
];

function declared(key: string, state: ApiDeclaration['state'] = 'published'): ApiDeclaration {
    return { kind: 'api', ...identityOf(key), state, access: 'private', attributes: [], policies: [], offers: [{ plan: 'Acme/Gold@1.0', approval: true, approvedFor: [] }] };
}

const nobody: MyClients = { organizations: [], connection: 'not-asked', hidden: { count: 0, hint: '' } };

async function shown(apis: ApiDeclaration[], live?: { on: Bench; real: Sketch }, more: Partial<MyApisInput> = {}): Promise<MyApis> {
    const preview = live && await previewRegistration({
        target: live.on.target, world: live.on.world, shown: compiled(live.real), real: compiled(live.real), secrets: new Map(), organizations: ['Acme']
    });
    assert.ok(!preview || preview.ok);
    return myApis({
        project: 'file:///shop', organizations, apis, person: { user: 'anna' }, showAll: false, publicUrl: 'https://api.example/', myClients: nobody,
        live: preview?.ok ? preview.value : 'not-asked', locate: () => nowhere, ...more
    });
}

function states({ organizations: all }: MyApis): string[] {
    return all.flatMap(({ apis }) => apis.flatMap(({ versions }) => versions.map(({ key, state }) => `${key} ${state}`)));
}

describe('APIs', () => {
    it('without a gateway: drafts, what is declared published, what is retired, of organizations that one may see', async () => {
        const all = await shown([declared('Acme/Orders@1.0'), declared('Acme/New@1.0', 'draft'), declared('Acme/Old@1.0', 'retired'), declared('Secret/Hidden@1.0')]);
        assert.deepEqual(states(all), ['Acme/New@1.0 draft', 'Acme/Old@1.0 retired', 'Acme/Orders@1.0 declared']);
        assert.equal(all.organizations[0]?.title, 'Acme Corporation');
        const urls = all.organizations[0]?.apis.map(({ versions }) => versions[0]?.url);
        assert.deepEqual(urls, [undefined, undefined, 'https://api.example/Acme/Orders/1.0']);
    });

    it('joined with the gateway: published, changed, retired or withdrawn but still there, only at the gateway', async () => {
        const on = bench();
        await register(on, { real: { apis: ['Same', 'Changed', 'Retired', 'Redrafted', 'Stranger'].map(name => api(`Acme/${name}@1.0`)) } });
        const real: Sketch = {
            apis: [api('Acme/Same@1.0'), api('Acme/Changed@1.0', { endpoint: 'http://127.0.0.1:9002/' }), api('Acme/New@1.0')], retired: [retired('api', 'Acme/Retired@1.0')]
        };
        const all = await shown([
            ...['Same', 'Changed', 'New'].map(name => declared(`Acme/${name}@1.0`)), declared('Acme/Retired@1.0', 'retired'), declared('Acme/Redrafted@1.0', 'draft')
        ], { on, real });
        assert.deepEqual(states(all), [
            'Acme/Changed@1.0 changed', 'Acme/New@1.0 declared', 'Acme/Redrafted@1.0 changed', 'Acme/Retired@1.0 changed', 'Acme/Same@1.0 published', 'Acme/Stranger@1.0 gateway-only'
        ]);
    });

    it('are told with the plans that they are offered through, and those of My Clients who consume them', async () => {
        const myClients: MyClients = { ...nobody, organizations: [{ name: 'Inc', project: 'file:///shop', clients: [{ name: 'Shop', versions: [
            { key: 'Inc/Shop@1', version: '1', state: 'registered', contracts: [{ api: 'Acme/Orders@1.0', plan: 'Gold', state: 'registered', source: nowhere }] }
        ] }] }] };
        const [version] = (await shown([declared('Acme/Orders@1.0')], undefined, { myClients })).organizations[0]!.apis[0]!.versions;
        assert.deepEqual(version?.plans, [{ plan: 'Acme/Gold@1.0', approval: true, source: nowhere }]);
        assert.deepEqual(version?.consumers, [{ client: 'Inc/Shop@1', plan: 'Gold', state: 'registered', source: nowhere }]);
    });
});
