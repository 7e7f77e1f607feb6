import { t } from '@vscode/l10n';
/**
 * The record of the last registration in an environment: `apim.record.<environment>.jsonl` beside `apim.yaml`, made to be committed.
 *
 * A line is one plan, API, client or policy, sorted, so that two branches that registered different things merge by themselves. Policies
 * stand once each, under a digest of their text; there is no secret in that text (`language/record.ts`), so none in the digest.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedPolicy, RegistrationRecord } from '../language/record.ts';
import { fail, succeed, type Result } from './failure.ts';
import { canonicalText } from './normal-form.ts';
import { writeOutputFile } from './output-file.ts';
import { codeOf } from './project-folder.ts';
import { parseRecord, recordFileName } from './record-text.ts';

/** `project` is the path of its folder. */
export function recordPath(project: string, environment: string): string {
    return join(project, recordFileName(environment));
}

/** `undefined` where there is none: then a comparison is two-way. */
export async function readRecord(project: string, environment: string, parse = parseRecord): Promise<Result<RegistrationRecord | undefined>> {
    const path = recordPath(project, environment);
    try {
        return parse(await readFile(path, 'utf8'), environment, path);
    } catch (error) {
        const code = codeOf(error);
        return code === 'ENOENT' ? succeed(undefined) : fail({ kind: 'record-unusable', path, line: 1, why: t('it cannot be read ({0})', code) });
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
