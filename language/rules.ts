import { apiRules } from './api-rules.ts';
import { chainRules } from './chain-rules.ts';
import { lifecycleRules } from './lifecycle-rules.ts';
import { policyRules } from './policy-rules.ts';
import type { Rule } from './rule.ts';
import { structureRules } from './structure-rules.ts';
import { api, basic, consumer, contract, limit, locked, policy, provider } from './rule-examples.ts';

/**
 * Every rule, one row each: what is reported, how seriously, and why. Checks, documentation (`docs/rules.md`), settings and tests read this table.
 * Origins and conditions are described in the documentation of Scheer PAS API Management and the behaviour of the Apiman gateway.
 */
export const rules = {
    'unresolved-reference': {
        severity: 'error',
        message: "'{ref}' cannot be resolved.{hint}",
        why: 'A contract, an offer or a `use` names something that no file of the project declares. Names are visible in the whole project; the version belongs to the name.',
        bad: consumer(`${contract}\n    contract A/Missing@1.0 via Gold`),
        good: consumer(contract)
    },
    'duplicate-version': {
        severity: 'error',
        message: "Version '{v}' of {kind} '{name}' is declared twice.",
        why: 'The gateway knows an API or a client by organization, name and version: of two declarations with the same three the second would overwrite the first.',
        bad: policy(limit).replace('\n}\n', `\n  ${locked('Gold')}\n}\n`),
        good: policy(limit)
    },
    'duplicate-element': {
        severity: 'error',
        message: "{Kind} '{name}' already exists.",
        why: 'Parameters, policy sets and policy types are visible in the whole project by their bare name, so each name can be given once.',
        bad: 'parameter host: url = "https://a.example"\nparameter host: url = "https://b.example"\n',
        good: 'parameter host: url = "https://a.example"\n'
    },
    'plan-not-locked': {
        severity: 'error',
        message: "Plan '{p}' {v} must be locked before an API can use it.",
        why: 'A plan that can still change is no promise to those who sign up for it: Apiman refuses to offer a plan version that is not locked.',
        bad: provider.replace('locked plan', 'plan'),
        good: provider
    },
    'plan-other-org': {
        severity: 'error',
        message: "Plan '{p}' belongs to '{org}'; APIs can only use plans of their own organization.",
        why: 'Plans are looked up in the organization of the API; a plan of another organization is never found there.',
        bad: `organization Other { ${locked('Silver')} }\n${provider.replace('offers Gold@1.0', 'offers Gold@1.0\n    offers Other/Silver@1.0')}`,
        good: provider
    },
    'private-without-plan': {
        severity: 'error',
        fixed: true,
        message: 'A private API needs at least one plan before it can be published.',
        why: 'A private API can only be called through a contract, and a contract needs a plan: without an offer nobody could ever call it.',
        bad: api('published private', 'endpoint: "https://a.example"'),
        good: provider
    },
    'missing-endpoint': {
        severity: 'error',
        message: "API '{a}' has no implementation endpoint.",
        why: 'The gateway forwards every request to the endpoint; publishing an API without one makes each call fail.',
        bad: api('published public', limit.replace('Client', 'Ip')),
        good: api('published public', `endpoint: "https://a.example"`)
    },
    'contract-public-api': {
        severity: 'error',
        fixed: true,
        message: 'A contract cannot be created with a public API.',
        why: 'A public API can be called by everyone without an API key, so there is nothing to contract. With a key the gateway even refuses the call.',
        bad: `${api('published public', 'endpoint: "https://a.example"')}${`organization B { client C@1.0 { ${contract} } }`}\n`,
        good: consumer(contract)
    },
    'contract-api-unpublished': {
        severity: 'error',
        fixed: true,
        message: "Contracts need a published API; '{a}' {v} is {state}.",
        why: 'A draft is not on the gateway and a retired API has left it: the gateway refuses to register a client whose contract names such an API.',
        bad: `${api('private', 'endpoint: "https://a.example"\n    offers Gold@1.0')}organization B { client C@1.0 { ${contract} } }\n`,
        good: consumer(contract)
    },
    'contract-no-plans': {
        severity: 'error',
        fixed: true,
        message: "API '{a}' is not offered through any plan.",
        why: 'A contract ties a client to an API through a plan that this API offers; an API without offers cannot be contracted.',
        bad: {
            files: {
                'apim.yaml': 'dialect: apiman\n',
                'example.apim': `${api('published public', 'endpoint: "https://a.example"')}organization B { client C@1.0 { ${contract} } }\n`
            }
        },
        good: consumer(contract)
    },
    'contract-plan-not-offered': {
        severity: 'error',
        fixed: true,
        message: "API '{a}' does not offer plan '{p}'.{hint}",
        why: 'Only a plan that the API offers can be chosen for a contract with it.',
        bad: consumer('contract A/Api@1.0 via Silver'),
        good: consumer(contract)
    },
    'contract-plan-version-mismatch': {
        severity: 'error',
        message: "API '{a}' offers version {v1} of plan '{p}', not {v2}.",
        why: 'The gateway gets the name of the plan only; which version applies is decided by the offer of the API.',
        bad: consumer('contract A/Api@1.0 via Gold@2.0'),
        good: consumer('contract A/Api@1.0 via Gold@1.0')
    },
    'contract-approval-required': {
        severity: 'info',
        message: "This contract waits for the approval of '{org}'; it is left out until then.",
        why: 'The offer asks for an approval that does not name this client. The owner of the API gives it: `offers … with approval for Organization/Client@version`.',
        bad: consumer(contract).replace('offers Gold@1.0', 'offers Gold@1.0 with approval'),
        good: consumer(contract).replace('offers Gold@1.0', 'offers Gold@1.0 with approval for B/C@1.0')
    },
    'duplicate-contract': {
        severity: 'error',
        message: "Client '{c}' already has a contract with '{a}' {v}.",
        why: 'A client version has at most one contract with an API version, whatever the plan; of two the gateway would use either one.',
        bad: consumer(`${contract}\n    ${contract}`),
        good: consumer(contract)
    },
    'client-without-contract': {
        severity: 'warning',
        message: "Client '{c}' consumes no API; it cannot be registered.",
        why: 'A client is registered with the contracts that it has; without one there is nothing that it could call.',
        bad: 'organization B {\n  client C@1.0\n}\n',
        good: consumer(contract)
    },
    ...structureRules,
    ...apiRules,
    ...policyRules,
    ...chainRules,
    ...lifecycleRules,
    'api-key-defined': {
        severity: 'error',
        fixed: true,
        message: 'The system generates the API key of a client version; it cannot be defined.',
        why: 'The gateway identifies a client version by its API key, so the key is made by the system, unique, and the same for all contracts of the version. Nothing in the project can set it, and no policy may write the header or query parameter that carries it.',
        bad: consumer(`${contract}\n    apiKey: "mine"`),
        good: consumer(`${contract}\n    policy ApiKey { requestHeader: "X-Shop-Key" }`)
    },
    'api-key-as-authentication': {
        severity: 'warning',
        fixed: true,
        message: 'API keys identify a client, they do not authenticate a user: add an authentication policy.',
        why: 'API keys are neither encrypted nor secret: they show in headers, logs and metrics. Who calls must be established by a security policy in the chain of client, plan and API.',
        bad: consumer(contract).replace(basic, ''),
        good: consumer(contract)
    },
    'unknown-policy': {
        severity: 'error',
        message: "Policy '{t}' is not offered.{hint}",
        why: 'No policy type of this name ships with apim or is declared in the project. Declare it with `policy type` if the gateway runs a plugin for it.',
        bad: policy(`${limit}\n    policy RateLimit { limit: 10 }`),
        good: policy(limit)
    },
    'unknown-option': {
        severity: 'error',
        message: "'{o}' is not an option of {policy}.{hint}",
        why: 'The gateway ignores an option that it does not know, silently: what was meant by it would never happen.',
        bad: policy(limit.replace('limit: 10', 'limit: 10, userheader: "X-User"')),
        good: policy(limit)
    },
    'missing-option': {
        severity: 'error',
        message: "{policy} requires '{o}'.",
        why: 'Without this option the policy fails or refuses every call.',
        bad: policy('policy RateLimiting { limit: 10, granularity: Client }'),
        good: policy(limit)
    },
    'option-type': {
        severity: 'error',
        message: "'{o}' must be {expected}.",
        why: 'The gateway reads the configuration of a policy at the first call: a value of the wrong type makes every call answer 500.',
        bad: policy(limit.replace('Day', 'Daily')),
        good: policy(limit)
    },
    'duplicate-option': {
        severity: 'error',
        message: "'{o}' is set twice.",
        why: 'Only one of the two values could reach the gateway.',
        bad: policy(limit.replace('limit: 10', 'limit: 10, limit: 20')),
        good: policy(limit)
    },
    'unit-mismatch': {
        severity: 'error',
        message: "'{q}' is not {expected}.{hint}",
        why: 'A quantity is turned into the unit that the option wants, so its unit must be of that kind and the result whole. Units are B KB MB GB and ms s min h d.',
        bad: policy('policy TransferQuota { limit: 10min, direction: both, granularity: Client, period: Day }'),
        good: policy('policy TransferQuota { limit: 10MB, direction: both, granularity: Client, period: Day }')
    },
    'number-notation': {
        severity: 'warning',
        message: "'{written}' is read as {read}.{hint}",
        why: 'A number has no separators between its thousands: `10.000` is ten, not ten thousand. Zeros in front of a number and behind a fraction say nothing: a number that is written without them cannot be misread.',
        bad: policy(limit.replace(/limit: \d+/, 'limit: 10.000')),
        good: policy(limit.replace(/limit: \d+/, 'limit: 10000'))
    },
    'unknown-type': {
        severity: 'error',
        message: "'{t}' is not a type.",
        why: 'A lone bare name in a policy type is the name of a type; an enumeration of one value is written as a string.',
        bad: 'policy type Mine : other {\n  implementation: "class:x.Y"\n  mode: text\n}\n',
        good: 'policy type Mine : other {\n  implementation: "class:x.Y"\n  mode: string\n}\n'
    },
    'unknown-attribute': {
        severity: 'error',
        message: "'{a}' is not an attribute of {kind}.{hint}",
        why: 'An attribute that is not known would be left out without a word.',
        bad: `organization A {\n  descripton: "All that we offer."\n}\n`,
        good: `organization A {\n  description: "All that we offer."\n}\n`
    },
    'duplicate-attribute': {
        severity: 'error',
        message: "'{a}' is set twice.",
        why: 'Only one of the two values could count.',
        bad: api('published public', 'endpoint: "https://a.example"\n    endpoint: "https://b.example"'),
        good: api('published public', 'endpoint: "https://a.example"')
    },
    'unknown-placeholder': {
        severity: 'error',
        message: "'{x}' is not a parameter; write `{escaped}` to leave it to the gateway.",
        why: 'A `${name}` in a string stands for a parameter of the project. The gateway has placeholders of the same form; what it shall fill in is written `$${NAME}`.',
        bad: api('published public', 'endpoint: "${host}/v1"'),
        good: `parameter host: url = "https://a.example"\n${api('published public', 'endpoint: "${host}/v1"')}`
    },
    'parameter-without-value': {
        severity: 'error',
        message: "Parameter '{p}' has no value in environment '{env}'.",
        why: 'A parameter without a default needs a value in each environment of `apim.yaml`; nothing could be compiled for one that lacks it.',
        bad: {
            files: {
                'apim.yaml': 'environments:\n  test:\n    gateway: local\n',
                'example.apim': `parameter host: url\n${api('published public', 'endpoint: "${host}/v1"')}`
            }
        },
        good: {
            files: {
                'apim.yaml': 'environments:\n  test:\n    gateway: local\n    parameters:\n      host: https://a.example\n',
                'example.apim': `parameter host: url\n${api('published public', 'endpoint: "${host}/v1"')}`
            }
        }
    },
    'parameter-type': {
        severity: 'error',
        message: "'{p}' must be {expected}.",
        why: 'The default of a parameter and its values in `apim.yaml` must be of the type that the parameter declares.',
        bad: 'parameter retries: integer(0..5) = 9\n',
        good: 'parameter retries: integer(0..5) = 3\n'
    },
    'secret-in-clear': {
        severity: 'warning',
        message: 'Do not write secrets in .apim files: use a secret parameter.',
        why: 'Files of the project are shared and stay in the history. A secret parameter gets its value from the environment, a prompt or the secret store when it is registered.',
        bad: api('private', 'endpoint: "https://a.example"\n    backend: { security: basic, username: "gateway", password: "geheim" }'),
        good: `secret parameter pw\n${api('private', 'endpoint: "https://a.example"\n    backend: { security: basic, username: "gateway", password: pw }')}`
    },
    'invalid-project-file': {
        severity: 'error',
        message: '{what}',
        why: 'What cannot be read in `apim.yaml` has no effect: the `.apim` files are checked with the defaults instead.',
        bad: { files: { 'apim.yaml': 'dialekt: apiman\n', 'example.apim': policy(limit) } },
        good: { files: { 'apim.yaml': 'dialect: apiman\n', 'example.apim': policy(limit) } }
    },
    'environment-without-gateway': {
        severity: 'error',
        message: "Environment '{env}' names no gateway.",
        why: 'Nothing can be registered in an environment without a gateway: write `gateway: local` or a list of `gateways`.',
        bad: { files: { 'apim.yaml': 'environments:\n  test:\n    protected: true\n', 'example.apim': policy(limit) } },
        good: { files: { 'apim.yaml': 'environments:\n  test:\n    gateway: local\n', 'example.apim': policy(limit) } }
    },
    'insecure-gateway-url': {
        severity: 'error',
        message: "The password for '{url}' would be readable on the way.",
        why: 'Over plain http everybody on the way reads the credentials of the gateway: use https, or an address of this machine.',
        bad: { files: { 'apim.yaml': 'environments:\n  test:\n    gateway: { url: "http://gateway.example:8081", auth: { type: basic, username: apimanager } }\n', 'example.apim': policy(limit) } },
        good: { files: { 'apim.yaml': 'environments:\n  test:\n    gateway: { url: "https://gateway.example:8081", auth: { type: basic, username: apimanager } }\n', 'example.apim': policy(limit) } }
    },
    'unknown-rule': {
        severity: 'warning',
        message: "'{id}' is not a rule.",
        why: 'The severity of a rule that does not exist has no effect.',
        bad: { files: { 'apim.yaml': 'rules:\n  missing-endpoints: off\n', 'example.apim': policy(limit) } },
        good: { files: { 'apim.yaml': 'rules:\n  missing-endpoint: warning\n', 'example.apim': policy(limit) } }
    },
    'unknown-parameter': {
        severity: 'warning',
        message: "'{p}' is not a parameter.",
        why: 'An environment sets a value for a parameter that no file declares.',
        bad: {
            files: {
                'apim.yaml': 'environments:\n  test:\n    gateway: local\n    parameters:\n      hosts: https://b.example\n',
                'example.apim': `parameter host: url = "https://a.example"\n${policy(limit)}`
            }
        },
        good: {
            files: {
                'apim.yaml': 'environments:\n  test:\n    gateway: local\n    parameters:\n      host: https://b.example\n',
                'example.apim': `parameter host: url = "https://a.example"\n${policy(limit)}`
            }
        }
    },
    'shadows-shipped-type': {
        severity: 'warning',
        message: "'{t}' hides the policy type that ships with apim.",
        why: 'A policy type of the project wins over a shipped one of the same name, so that a newer release of apim never changes what a project means.',
        bad: 'policy type Cors : security {\n  implementation: "class:x.Y"\n}\n',
        good: 'policy type MyCors : security {\n  implementation: "class:x.Y"\n}\n'
    }
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;

/** The row of a rule, seen as what all rows have in common. */
export function ruleOf(id: RuleId): Rule {
    return rules[id];
}
/** Rules on several policies of a chain. */
export type ChainRuleId = keyof typeof chainRules;
/** Rules on one policy by itself. */
export type PolicyRuleId = keyof typeof policyRules;
