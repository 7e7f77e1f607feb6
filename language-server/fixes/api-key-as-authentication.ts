import { t } from '@vscode/l10n';
import { declareSecrets, policySkeleton } from '../features/add-options.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { insertInto } from '../lifecycle/insertion.ts';

/** Adds one of the policies that establish who calls, with what it must be given; to the API, or to the contract that lacks one. */
export function fixApiKeyAsAuthentication({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const node = syntaxAt(project, uri, range.start, 'Contract', 'Api');
    if (!node) return [];
    return [...project.view.policyTypeNames()].filter(name => project.view.policyType(name)?.authenticates).sort().map(name => {
        const { text, options } = policySkeleton(project, name);
        return { title: t('Add policy {0}', name), edits: [insertInto(project, uri, node, text), ...declareSecrets(project, uri, options)] };
    });
}
