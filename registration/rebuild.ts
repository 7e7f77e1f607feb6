import { emptyRecord, type RecordedClient, type RegistrationRecord } from '../language/record.ts';
import { shownPolicies, shownSettings, type Disclosure } from './differences.ts';
import { normalApi, normalClient } from './normal-form.ts';
import type { GatewaySnapshot } from './read-back.ts';

/**
 * A record of what stands at the gateways of what the project declares, for when none was kept: it knows what is present, no more. Secrets
 * are taken out. What others registered stays theirs.
 */
export function rebuiltRecord(environment: string, snapshots: readonly GatewaySnapshot[], disclosure: Disclosure): RegistrationRecord {
    const record = { ...emptyRecord(environment), rebuilt: true };
    for (const { apis, clients } of snapshots) {
        for (const [key, api] of apis) {
            const { apiPolicies, ...settings } = normalApi(api);
            if (!record.apis.has(key)) record.apis.set(key, { state: 'published', settings: shownSettings(settings, disclosure), ...(settings.publicAPI ? { policies: shownPolicies(apiPolicies, disclosure) } : {}) });
        }
        for (const [key, { bean, key: apiKey }] of clients) {
            const contracts = Object.entries(normalClient(bean).contracts).map(([api, { plan, policies }]): [string, RecordedClient['contracts'][string]] =>
                [api, { plan: typeof plan === 'string' ? plan : '', policies: shownPolicies(policies, disclosure) }]);
            if (!record.clients.has(key)) record.clients.set(key, { state: 'registered', key: apiKey !== undefined, contracts: Object.fromEntries(contracts) });
        }
    }
    return record;
}
