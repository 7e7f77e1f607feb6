import { t } from '@vscode/l10n';
import { keyOf } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { refuse, type LifecycleChange, type LifecycleRefusal } from './change.ts';
import { cut, editsOf } from './cutting.ts';
import { affectedBy, elementOf, type Declared } from './element.ts';
import { standingOf } from './standing.ts';

/** Takes the declaration out. What an API offers stays: whoever signed up for it relies on it. */
export function deletePlan(project: Project, plan: Declared<'plan'>): LifecycleChange | LifecycleRefusal {
    const { key, declaration: { organization, locked }, entry, node } = plan;
    const offering = project.references.filesNaming(`plan:${key.slice(0, key.lastIndexOf('@'))}`).flatMap(uri => project.index.inFile(uri))
        .flatMap(({ declaration }) => declaration.kind === 'api' && declaration.offers.some(offer => offer.plan === key) ? [keyOf(declaration)] : []);
    if (offering.length > 0) {
        const apis = [...new Set(offering)].join(', ');
        return refuse(offering.length === 1 ? t('{0} cannot be deleted: {1} offers it. Take it out of this offer first.', key, apis) : t('{0} cannot be deleted: {1} offer it. Take it out of these offers first.', key, apis));
    }
    const cuts = [cut(standingOf(project, entry.uri, node), { what: 'declaration', owner: organization, element: elementOf(plan) })];
    return {
        kind: 'change', action: 'delete', element: elementOf(plan), cuts, edits: editsOf(project, cuts), summary: t('{0} is deleted.', key),
        notes: locked ? [t('It was locked, and is offered by no API.')] : [], affected: affectedBy([]), registers: [], forgets: true, needs: [{ action: 'delete', organization }]
    };
}
