import { api, basic, consumer, contract, limit, locked, policy, provider } from './rule-examples.ts';
import type { Rule } from './rule.ts';

const twoVersions = (state: string) => consumer(contract).replace('}\norganization B', `  ${state} private api Api@1.1 {\n    endpoint: "https://a.example"\n    offers Gold@1.0\n    ${basic}\n  }\n}\norganization B`);

/** Rules on names, on what is declared and never used, and on remarks in the files. */
export const structureRules = {
    'unused-plan': {
        severity: 'hint',
        message: "Plan '{p}' is not offered by any API.",
        why: 'A locked plan is a promise that nobody can take up.',
        bad: api('private', 'endpoint: "https://a.example"'),
        good: provider
    },
    'empty-plan': {
        severity: 'warning',
        message: "Plan '{p}' has no policies and therefore does not limit anything.",
        why: 'Whoever signs up for it may call as often as they like.',
        bad: 'organization A {\n  plan Gold@1.0\n}\n',
        good: policy(limit)
    },
    'missing-description': {
        severity: 'hint',
        message: 'Consider adding a description.',
        why: 'A description, or a comment `/** … */` in front of the declaration, is what others read when they look for a plan or an API.',
        bad: `/** What we offer. */\n${policy(limit)}`,
        good: `/** What we offer. */\norganization A {\n  /** For everybody. */\n  ${locked('Gold')}\n}\n`
    },
    'duplicate-title': {
        severity: 'error',
        message: "Organization '{org}' already has a {attribute}.",
        why: 'An organization may be written in several blocks; its title and its description are given once.',
        bad: 'organization A "Acme"\norganization A "Acme Corporation"\n',
        good: 'organization A "Acme"\norganization A\n'
    },
    'invalid-name': {
        severity: 'error',
        message: "'{name}' cannot stand in a URL of the gateway.",
        why: 'Callers reach an API at /organization/api/version. Letters, digits, `_`, `.` and `-` are safe there; `.` and `..` alone mean a folder.',
        bad: 'organization `Acme & Sons`\n',
        good: 'organization `2Acme`\n'
    },
    'case-mismatch': {
        severity: 'error',
        message: "The gateway compares exactly: did you mean '{name}'?",
        why: 'Upper and lower case differ in names and versions, here and at the gateway.',
        bad: consumer('contract A/API@1.0 via Gold'),
        good: consumer(contract)
    },
    'unused-parameter': {
        severity: 'hint',
        message: "Parameter '{p}' is never used.",
        why: 'Its value changes nothing, in no environment.',
        bad: 'parameter host: url = "https://a.example"\n',
        good: `parameter host: url = "https://a.example"\n${api('published public', 'endpoint: "${host}/v1"')}`
    },
    'definition-missing': {
        severity: 'warning',
        message: "'{path}' does not exist.",
        why: '`definition` names the OpenAPI or WSDL file of the API, by a path relative to the `.apim` file.',
        bad: { files: { 'example.apim': api('published public', 'endpoint: "https://a.example"\n    definition: "./api.yaml"'), 'api.json': '{ "openapi": "3.1.0" }' } },
        good: { files: { 'example.apim': api('published public', 'endpoint: "https://a.example"\n    definition: "./api.yaml"'), 'api.yaml': 'openapi: 3.1.0\n' } }
    },
    'unknown-suppression': {
        severity: 'warning',
        message: "'{id}' suppresses nothing here.",
        why: 'The comment names no rule, or the rule finds nothing in the line below: it would hide the next finding that nobody expects. Errors are never suppressed.',
        bad: `// apim-ignore missing-descriptions: it speaks for itself\n${policy(limit)}`,
        good: `// apim-ignore missing-description: it speaks for itself\n${policy(limit)}`
    },
    'contract-plan-unlocked': {
        severity: 'error',
        message: "Plan '{p}' is not locked.",
        why: 'A plan that can still change is no basis for a contract; who offers it has to lock it first.',
        bad: { files: { 'apim.yaml': 'rules: { plan-not-locked: off }\n', 'example.apim': consumer(contract).replace('locked plan', 'plan') } },
        good: consumer(contract)
    },
    'contract-to-older-version': {
        severity: 'hint',
        message: "A newer published version of '{a}' is available.",
        why: 'Older versions are retired one day, and their contracts with them.',
        bad: twoVersions('published'),
        good: twoVersions('')
    },
    'api-without-consumer': {
        severity: 'hint',
        message: "Nobody has a contract with '{a}'.",
        why: 'A private API can be called by clients with a contract only, and there is none.',
        bad: provider,
        good: consumer(contract)
    },
    'approval-unknown-client': {
        severity: 'warning',
        message: "'{c}' does not use this offer.",
        why: 'The approval names a client that has no contract with this API through this plan; it may be left over.',
        bad: consumer('').replace('offers Gold@1.0', 'offers Gold@1.0 with approval for B/C@1.0').replace('client C', 'retired client C'),
        good: consumer(contract).replace('offers Gold@1.0', 'offers Gold@1.0 with approval for B/C@1.0')
    },
    'plans-identical': {
        severity: 'hint',
        message: "Plans '{a}' and '{b}' are identical.",
        why: 'Two plans with equal policies offer the same twice.',
        bad: provider.replace('offers Gold@1.0', 'offers Gold@1.0\n    offers Silver@1.0').replace(locked('Gold'), `${locked('Gold')}\n  ${locked('Silver')}`),
        good: provider
    },
    'invalid-endpoint': {
        severity: 'error',
        message: "'{url}' is not a valid endpoint URL.",
        why: 'The gateway forwards to absolute addresses with http or https only.',
        bad: api('published public', 'endpoint: "a.example/v1"'),
        good: api('published public', 'endpoint: "https://a.example/v1"')
    },
    'local-endpoint-remote-gateway': {
        severity: 'warning',
        message: "'{url}' is this machine only for the gateway.",
        why: 'The gateway of the environment runs elsewhere; there, the address means the machine of the gateway itself. Let a parameter supply the address of each environment.',
        bad: { files: { 'apim.yaml': 'environments:\n  test:\n    gateway: { url: "https://gateway.example:8081" }\n', 'example.apim': api('published public', 'endpoint: "http://localhost:9001"') } },
        good: { files: { 'apim.yaml': 'environments:\n  test:\n    gateway: local\n', 'example.apim': api('published public', 'endpoint: "http://localhost:9001"') } }
    },
    'client-policies-not-for-public': {
        severity: 'info',
        message: 'Client policies never run without a contract.',
        why: 'They run on calls of the contracts of the client, and it has none; calls of public APIs know no client.',
        bad: { files: { 'apim.yaml': 'rules: { client-without-contract: off }\n', 'example.apim': consumer('policy LogHeaders') } },
        good: consumer(`${contract}\n    policy LogHeaders`)
    },
    'unusual-placement': {
        severity: 'hint',
        message: '{policy} is usually attached to {level}.',
        why: 'Who sells an API limits it in plans, who owns it changes its messages, who calls it signs in. It runs elsewhere as well; it is only less expected there.',
        bad: policy('policy UniqueHeader { headerName: "X-Id" }'),
        good: api('private', 'policy UniqueHeader { headerName: "X-Id" }')
    },
    'invalid-plugin': {
        severity: 'error',
        message: "'{i}' is not an implementation that the gateway can load.",
        why: 'A class of the gateway is written `class:org.example.Policy`, one of a plugin `plugin:group:artifact:version:war/org.example.Policy`.',
        bad: 'policy type Mine : other {\n  implementation: "org.example.Policy"\n}\n',
        good: 'policy type Mine : other {\n  implementation: "plugin:org.example:mine:1.0:war/org.example.Policy"\n}\n'
    },
    'plugin-versions-differ': {
        severity: 'warning',
        message: "'{a}' is used in versions {v1} and {v2}.",
        why: 'A gateway loads both, and what belongs together runs in two releases.',
        bad: 'policy type One : other {\n  implementation: "plugin:org.example:mine:1.0:war/x.One"\n}\npolicy type Two : other {\n  implementation: "plugin:org.example:mine:1.1:war/x.Two"\n}\n',
        good: 'policy type One : other {\n  implementation: "plugin:org.example:mine:1.0:war/x.One"\n}\npolicy type Two : other {\n  implementation: "plugin:org.example:mine:1.0:war/x.Two"\n}\n'
    }
} as const satisfies Record<string, Rule>;
