import { t } from '@vscode/l10n';
import { GrammarUtils } from 'langium';
import { keyOf, withoutVersion } from '../../language/declarations.ts';
import { referenceKey } from '../../language/extraction.ts';
import type { Project } from '../../language/project.ts';
import type { Entry } from '../../language/entry.ts';
import type { DeclarationOf } from '../../language/project-index.ts';
import { contractsWith, findElement } from '../lifecycle/element.ts';
import { newVersion } from '../lifecycle/new-version.ts';
import { editAt } from '../lifecycle/standing.ts';
import { insertBefore, type Edit } from './fix.ts';
import { apisWithout, lockedPlans, offer } from './offering.ts';
import type { Refactoring } from './refactorings.ts';

/** What can be done with a plan: lock it, offer it, or make a new version of it that takes its place. */
export function planRefactorings(project: Project, entry: Entry<DeclarationOf<'plan'>>): Refactoring[] {
    const { name, version, locked } = entry.declaration;
    const plan = keyOf(entry.declaration);
    if (!locked) return insertBefore(entry, t("Lock plan '{0}' {1}", name, version), 'locked ').map(({ title, edits }) => ({ kind: 'refactor.rewrite', title, edits }));
    return [...replacingVersion(project, plan, nextVersion(project, plan, version)), ...apisWithout(project, plan).flatMap(api => offered(project, api, plan))];
}

/** Offers plans of its organization through a private API. */
export function apiRefactorings(project: Project, entry: Entry<DeclarationOf<'api'>>): Refactoring[] {
    const { organization, access, state, offers } = entry.declaration;
    if (access !== 'private' || state === 'retired') return [];
    return lockedPlans(project, organization).filter(plan => offers.every(other => other.plan !== plan)).flatMap(plan => offered(project, keyOf(entry.declaration), plan));
}

function offered(project: Project, api: string, plan: string): Refactoring[] {
    return offer(project, api, plan).map(({ title, edits }) => ({ kind: 'refactor.rewrite', title, edits }));
}

/**
 * A copy of a locked plan under the next version, locked too: every offer of the old version becomes one of the new, and every contract that names the
 * old version names the new. Until the next registration it can still be changed.
 */
function replacingVersion(project: Project, plan: string, version: string): Refactoring[] {
    const element = findElement(project, plan, ['plan'], 'plan');
    const change = element.kind === 'plan' ? newVersion(project, element, version, { locked: true }) : undefined;
    if (change?.kind !== 'change') return [];
    const moved: Edit[] = [...project.index.offering(plan)].sort().flatMap(api => [...offersOf(project, api, plan, version), ...contractsOf(project, api, plan, version)]);
    return [{ kind: 'refactor.rewrite', title: t('Replace {0} by a new version {1} in its APIs and contracts', plan, version), edits: [...change.edits, ...moved] }];
}

function offersOf(project: Project, api: string, plan: string, version: string): Edit[] {
    return project.index.entries('api', api).flatMap(({ uri, node, declaration }) => {
        const offers = node?.$type === 'Api' ? node.members.filter(member => member.$type === 'Offer') : [];
        return offers.filter(each => referenceKey(each.plan, declaration.organization) === plan).flatMap(each => versionEdit(project, uri, each.plan, version));
    });
}

function contractsOf(project: Project, api: string, plan: string, version: string): Edit[] {
    const written = plan.slice(plan.indexOf('/') + 1);
    return contractsWith(project, api, { retired: false }).filter(({ contract }) => `${contract.plan?.name}@${contract.plan?.version}` === written)
        .flatMap(({ client, contract }) => versionEdit(project, client.entry.uri, contract.plan, version));
}

function versionEdit(project: Project, uri: string, reference: { $cstNode?: Parameters<typeof GrammarUtils.findNodeForProperty>[0] } | undefined, version: string): Edit[] {
    const place = GrammarUtils.findNodeForProperty(reference?.$cstNode, 'version');
    return place ? [editAt(project, uri, place.offset, place.end, `@${version}`)] : [];
}

/** The version with its last number one higher that is not there yet: `1.9` → `1.10`. */
function nextVersion(project: Project, plan: string, version: string): string {
    const [, start = `${version}.`, number = '0'] = /^(.*?)(\d+)\D*$/.exec(version) ?? [];
    for (let next = Number(number) + 1; ; next++) {
        if (!project.index.find('plan', `${withoutVersion(plan)}@${start}${next}`)) return `${start}${next}`;
    }
}
