import { t } from '@vscode/l10n';
import { addOptions } from '../features/add-options.ts';
import { isRequired } from '../features/completion-options.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { optionsAround } from '../features/option-at.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { insertFirst } from '../lifecycle/insertion.ts';

/** Writes every option that must be given and is not. */
export function fixMissingOption(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const found = syntaxAt(project, uri, range.start, 'Property', 'ObjectValue', 'Policy', 'PolicyType');
    if (found?.$type === 'PolicyType') return [{ title: t('Add {0}', 'implementation'), edits: [insertFirst(project, uri, found, "implementation: 'class:com.example.Policy'")] }];
    const node = found?.$type === 'Property' ? found.value : found;
    if (node?.$type !== 'Policy' && node?.$type !== 'ObjectValue') return [];
    const written = node.$type === 'Policy' ? node.options : node.properties;
    const missing = optionsAround(project, node)?.siblings.filter(option => isRequired(option) && !written.some(({ key }) => key === option.name)) ?? [];
    return missing.length === 0 ? [] : [addOptions(problem, node, missing)];
}
