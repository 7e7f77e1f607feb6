import { t } from '@vscode/l10n';
import { optionSkeleton } from '../features/completion-options.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { editAt } from '../lifecycle/standing.ts';

/** Gives the parameter a default, which holds in every environment that says nothing else. */
export function fixParameterWithoutValue({ project, diagnostic: { data } }: Problem): Fix[] {
    const [entry] = project.index.entries('parameter', data?.['parameter'] ?? '');
    if (entry?.node?.$type !== 'Parameter' || !entry.node.$cstNode) return [];
    const { name, type = { kind: 'basic', name: 'string' } } = entry.declaration;
    const value = optionSkeleton({ name, type, secret: false }).slice(name.length + 2);
    return [{ title: t("Give '{0}' a default", name), edits: [editAt(project, entry.uri, entry.node.$cstNode.end, entry.node.$cstNode.end, ` = ${value}`)] }];
}
