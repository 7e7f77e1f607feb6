import assert from 'node:assert/strict';
import { describeFailure, exitCodeOf, type Failure } from '../../registration/failure.ts';
import { atOnce } from '../../language/in-turns.ts';
import type { Result } from '../../registration/failure.ts';
import type { RegistrationPlan } from '../../registration/operation.ts';
import { preFlight, type PreFlightInput } from '../../registration/pre-flight.ts';
import type { GatewaySnapshot } from '../../registration/read-back.ts';
import { scopeOf } from '../../registration/scope.ts';
import { Secret } from '../../registration/secret.ts';
import { api, client, compiled, limit, policy, rateLimiting, retired, type Sketch } from './compiled.ts';
import { bench, refusal } from './registering.ts';

const orders = api('Acme/Orders@1.0'), stripping = api('Acme/Open@1.0', { publicAPI: true, keysStrippingDisabled: true });
const shop = client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': [limit(5)] }), office = client('ShopInc/BackOffice@1.0', { 'Acme/Orders@1.0': [] });
const plugin = (release: string, group = 'io.apiman.plugins') => policy(`plugin:${group}:apiman-plugins-noop-policy:${release}:war/io.apiman.Noop`, {});

/** A gateway with these clients, by their keys. */
function gateway(version: string, keys: Record<string, string> = {}, more: Partial<GatewaySnapshot> = {}): GatewaySnapshot {
    return {
        gateway: 'http://gw', version, publicUrl: undefined, apis: new Map(), knownPolicies: undefined, others: { apis: new Map(), clients: new Map(), complete: true },
        clients: new Map(Object.entries(keys).map(([name, key]) => [name, { bean: {}, key: new Secret(key) }])), ...more
    };
}

function check(sketch: Sketch, snapshots: GatewaySnapshot[], more: Partial<PreFlightInput> = {}): Result<RegistrationPlan['warnings']> {
    const project = compiled(sketch);
    const scope = scopeOf(project);
    assert.ok(scope.ok);
    return atOnce(preFlight({ scope: scope.value, shown: project, snapshots, ...more }));
}

function refused(...args: Parameters<typeof check>): Failure {
    const result = check(...args);
    assert.ok(!result.ok, 'it was not refused');
    return result.failure;
}

function warned(...args: Parameters<typeof check>): string[] {
    const result = check(...args);
    assert.ok(result.ok, JSON.stringify(result));
    return result.value.map(({ entity, message }) => `${entity}: ${message}`);
}

describe('pre-flight: an older Apiman', () => {
    it('is refused before 1.4, because nobody knows what it holds', () => {
        const failure = refused({ apis: [orders] }, [gateway('3.1.3.Final'), gateway('1.3.9.Final')]);
        assert.equal(describeFailure(failure), 'Nothing was changed: reading back what a gateway holds takes Apiman 1.4 or newer, and http://gw is 1.3.9.Final. Update the gateway.');
        assert.equal(exitCodeOf(failure), 4);
    });

    it('is refused before 1.5.6 where an API keeps its keys, and only there', () => {
        assert.equal(describeFailure(refused({ apis: [orders, stripping] }, [gateway('1.5.5.Final')])),
            'Nothing was changed: \'keepKeys: true\' of Acme/Open@1.0 takes Apiman 1.5.6 or newer, and http://gw is 1.5.5.Final. Update the gateway, or leave that out of the source.');
        assert.deepEqual(warned({ apis: [orders] }, [gateway('1.5.5.Final')]), []);
        for (const version of ['1.5.6.Final', '1.5.10', '2.0.0.Final', '3.1.3.Final', '10.0']) {
            assert.deepEqual(warned({ apis: [stripping] }, [gateway(version)]), [], version);
        }
    });

    for (const version of ['unknown', '', '0.1', 'latest', '${project.version}', '1.x', 'build 1.2.3', '2024-11-03']) {
        it(`is not suspected where the version is '${version}'`, () => {
            assert.deepEqual(warned({ apis: [stripping], clients: [client('A/C@1', { 'Acme/Open@1.0': [plugin('3.1.2.Final')] })] }, [gateway(version)]), []);
        });
    }
});

