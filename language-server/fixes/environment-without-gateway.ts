import { t } from '@vscode/l10n';
import type { Fix, Problem } from '../features/fix.ts';

/** Registers at the gateway that runs on this machine, which needs nothing else. */
export function fixEnvironmentWithoutGateway({ uri, diagnostic: { data } }: Problem): Fix[] {
    const { insertion, line, character } = data ?? {};
    if (insertion === undefined) return [];
    const at = { line: Number(line), character: Number(character) };
    return [{ title: t('Use the local gateway'), edits: [{ uri, range: { start: at, end: at }, newText: insertion }] }];
}
