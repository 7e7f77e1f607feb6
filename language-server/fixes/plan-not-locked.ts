import { t } from '@vscode/l10n';
import type { Fix, Problem } from '../features/fix.ts';
import { named } from '../features/name-at.ts';

/** Locks the plan where it is declared. That cannot be undone at the gateway, so it is left to the user whether it is meant. */
export function fixPlanNotLocked({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const sites = project.references.inFile(uri);
    const site = sites.find(candidate => candidate.element.startsWith('plan:') && candidate.range.end.line === range.end.line && candidate.range.start.character >= range.start.character && candidate.range.end.character <= range.end.character);
    const key = site && named(project, site).key;
    const [entry] = key === undefined ? [] : project.index.entries('plan', key);
    const start = entry?.node?.$cstNode?.range.start;
    if (!entry || !start) return [];
    const { name, version } = entry.declaration;
    return [{ title: t("Lock plan '{0}' {1}", name, version), edits: [{ uri: entry.uri, range: { start, end: start }, newText: 'locked ' }] }];
}