describe('pre-flight: implementations', () => {
    it('warns once of each plugin of Apiman in another release than the gateway\'s', () => {
        const clients = ['A', 'B', 'C'].map(name => client(`Shop/${name}@1`, { 'Acme/Orders@1.0': [plugin('3.1.2.Final'), plugin('3.1.2.Final')] }));
        assert.deepEqual(warned({ apis: [orders], clients }, [gateway('3.1.3.Final')]), [
            'Shop/A@1: The plugin apiman-plugins-noop-policy of Shop/A@1 and 2 more is of release 3.1.2.Final, and http://gw is 3.1.3.Final: '
            + 'give the parameter apimanVersion the version of the gateway in apim.yaml.'
        ]);
    });

    it('knows that a release is the same whatever it is called, and that others have releases of their own', () => {
        const with_ = (...policies: ReturnType<typeof policy>[]) => ({ apis: [api('Acme/Orders@1.0', { apiPolicies: policies })] });
        assert.deepEqual(warned(with_(plugin('3.1.3.Final'), plugin('3.1.3-SNAPSHOT'), plugin('1.0', 'org.example'), plugin('${version}')), [gateway('3.1.3.Final')]), []);
    });

    it('warns once of a class that does not ship with Apiman', () => {
        const apis = [api('Acme/Orders@1.0', { apiPolicies: [policy('class:x.Y', {}), policy(rateLimiting, {})] }), api('Acme/Stock@1.0', { apiPolicies: [policy('class:x.Y', {})] })];
        assert.deepEqual(warned({ apis }, [gateway('3.1.3.Final')]), [
            'Acme/Orders@1.0: The policy implementation class:x.Y does not ship with Apiman: every call through Acme/Orders@1.0 and 1 more will be answered with 500, '
            + 'unless the class is on the class path of http://gw.'
        ]);
    });

    it('believes a gateway that says what it knows', () => {
        const apis = [api('Acme/Orders@1.0', { apiPolicies: [policy('class:x.Y', {}), plugin('3.1.2.Final'), policy('class:x.Z', {})] })];
        const knownPolicies = new Set(['class:x.Y', 'plugin:io.apiman.plugins:apiman-plugins-noop-policy:war/io.apiman.Noop']);
        assert.deepEqual(warned({ apis }, [gateway('3.1.3.Final', {}, { knownPolicies })]), [
            'Acme/Orders@1.0: http://gw does not know the policy implementation class:x.Z: every call through Acme/Orders@1.0 will be answered with 500.'
        ]);
    });
});

describe('pre-flight: two clients with one key', () => {
    const both = { apis: [orders], clients: [office, shop] };
    const saysBoth = (failure: Failure, one: string, other: string) => {
        assert.equal(describeFailure(failure), `Nothing was changed: ${one} and ${other} have the same API key at http://gw, and a gateway knows a caller by nothing else. `
            + `Give one of them another key: apim key rotate ${one}`);
        assert.equal(exitCodeOf(failure), 6);
    };

    it('are refused where they stand', () => {
        saysBoth(refused(both, [gateway('3.1.3.Final', { 'ShopInc/BackOffice@1.0': 'canary', 'ShopInc/MobileShop@2.1': 'canary' })]), 'ShopInc/BackOffice@1.0', 'ShopInc/MobileShop@2.1');
        assert.deepEqual(warned(both, [gateway('3.1.3.Final', { 'ShopInc/BackOffice@1.0': 'a', 'ShopInc/MobileShop@2.1': 'b' })]), []);
    });

    it('are refused where one stands elsewhere, or is given its key', () => {
        const [first, second] = [gateway('3.1.3.Final', { 'ShopInc/BackOffice@1.0': 'canary' }), gateway('3.1.3.Final', { 'ShopInc/MobileShop@2.1': 'canary' })];
        assert.equal(refused(both, [first, second]).kind, 'same-key');
        assert.equal(refused(both, [first], { keys: new Map([['ShopInc/MobileShop@2.1', new Secret('canary')]]) }).kind, 'same-key');
        assert.deepEqual(warned(both, [first], { keys: new Map([['ShopInc/BackOffice@1.0', new Secret('x')], ['ShopInc/MobileShop@2.1', new Secret('x')]]) }), [],
            'a key that is given to a client that has one is not used');
    });

    it('are refused where one is on its way out or nobody\'s, since it would take the key along', () => {
        const keys = new Map([['ShopInc/MobileShop@2.1', new Secret('canary')]]);
        const leaving = { ...both, retired: [retired('client', 'ShopInc/MobileShop@1.0')] };
        saysBoth(refused(leaving, [gateway('3.1.3.Final', { 'ShopInc/MobileShop@1.0': 'canary' })], { keys }), 'ShopInc/MobileShop@2.1', 'ShopInc/MobileShop@1.0');
        const others = { apis: new Map(), clients: new Map([['Else/X@1', { bean: {}, key: new Secret('canary') }]]), complete: true };
        saysBoth(refused(both, [gateway('3.1.3.Final', {}, { others })], { keys }), 'ShopInc/MobileShop@2.1', 'Else/X@1');
    });

    it('are let through where one of them gets another key', () => {
        const standing = gateway('3.1.3.Final', { 'ShopInc/BackOffice@1.0': 'canary', 'ShopInc/MobileShop@2.1': 'canary' });
        assert.deepEqual(warned(both, [standing], { rotate: new Set(['ShopInc/BackOffice@1.0']) }), []);
    });

    it('keep a registration from writing anything', async () => {
        const on = bench();
        for (const bean of [office, shop]) on.gateway.clients.set(`ShopInc/${bean.clientId}@${bean.version}`, { ...bean, apiKey: 'canary-4711' });
        const failure = await refusal(on, { real: both });
        assert.equal(failure.kind, 'same-key');
        assert.doesNotMatch(JSON.stringify(failure) + describeFailure(failure), /canary/);
        assert.deepEqual(on.gateway.writes, []);
    });
});
