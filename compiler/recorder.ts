import { keyOf, type ApiDeclaration, type PlanDeclaration, type PolicyEntry } from '../language/declarations.ts';
import type { Json } from '../language/option-values.ts';
import { expand, planName } from '../language/policy-chain.ts';
import { recordedSecret, type RecordedClient, type RecordedPolicy, type Recorder, type RecorderLookup } from '../language/record.ts';
import { looksLikeSecret } from '../language/secret-pattern.ts';
import { servedContract } from '../language/served-contract.ts';
import { apiSettings } from './api-bean.ts';
import { effectivePolicies } from './effective-policy.ts';
import { secretPaths } from './secret-options.ts';

export { recordedSecret } from '../language/record.ts';

/** Puts declarations into the words of the record: as compiled, with everything secret taken out. */
export const recorder: Recorder = {
    policies,
    plan: (declaration, lookup) => ({ policies: policies(declaration.policies, lookup) }),
    api(declaration, lookup) {
        const { keysStrippingDisabled = false, ...settings } = apiSettings(declaration, lookup.parameter);
        return {
            state: declaration.state === 'retired' ? 'retired' : 'published',
            settings: withoutSecrets({ ...settings, keysStrippingDisabled }, ['endpointProperties.basic-auth.password']) as { [member: string]: Json },
            offers: declaration.offers.map(({ plan, approval }) => ({ plan, approval })),
            policies: policies(declaration.policies, lookup)
        };
    },
    client(declaration, lookup) {
        if (declaration.retired) {
            // It holds nothing at a gateway; which contracts it had tells those that are added to it later.
            return { state: 'retired', key: false, contracts: Object.fromEntries(declaration.contracts.map(({ api, plan }) => [api, { plan, policies: [] }])) };
        }
        const contracts: RecordedClient['contracts'] = {};
        const own = policies(declaration.policies, lookup);
        for (const contract of declaration.contracts) {
            const served = servedContract(declaration, contract, lookup);
            if (served.kind !== 'served' || contract.api in contracts) continue;
            contracts[contract.api] = { plan: planName(keyOf(served.plan)), policies: [...own, ...shared(served.plan, lookup), ...shared(served.api, lookup)] };
        }
        return { state: 'registered', key: false, contracts };
    }
};

function policies(entries: readonly PolicyEntry[], lookup: RecorderLookup): RecordedPolicy[] {
    return effectivePolicies(expand(entries, lookup), lookup, lookup.parameter).map(({ policyImpl, config, type }) => ({ policyImpl, config: withoutSecrets(config, secretPaths(type.options)) }));
}

function shared(level: PlanDeclaration | ApiDeclaration, lookup: RecorderLookup): readonly RecordedPolicy[] {
    return lookup.recordedPolicies?.(level.kind, keyOf(level)) ?? policies(level.policies, lookup);
}

/** `secret` are paths such as `staticIdentity.identities[].password`. The placeholder of a secret parameter stays: it says nothing. */
function withoutSecrets(value: Json, secret: readonly string[], path = ''): Json {
    if (Array.isArray(value)) return value.map(item => withoutSecrets(item, secret, `${path}[]`));
    if (typeof value === 'object') {
        return Object.fromEntries(Object.entries(value).map(([member, item]) => [member, withoutSecrets(item, secret, path === '' ? member : `${path}.${member}`)]));
    }
    if (typeof value !== 'string') return value;
    if (secret.includes(path)) return /^\$\{[^}]*\}$/.test(value) ? value : recordedSecret;
    return looksLikeSecret(value) ? recordedSecret : value.replace(/(\w:\/\/)[^/?#\s]*@/g, `$1${recordedSecret}@`);
}
