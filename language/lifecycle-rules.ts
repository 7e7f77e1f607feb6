import type { Rule } from './rule.ts';
import { api, basic, consumer, contract, locked, provider } from './rule-examples.ts';

const before = (text: string) => ({ 'example.apim': text });
const files = before;
const retired = api('retired private', 'endpoint: "https://a.example"');
const retiredClient = (body: string) => `${provider}organization B {\n  retired client C@1.0${body}\n}\n`;

/** Rules that compare the declaration with the record of the last registration in the environment. What was never recorded is no transition. */
export const lifecycleRules = {
    'client-needs-reregister': {
        severity: 'info',
        fixed: true,
        message: "Client '{c}' changed since its last registration; reregister it.",
        why: 'Policies and contracts reach the gateway only when the client is registered: those of the client, of the plans that it chose and of the APIs that it calls. Until it is registered again, callers get what was registered before.',
        bad: { files: files(consumer(`${contract}\n    policy ApiKey { requestHeader: "X-Shop-Key" }`)), before: before(consumer(contract)) },
        good: { files: files(consumer(`description: "Our shop."\n    ${contract}`)), before: before(consumer(contract)) }
    },
    'delete-last-contract': {
        severity: 'warning',
        message: "Removing the last contract makes client '{c}' unusable (the portal would delete it).",
        why: 'The gateway keeps what was registered: a client without contracts cannot be registered again. Retire the client if it is not needed any more.',
        bad: { files: files(consumer('description: "Our shop."')), before: before(consumer(contract)) },
        good: { files: files(retiredClient('')), before: before(consumer(contract)) }
    },
    'delete-registered-client': {
        severity: 'warning',
        message: "Retire client '{c}' before deleting it.",
        why: 'What is declared no more is not unregistered: the gateway would go on serving a client that nobody sees any more. Declare it `retired`, register, and delete it then.',
        bad: { files: files(`${provider}organization B\n`), before: before(consumer(contract)) },
        good: { files: files(retiredClient('')), before: before(consumer(contract)) }
    },
    'retired-client-contract': {
        severity: 'hint',
        message: "Client '{c}' {v} is retired; no contracts can be created for it.",
        why: 'A retired client is not on the gateway, so a contract of it has no effect. It is an error where the contract was added after the client had been retired.',
        bad: retiredClient(` { ${contract} }`),
        good: retiredClient('')
    },
    'api-needs-republish': {
        severity: 'info',
        message: "API '{a}' has unpublished changes.",
        why: 'The gateway forwards as it was told at the last registration. Register, and it learns of the change.',
        bad: { files: files(provider.replace('https://a', 'https://b')), before: before(provider) },
        good: { files: files(provider.replace('api Api@1.0', 'api Api@1.0 "Orders"')), before: before(provider) }
    },
    'published-private-plans-changed': {
        severity: 'warning',
        message: 'Changing plans or policies of a published private API requires a new version.',
        why: 'Clients chose a plan of this version and rely on it. What an API offers, and which policies it brings along, stays as it is once it is published; a new version may differ. Apiman itself refuses it, so it is an error in its dialect.',
        bad: { files: files(provider.replace('published', `${locked('Silver')}\n  published`).replace('offers Gold@1.0', 'offers Gold@1.0\n    offers Silver@1.0')), before: before(provider) },
        good: {
            files: files(`${provider}organization A {\n  ${locked('Silver')}\n  published private api Api@2.0 {\n    endpoint: "https://a.example/v2"\n    offers Gold@1.0\n    offers Silver@1.0\n    ${basic}\n  }\n}\n`),
            before: before(provider)
        }
    },
    'type-changed-while-live': {
        severity: 'warning',
        message: 'Changing the API type of a live API is not recommended.',
        why: 'A public API is called without a contract, a private one through a contract only: whoever calls it now may be shut out, and what was guarded may stand open. A new version can be of the other type.',
        bad: { files: files(provider), before: before(provider.replace('private', 'public').replace('    offers Gold@1.0\n', '')) },
        good: { files: files(provider), before: before(provider) }
    },
    'illegal-api-transition': {
        severity: 'error',
        message: "API '{a}' cannot go from {s1} to {s2}.",
        why: 'A published API can be retired, and that is final. Neither becomes a draft again: what is registered stays with those who call it.',
        bad: { files: files(provider.replace('published ', '')), before: before(provider) },
        good: { files: files(provider.replace('published', 'retired')), before: before(provider) }
    },
    'retired-api-changed': {
        severity: 'error',
        message: "API '{a}' {v} is retired and cannot be changed.",
        why: 'What was retired is kept as it was, so that it can be read what callers once relied on. A new version may differ.',
        bad: { files: files(retired.replace('https://a', 'https://b')), before: before(retired) },
        good: { files: files(retired), before: before(retired) }
    },
    'retired-api-revived': {
        severity: 'error',
        message: 'A retired API cannot be published again; create a new version.',
        why: 'Retiring is final: whoever called the API was told that it is gone for good.',
        bad: { files: files(provider), before: before(provider.replace('published', 'retired')) },
        good: { files: files(`${retired}${provider.replaceAll('@1.0', '@2.0')}`), before: before(retired) }
    },
    'locked-plan-changed': {
        severity: 'error',
        message: "Plan '{p}' {v} is locked; create a new version to change it.",
        why: 'A locked plan is a promise to those who signed up for it. Declare a new version with the other policies, and let the APIs offer that.',
        bad: { files: files(provider.replace('limit: 10', 'limit: 20')), before: before(provider) },
        good: { files: files(`${provider}organization A {\n  ${locked('Gold').replace('@1.0', '@2.0').replace('limit: 10', 'limit: 20')}\n}\n`), before: before(provider) }
    },
    'locked-plan-removed': {
        severity: 'warning',
        message: "A locked plan cannot be deleted. Declare '{p}' again.",
        why: 'Those who signed up for the plan rely on it, and a plan of the same name with other policies could take its place.',
        bad: { files: files('organization A {\n  retired private api Api@1.0\n}\n'), before: before(provider) },
        good: { files: files(`organization A {\n  ${locked('Gold')}\n  retired private api Api@1.0\n}\n`), before: before(provider) }
    },
    'plan-unlock': {
        severity: 'error',
        message: 'Locking a plan cannot be undone.',
        why: 'A plan is locked so that those who sign up for it can rely on it, and an API offers locked plans only. A new version begins unlocked.',
        bad: { files: files(provider.replace('locked plan', 'plan')), before: before(provider) },
        good: { files: files(provider), before: before(provider) }
    }
} as const satisfies Record<string, Rule>;
