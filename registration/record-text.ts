import { t } from '@vscode/l10n';
import { z } from 'zod';
import { emptyRecord, type RecordedPolicy, type RegistrationRecord } from '../language/record.ts';
import { fail, succeed, type Result } from './failure.ts';

/** The record of an environment stands beside `apim.yaml`; what is in it, record-file.ts says. */
export function recordFileName(environment: string): string {
    return `apim.record.${encodeURIComponent(environment)}.jsonl`;
}

const digests = z.array(z.string());
/** Taken as it was parsed: zod would leave out a member with the name `__proto__`. */
const json = z.custom<RecordedPolicy['config']>(value => value !== undefined);
const header = z.object({ environment: z.string(), format: z.literal(1), rebuilt: z.boolean().default(false) });
const forms = {
    policy: z.object({ policy: z.string(), policyImpl: z.string(), config: json }),
    plan: z.object({ plan: z.string(), policies: digests }),
    api: z.object({
        api: z.string(), state: z.enum(['published', 'retired']), settings: z.record(z.string(), json),
        offers: z.array(z.object({ plan: z.string(), approval: z.boolean() })).optional(), policies: digests.optional()
    }),
    client: z.object({
        client: z.string(), state: z.enum(['registered', 'retired']), key: z.boolean(),
        contracts: z.record(z.string(), z.object({ plan: z.string(), policies: digests }))
    })
};

/** Reads a record. A line that cannot be read makes all of it unusable: what it was to say decides what is ours. */
export function parseRecord(text: string, environment: string, path: string): Result<RegistrationRecord> {
    const record = emptyRecord(environment);
    const lines = text.split(/\r?\n/).map((line, index) => ({ number: index + 1, line })).filter(({ line }) => line.trim() !== '');
    const unusable = (line: number, why: string) => fail({ kind: 'record-unusable', path, line, why });
    const parsed: { number: number; value: Record<string, unknown> }[] = [];
    for (const { number, line } of lines) {
        const value = parseLine(line);
        if (!value) return unusable(number, /^(<{7}|={7}|>{7})/.test(line) ? t('it holds a conflict of a merge') : t('it is not a line of JSON'));
        parsed.push({ number, value });
    }
    const [first, ...rest] = parsed;
    const head = header.safeParse(first?.value);
    if (!head.success) return unusable(1, t('it is not a record of this release of apim'));
    if (head.data.environment !== environment) return unusable(1, t("it is a record of the environment '{0}'", head.data.environment));
    record.rebuilt = head.data.rebuilt;
    const policies = new Map<string, RecordedPolicy>();
    for (const { number, value } of rest.filter(({ value: { policy } }) => policy !== undefined)) {
        const policy = forms.policy.safeParse(value);
        if (!policy.success) return unusable(number, t('it is no policy of a record'));
        policies.set(policy.data.policy, { policyImpl: policy.data.policyImpl, config: policy.data.config });
    }
    for (const { number, value } of rest) {
        const why = takeLine(value, record, policies);
        if (why !== undefined) return unusable(number, why);
    }
    return succeed(record);
}

/** Takes a line into the record; what is wrong with it otherwise. */
function takeLine(value: Record<string, unknown>, record: RegistrationRecord, policies: ReadonlyMap<string, RecordedPolicy>): string | undefined {
    const chainOf = (chain: readonly string[]) => chain.flatMap(digest => policies.get(digest) ?? []);
    const isWhole = (chain: readonly string[]) => chain.every(digest => policies.has(digest));
    const incomplete = t('it names a policy that stands nowhere in the record');
    if (value['plan'] !== undefined) {
        const { data } = forms.plan.safeParse(value);
        if (!data) return t('it is no plan of a record');
        record.plans.set(data.plan, { policies: chainOf(data.policies) });
        return isWhole(data.policies) ? undefined : incomplete;
    }
    if (value['api'] !== undefined) {
        const { data } = forms.api.safeParse(value);
        if (!data) return t('it is no API of a record');
        const { api, offers, policies: own, state, settings } = data;
        record.apis.set(api, { state, settings, ...(offers ? { offers } : {}), ...(own ? { policies: chainOf(own) } : {}) });
        return isWhole(own ?? []) ? undefined : incomplete;
    }
    if (value['client'] !== undefined) {
        const { data } = forms.client.safeParse(value);
        if (!data) return t('it is no client of a record');
        const contracts = Object.entries(data.contracts);
        record.clients.set(data.client, {
            state: data.state, key: data.key,
            contracts: Object.fromEntries(contracts.map(([api, { plan, policies: chain }]) => [api, { plan, policies: chainOf(chain) }]))
        });
        return contracts.every(([, contract]) => isWhole(contract.policies)) ? undefined : incomplete;
    }
    return value['policy'] === undefined ? t('it is neither plan, API, client nor policy') : undefined;
}

function parseLine(line: string): Record<string, unknown> | undefined {
    try {
        const value: unknown = JSON.parse(line);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
    } catch {
        return undefined;
    }
}
