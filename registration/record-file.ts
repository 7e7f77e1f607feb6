/**
 * The record of the last registration in an environment: `apim.record.<environment>.jsonl` beside `apim.yaml`, made to be committed.
 *
 * A line is one plan, API, client or policy, sorted, so that two branches that registered different things merge by themselves. Policies
 * stand once each, under a digest of their text; there is no secret in that text (`language/record.ts`), so none in the digest.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { emptyRecord, type RecordedPolicy, type RegistrationRecord } from '../language/record.ts';
import { fail, succeed, type Result } from './failure.ts';
import { canonicalText } from './normal-form.ts';
import { writeOutputFile } from './output-file.ts';
import { codeOf } from './project-folder.ts';

/** `project` is the path of its folder. */
export function recordPath(project: string, environment: string): string {
    return join(project, `apim.record.${encodeURIComponent(environment)}.jsonl`);
}

/** `undefined` where there is none: then a comparison is two-way. */
export async function readRecord(project: string, environment: string): Promise<Result<RegistrationRecord | undefined>> {
    const path = recordPath(project, environment);
    try {
        return parseRecord(await readFile(path, 'utf8'), environment, path);
    } catch (error) {
        const code = codeOf(error);
        return code === 'ENOENT' ? succeed(undefined) : fail({ kind: 'record-unusable', path, line: 1, why: `it cannot be read (${code})` });
    }
}

/** Writes it as a whole or not at all; where nothing changed, not at all. */
export async function writeRecord(project: string, record: RegistrationRecord): Promise<Result<void>> {
    const path = recordPath(project, record.environment);
    const text = printRecord(record);
    const before = await readFile(path, 'utf8').catch(() => undefined);
    return before === text ? succeed(undefined) : writeOutputFile(path, text);
}

export function printRecord(record: RegistrationRecord): string {
    const policies = new Map<string, RecordedPolicy>();
    const digestsOf = (chain: readonly RecordedPolicy[]) => chain.map(policy => {
        const digest = createHash('sha256').update(canonicalText(policy)).digest('hex').slice(0, 16);
        policies.set(digest, policy);
        return digest;
    });
    const sorted = <T>(entries: ReadonlyMap<string, T>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = [
        ...sorted(record.plans).map(([plan, recorded]) => ({ plan, policies: digestsOf(recorded.policies) })),
        ...sorted(record.apis).map(([api, { policies: chain, ...rest }]) => ({ api, ...rest, ...(chain ? { policies: digestsOf(chain) } : {}) })),
        ...sorted(record.clients).map(([client, { contracts, ...rest }]) => ({
            client, ...rest,
            contracts: Object.fromEntries(Object.entries(contracts).sort(([a], [b]) => (a < b ? -1 : 1)).map(([api, { plan, policies: chain }]) => [api, { plan, policies: digestsOf(chain) }]))
        }))
    ];
    const header = { environment: record.environment, format: 1, note: 'What apim registered last here. Commit it; it holds no secret.', ...(record.rebuilt ? { rebuilt: true } : {}) };
    return [header, ...lines, ...sorted(policies).map(([policy, { policyImpl, config }]) => ({ policy, policyImpl, config }))].map(line => `${JSON.stringify(line)}\n`).join('');
}

const digests = z.array(z.string());
const json: z.ZodType<RecordedPolicy['config']> = z.json() as never;
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
        if (!value) return unusable(number, /^(<{7}|={7}|>{7})/.test(line) ? 'it holds a conflict of a merge' : 'it is not a line of JSON');
        parsed.push({ number, value });
    }
    const [first, ...rest] = parsed;
    const head = header.safeParse(first?.value);
    if (!head.success) return unusable(1, 'it is not a record of this release of apim');
    if (head.data.environment !== environment) return unusable(1, `it is a record of the environment '${head.data.environment}'`);
    record.rebuilt = head.data.rebuilt;
    const policies = new Map<string, RecordedPolicy>();
    for (const { number, value } of rest.filter(({ value: { policy } }) => policy !== undefined)) {
        const policy = forms.policy.safeParse(value);
        if (!policy.success) return unusable(number, 'it is no policy of a record');
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
    const incomplete = 'it names a policy that stands nowhere in the record';
    if (value['plan'] !== undefined) {
        const { data } = forms.plan.safeParse(value);
        if (!data) return 'it is no plan of a record';
        record.plans.set(data.plan, { policies: chainOf(data.policies) });
        return isWhole(data.policies) ? undefined : incomplete;
    }
    if (value['api'] !== undefined) {
        const { data } = forms.api.safeParse(value);
        if (!data) return 'it is no API of a record';
        const { api, offers, policies: own, state, settings } = data;
        record.apis.set(api, { state, settings, ...(offers ? { offers } : {}), ...(own ? { policies: chainOf(own) } : {}) });
        return isWhole(own ?? []) ? undefined : incomplete;
    }
    if (value['client'] !== undefined) {
        const { data } = forms.client.safeParse(value);
        if (!data) return 'it is no client of a record';
        const contracts = Object.entries(data.contracts);
        record.clients.set(data.client, {
            state: data.state, key: data.key,
            contracts: Object.fromEntries(contracts.map(([api, { plan, policies: chain }]) => [api, { plan, policies: chainOf(chain) }]))
        });
        return contracts.every(([, contract]) => isWhole(contract.policies)) ? undefined : incomplete;
    }
    return value['policy'] === undefined ? 'it is neither plan, API, client nor policy' : undefined;
}

function parseLine(line: string): Record<string, unknown> | undefined {
    try {
        const value: unknown = JSON.parse(line);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
    } catch {
        return undefined;
    }
}
