import assert from 'node:assert/strict';
import { applyPlan } from '../../registration/apply.ts';
import { previewRegistration } from '../../registration/preview.ts';
import { smokeCalls, smokeClients } from '../../registration/smoke.ts';
import type { PolicyBean } from '../../compiler/gateway-document.ts';
import { api, basicAuthentication, client, compiled, limit, policy, rateLimiting } from './compiled.ts';
import type { Place } from './journey.ts';

const engine = 'class:io.apiman.gateway.engine.policies.';
const staticIdentity = { identities: [{ username: 'shop', password: 'canary-4711' }] };
const jackson = 'com.fasterxml.jackson.databind.exc';
const notFound = 'failed 500 The gateway answered 500: Policy not found:';

/** What the first call through these policies shows, at Apiman and, where that says it in other words, at the local gateway. */
const cases: { what: string; policies: PolicyBean[]; finding: string; local?: string }[] = [
    { what: 'Fine', policies: [limit(5)], finding: 'answered 200' },
    { what: 'Credentials', policies: [policy(basicAuthentication, { realm: 'x', staticIdentity })], finding: 'answered 401' },
    { what: 'UsedUp', policies: [limit(0)], finding: 'answered 429' },
    { what: 'Address', policies: [policy(`${engine}IPWhitelistPolicy`, { ipList: ['10.0.0.1'] })], finding: 'answered 500' },
    { what: 'UnknownClass', policies: [policy('class:x.Y', {})], finding: `${notFound} x.Y.` },
    {
        what: 'Roles', policies: [policy(`${engine}AuthorizationPolicy`, { rules: [{ verb: '*', pathPattern: '/.*', role: 'x' }] })],
        finding: 'failed 500 A policy answered 500: No roles have been extracted during authentication. Make sure the authorization policy comes *after* '
            + 'a compatible authentication policy in your configuration.'
    },
    {
        what: 'Option', policies: [policy(rateLimiting, { limit: 5, granularity: 'Klient', period: 'Day' })],
        finding: `failed 500 The gateway answered 500: ${jackson}.InvalidFormatException: Cannot deserialize value of type `
            + '`io.apiman.gateway.engine.policies.config.rates.RateLimitingGranularity` from String "Klient": not one of the values accepted for Enum class: '
            + '[Api, User, Ip, Client] (option granularity).',
        local: 'failed 500 The gateway answered 500: RateLimitingPolicy: granularity has to be one of User, Api, Client, Ip.'
    },
    {
        what: 'Quoted', policies: [policy(basicAuthentication, { realm: { not: 'a text' }, staticIdentity })],
        finding: `failed 500 The gateway answered 500: ${jackson}.MismatchedInputException: Cannot deserialize value of type `
            + '`java.lang.String` from Object value (token `JsonToken.START_OBJECT`) (option realm).',
        local: 'failed 500 The gateway answered 500: BasicAuthenticationPolicy: realm has to be a text.'
    },
    {
        what: 'Regex', policies: [policy(`${engine}IgnoredResourcesPolicy`, { rules: [{ verb: '*', pathPattern: '(' }] })],
        finding: 'failed - No answer within 8 seconds. Apiman never answers where a regular expression of a policy is invalid; the back end may also be slow.',
        local: "failed 500 The gateway answered 500: IgnoredResourcesPolicy, rules[0]: pathPattern: the regular expression is not valid: a group is opened by '(' and never closed."
    }
];

/** Calls every contract of what it registers. `place` is asked when a test runs. */
export function smokesAt(place: () => Place): void {
    it('finds out by one call what no registration shows', async () => {
        const { target, backend, world } = place();
        const isLocal = target.gateways[0]?.local === true;
        const sketch = {
            apis: [api('Smoke/Works@1.0', { endpoint: backend }), api('Smoke/Nobody@1.0', { endpoint: 'http://127.0.0.1:9' })],
            clients: [
                ...cases.map(({ what, policies }) => client(`Smoke/${what}@1.0`, { 'Smoke/Works@1.0': policies })),
                client('Smoke/Two@1.0', { 'Smoke/Works@1.0': [], 'Smoke/Nobody@1.0': [] })
            ]
        };
        const found = await previewRegistration({ target, shown: compiled(sketch), real: compiled(sketch), secrets: new Map(), world });
        assert.ok(found.ok, JSON.stringify(found));
        const outcome = await applyPlan(found.value.plan, found.value.gateways, { world });
        assert.equal(outcome.outcome, 'done');
        const results = await smokeCalls(smokeClients(outcome), found.value.gateways, { world, masking: found.value.disclosure.masking, patience: 8_000 });
        assert.deepEqual(
            results.map(({ client: who, api: what, outcome: end, status, error }) => `${who} ${what} ${end} ${status ?? '-'}${error === undefined ? '' : ` ${error}`}`),
            [
                ...cases.map(({ what, finding, local }) => `Smoke/${what}@1.0 Smoke/Works@1.0 ${isLocal ? local ?? finding : finding}`),
                'Smoke/Two@1.0 Smoke/Works@1.0 answered 200',
                'Smoke/Two@1.0 Smoke/Nobody@1.0 failed 502 The gateway answered 502: Unable to connect to backend.'
            ]
        );
    });
}
