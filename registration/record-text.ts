import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { emptyRecord, type RecordedPolicy, type RegistrationRecord } from '../language/record.ts';
import { fail, succeed, type Result } from './failure.ts';

/** The record of an environment stands beside `apim.yaml`; what is in it, record-file.ts says. */
export function recordFileName(environment: string): string {
    return `apim.record.${encodeURIComponent(environment)}.jsonl`;
}

const digests = v.array(v.string());
/** Taken as it was parsed: the library would leave out a member with the name `__proto__`. */
const json = v.custom<RecordedPolicy['config']>(value => value !== undefined);
const header = v.object({ environment: v.string(), format: v.literal(1), rebuilt: v.optional(v.boolean(), false) });
const forms = {
    policy: v.object({ policy: v.string(), policyImpl: v.string(), config: json }),
    plan: v.object({ plan: v.string(), policies: digests }),
    api: v.object({
        api: v.string(), state: v.picklist(['published', 'retired']), settings: v.record(v.string(), json),
        offers: v.optional(v.array(v.object({ plan: v.string(), approval: v.boolean() }))), policies: v.optional(digests)
    }),
    client: v.object({
        client: v.string(), state: v.picklist(['registered', 'retired']), key: v.boolean(),
        contracts: v.record(v.string(), v.object({ plan: v.string(), policies: digests }))
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
    const head = v.safeParse(header, first?.value);
    if (!head.success) return unusable(1, t('it is not a record of this release of apim'));
    if (head.output.environment !== environment) return unusable(1, t("it is a record of the environment '{0}'", head.output.environment));
    record.rebuilt = head.output.rebuilt;
    const policies = new Map<string, RecordedPolicy>();
    for (const { number, value } of rest.filter(({ value: { policy } }) => policy !== undefined)) {
        const policy = v.safeParse(forms.policy, value);
        if (!policy.success) return unusable(number, t('it is no policy of a record'));
        const { policy: digest, policyImpl, config } = policy.output;
        policies.set(digest, { policyImpl, config });
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
        const data = taken(forms.plan, value);
        if (!data) return t('it is no plan of a record');
        record.plans.set(data.plan, { policies: chainOf(data.policies) });
        return isWhole(data.policies) ? undefined : incomplete;
    }
    if (value['api'] !== undefined) {
        const data = taken(forms.api, value);
        if (!data) return t('it is no API of a record');
        const { api, offers, policies: own, state, settings } = data;
        record.apis.set(api, { state, settings, ...(offers ? { offers } : {}), ...(own ? { policies: chainOf(own) } : {}) });
        return isWhole(own ?? []) ? undefined : incomplete;
    }
    if (value['client'] !== undefined) {
        const data = taken(forms.client, value);
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

function taken<T extends v.GenericSchema>(form: T, value: unknown): v.InferOutput<T> | undefined {
    const { success, output } = v.safeParse(form, value);
    return success ? output : undefined;
}

function parseLine(line: string): Record<string, unknown> | undefined {
    try {
        const value: unknown = JSON.parse(line);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
    } catch {
        return undefined;
    }
}
