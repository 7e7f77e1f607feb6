import { t } from '@vscode/l10n';
import { addOptions } from '../features/add-options.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { partOf } from '../lifecycle/cutting.ts';
import { editAt, standingOf } from '../lifecycle/standing.ts';

/** Adds one of the identity sources, or leaves one of several. */
export function fixBasicIdentityCount(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const policy = syntaxAt(project, uri, range.start, 'Policy');
    const sources = project.view.policyType(policy?.type ?? '')?.options.filter(({ name }) => name.endsWith('Identity')) ?? [];
    const written = policy?.options.filter(({ key }) => sources.some(({ name }) => name === key)) ?? [];
    if (!policy) return [];
    if (written.length === 0) return sources.map(source => addOptions(problem, policy, [source]));
    return written.map(kept => ({
        title: t('Keep {0} alone', kept.key),
        edits: written.filter(other => other !== kept).map(other => partOf(standingOf(project, uri, other))).map(({ start, end }) => editAt(project, uri, start, end, ''))
    }));
}
