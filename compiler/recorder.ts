import { keyOf, type PolicyUse } from '../language/declarations.ts';
import type { Json } from '../language/option-values.ts';
import { expand, mergedChain, planName } from '../language/policy-chain.ts';
import type { RecordedClient, RecordedPolicy, Recorder, RecorderLookup } from '../language/record.ts';
import { looksLikeSecret } from '../language/secret-pattern.ts';
import { apiSettings } from './api-bean.ts';
import { effectivePolicies } from './effective-policy.ts';
import { secretPaths } from './secret-options.ts';
import { servedContract } from './served-contract.ts';

/** What stands in a record in the place of a secret that is not a parameter. */
export const recordedSecret = '(secret)';

/** Puts declarations into the words of the record: as compiled, with everything secret taken out. */
export const recorder: Recorder = {
    plan: ({ policies }, lookup) => ({ policies: recorded(expand(policies, lookup), lookup) }),
    api(declaration, lookup) {
        const { keysStrippingDisabled = false, ...settings } = apiSettings(declaration, lookup.parameter);
        return {
            state: declaration.state === 'retired' ? 'retired' : 'published',
            settings: withoutSecrets({ ...settings, keysStrippingDisabled }, ['endpointProperties.basic-auth.password']) as { [member: string]: Json },
            offers: declaration.offers.map(({ plan, approval }) => ({ plan, approval })),
            policies: recorded(expand(declaration.policies, lookup), lookup)
        };
    },
    client(declaration, lookup) {
        const contracts: RecordedClient['contracts'] = {};
        for (const contract of declaration.contracts) {
            const served = servedContract(declaration, contract, lookup);
            if (served.kind !== 'served' || contract.api in contracts) continue;
            const chain = mergedChain(declaration, served.plan, served.api, lookup);
            contracts[contract.api] = { plan: planName(keyOf(served.plan)), policies: recorded(chain, lookup) };
        }
        return { state: declaration.retired ? 'retired' : 'registered', key: false, contracts };
    }
};

function recorded(chain: readonly PolicyUse[], lookup: RecorderLookup): RecordedPolicy[] {
    return effectivePolicies(chain, lookup, lookup.parameter).map(({ policyImpl, config, type }) => ({ policyImpl, config: withoutSecrets(config, secretPaths(type.options)) }));
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
