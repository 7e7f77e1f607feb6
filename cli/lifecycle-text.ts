import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import type { LifecycleChange } from '../language-server/lifecycle/change.ts';
import type { ProjectSession } from '../language-server/session/project-session.ts';
import { environmentNames, type Environment } from '../project/environment.ts';
import { readRecord } from '../registration/record-file.ts';
import { counted, linesWithSecrets } from './diagnostics.ts';
import type { Colors } from './colors.ts';
import { quoted } from './shell.ts';
import type { SourceChange } from './source-files.ts';

/** What an edit does to a file, as a unified diff; a line with a secret in it is not repeated. */
export function diffOf(source: ProjectSession, edited: ProjectSession, { uri, before, after }: SourceChange): string {
    const name = source.relative(uri);
    return formatPatch(structuredPatch(`a/${name}`, `b/${name}`, masked(source, uri, before), masked(edited, uri, after), undefined, undefined, { context: 3 }), FILE_HEADERS_ONLY).trimEnd();
}

export function paintedDiff(diff: string, colors: Colors): string {
    return diff.split('\n').map(line => /^(---|\+\+\+) /.test(line) ? colors.bold(line) : line.startsWith('+') ? colors.green(line)
        : line.startsWith('-') ? colors.red(line) : line.startsWith('@@') ? colors.cyan(line) : line).join('\n');
}

/** What becomes of the element, what follows from it, and who is affected. */
export function changeLines({ summary, notes, losesKey, affected: { contracts, clients, organizations } }: LifecycleChange, more: readonly string[], colors: Colors): string[] {
    return [
        colors.bold(summary),
        ...(losesKey ? ['The API key is gone with it, unless it is kept: --keep-key FILE writes it into a file of mode 0600.'] : []),
        ...notes, ...more,
        ...(contracts.length > 0 ? [colors.yellow(`affected: ${counted(contracts.length, 'contract')} of ${counted(clients.length, 'client')} of ${counted(organizations.length, 'organization')} `
            + `(${contracts.map(({ client, api, plan }) => `${client} → ${api} via ${plan}`).join(', ')})`)] : [])
    ];
}

/** What is deleted here may stand at the gateways of another environment; its record says so. */
export async function otherEnvironments(session: ProjectSession, { name }: Environment, { action, element: { kind, key } }: LifecycleChange): Promise<string[]> {
    const found: string[] = [];
    for (const other of action === 'delete' ? environmentNames(session.parsed.file).filter(candidate => candidate !== name) : []) {
        const record = await readRecord(session.folder, other);
        const state = !record.ok ? undefined : kind === 'api' ? record.value?.apis.get(key)?.state : record.value?.clients.get(key)?.state;
        if (state === 'published' || state === 'registered') {
            found.push(`It is still ${state} in the environment '${other}' by its record: take it off there before, with apim delete ${key} -e ${quoted(other)} --gateway-only`);
        }
    }
    return found;
}

function masked(session: ProjectSession, uri: string, text: string): string {
    const hidden = linesWithSecrets(session);
    return text.split('\n').map((line, index) => hidden.has(`${uri}#${index}`) ? `${/^\s*/.exec(line)?.[0] ?? ''}(a line with a secret)` : line).join('\n');
}
