import type { Rule } from './rule.ts';
import { api, basic, limit, locked } from './rule-examples.ts';

const open = (body: string) => `organization A {\n  published public api Api@1.0 {\n    ${body}\n  }\n}\nsecret parameter pw\n`;
const offering = (offers: string) => `organization A {\n  ${locked('Gold')}\n  ${locked('Gold').replace('@1.0', '@2.0')}\n  published private api Api@1.0 {\n    endpoint: "https://a.example"\n    ${offers}\n    ${basic}\n  }\n}\n`;
const onPublic = 'policy RateLimiting { limit: 10, granularity: Ip, period: Day }';
const endpoint = 'endpoint: "https://a.example"';

/** Rules on one API: what it is, where it forwards to, and what it offers. */
export const apiRules = {
    'duplicate-plan-offer': {
        severity: 'error',
        message: "Plan '{p}' is offered twice by API '{a}'.",
        why: 'An API offers a plan version once; which of the two offers a contract would be about, nobody could say.',
        bad: offering('offers Gold@1.0\n    offers Gold@1.0'),
        good: offering('offers Gold@1.0')
    },
    'two-versions-of-plan': {
        severity: 'warning',
        message: "API '{a}' offers several versions of plan '{p}'; contracts would use the first one.",
        why: 'The gateway knows plans by their name only. A contract that names no version gets the first offer, which is easily not the one that was meant.',
        bad: offering('offers Gold@1.0\n    offers Gold@2.0'),
        good: offering('offers Gold@2.0')
    },
    'public-with-plans': {
        severity: 'warning',
        message: 'Plans have no effect for callers of a public API.',
        why: 'A public API is called without a contract, so no plan ever runs: what it limits is not limited. Put the policies on the API itself, or make it private.',
        bad: api('published public', `${endpoint}\n    offers Gold@1.0`),
        good: open(endpoint)
    },
    'approval-on-public': {
        severity: 'warning',
        message: 'Approval has no effect for a public API.',
        why: 'Nobody signs up for a public API, so there is nothing to approve.',
        bad: api('published public', `${endpoint}\n    offers Gold@1.0 with approval`),
        good: open(endpoint)
    },
    'public-without-protection': {
        severity: 'info',
        message: "Public API '{a}' is open to everyone; consider policies.",
        why: 'Everybody who knows the address can call a public API as often as they like: at least a limit per address keeps one caller from using up the back end.',
        bad: open(endpoint),
        good: open(`${endpoint}\n    ${onPublic}`)
    },
    'keys-strip-private': {
        severity: 'error',
        message: 'With key stripping disabled the gateway cannot identify clients of a private API.',
        why: 'Apiman ignores the key for finding the contract where it does not strip it, and answers every call of a private API with 403.',
        bad: api('published private', `${endpoint}\n    keepKeys: true\n    offers Gold@1.0\n    ${basic}`),
        good: open(`${endpoint}\n    keepKeys: true`)
    },
    'soap-with-json': {
        severity: 'warning',
        message: 'SOAP APIs normally use XML.',
        why: 'The content type decides how the gateway reads bodies and writes its own errors; a SOAP client cannot read errors in JSON.',
        bad: open(`${endpoint}\n    type: soap\n    content: json`),
        good: open(`${endpoint}\n    type: soap\n    content: xml`)
    },
    'backend-security': {
        severity: 'error',
        message: '{what}',
        why: 'The gateway finds out at the first call, and answers every call with 500.',
        bad: open('endpoint: "http://a.example"\n    backend: { security: basic, username: "u", password: pw }'),
        good: open(`${endpoint}\n    backend: { security: basic, username: "u", password: pw }`)
    },
    'insecure-backend-basic-auth': {
        severity: 'warning',
        message: 'Basic authentication to the backend over plain HTTP is insecure.',
        why: 'Everybody between gateway and back end can read the password.',
        bad: open('endpoint: "http://a.example"\n    backend: { security: basic, username: "u", password: pw, requireSsl: false }'),
        good: open(`${endpoint}\n    backend: { security: basic, username: "u", password: pw }`)
    },
    'endpoint-parts-dropped': {
        severity: 'warning',
        message: "The gateway drops '{part}' of an endpoint.",
        why: 'Apiman takes scheme, host, port and path of an endpoint and nothing else; an escape in the path even makes a malformed request.',
        bad: open('endpoint: "https://a.example/v1?tenant=7"'),
        good: open('endpoint: "https://a.example/v1"')
    },
    'key-policy-on-public-api': {
        severity: 'warning',
        message: 'Requests to a public API carry no API key; the policy has no effect.',
        why: 'The policy hands the key of the caller on to the back end, and callers of a public API have none.',
        bad: open(`${endpoint}\n    policy ApiKey`),
        good: open(`${endpoint}\n    ${onPublic}`)
    },
    'client-granularity-public': {
        severity: 'error',
        message: 'Public APIs have no client; use Api, Ip or User.',
        why: 'Counting by client needs a client: on a public API the gateway answers every call with 500.',
        bad: open(`${endpoint}\n    ${limit}`),
        good: open(`${endpoint}\n    ${onPublic}`)
    }
} as const satisfies Record<string, Rule>;
