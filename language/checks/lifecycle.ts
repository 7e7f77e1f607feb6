import { clientStanding } from '../client-state.ts';
import { keyOf, type ApiDeclaration, type ClientDeclaration, type Declaration, type OrganizationDeclaration, type PlanDeclaration } from '../declarations.ts';
import type { DeclarationNode } from '../extraction.ts';
import type * as ast from '../generated/ast.ts';
import { differsFromRetired, promisesOther, servesOther } from '../api-comparison.ts';
import type { ProjectView } from '../project-view.ts';
import { samePromise } from '../record-comparison.ts';
import { report } from '../report.ts';
import type { Check } from './check.ts';
import { reportUndeclared } from './undeclared.ts';

/**
 * What the record of the last registration says against a declaration. What was never recorded is no transition, and of two declarations
 * of one key the first is compared. `isSound`: no error was found in the declaration, so that a difference is no consequence of one.
 */
export function checkLifecycle(check: Check<Declaration, DeclarationNode>, isSound: boolean): void {
    const { declaration, entry, view } = check;
    const [first] = view.index.entries(declaration.kind, keyOf(declaration));
    if (first?.uri !== entry.uri || first.ordinal !== entry.ordinal) return;
    switch (declaration.kind) {
        case 'organization': return checkOrganization(check as Check<OrganizationDeclaration, ast.Organization>);
        case 'plan': return checkPlan(check as Check<PlanDeclaration, ast.Plan>);
        case 'api': return checkApi(check as Check<ApiDeclaration, ast.Api>, isSound);
        case 'client': return checkClient(check as Check<ClientDeclaration, ast.Client>);
        default: return;
    }
}

/** Whether a plan was registered as locked and is not any more: what follows from that is not reported again. */
export function isUnlocked(plan: PlanDeclaration, view: ProjectView): boolean {
    return !plan.locked && view.recorded('plan', keyOf(plan)) !== undefined && !view.recordIsRebuilt;
}

/** Whether a client that was registered with contracts has none any more. */
export function lostItsContracts(client: ClientDeclaration, view: ProjectView): boolean {
    const recorded = view.recorded('client', keyOf(client));
    return !client.retired && client.contracts.length === 0 && recorded?.state === 'registered' && Object.keys(recorded.contracts).length > 0;
}

/** Whether the record shows that a retired client did not have a contract when it was retired. */
export function wasAddedAfterRetirement(client: ClientDeclaration, api: string, view: ProjectView): boolean {
    const recorded = view.recorded('client', keyOf(client));
    return recorded?.state === 'retired' && !(api in recorded.contracts);
}

/** At its first block. */
function checkOrganization({ declaration: { name }, node, view, accept }: Check<OrganizationDeclaration, ast.Organization>): void {
    reportUndeclared(name, view, (rule, blanks, key) => report(accept, rule, blanks, { node, property: 'name' }, { data: { key } }));
}

function checkPlan({ declaration, node, view, accept }: Check<PlanDeclaration, ast.Plan>): void {
    const recorded = view.recorded('plan', keyOf(declaration));
    if (!recorded || !view.recorder || view.recordIsRebuilt) return;
    if (!declaration.locked) {
        report(accept, 'plan-unlock', {}, { node, property: 'name' });
    } else if (!samePromise(recorded.policies, view.recorder.plan(declaration, view).policies)) {
        report(accept, 'locked-plan-changed', { p: declaration.name, v: declaration.version }, { node, property: 'name' });
    }
}

/** The first rule that applies is reported, no other. */
function checkApi({ declaration, node, view, accept }: Check<ApiDeclaration, ast.Api>, isSound: boolean): void {
    const { name, version, state } = declaration;
    const recorded = view.recorded('api', keyOf(declaration));
    const { recorder } = view;
    if (!recorded || !recorder) return;
    const place = { node, property: 'name' as const };
    if (state === 'draft') {
        report(accept, 'illegal-api-transition', { a: name, s1: recorded.state, s2: state }, place);
    } else if (recorded.state === 'retired') {
        if (state === 'published') report(accept, 'retired-api-revived', {}, place);
        else if (isSound && differsFromRetired(declaration, recorded, recorder, view)) report(accept, 'retired-api-changed', { a: name, v: version }, place);
    } else if (state === 'published') {
        if (recorded.settings['publicAPI'] !== (declaration.access === 'public')) {
            report(accept, 'type-changed-while-live', {}, place);
        } else if (isSound && promisesOther(declaration, recorded, recorder, view)) {
            report(accept, 'published-private-plans-changed', {}, place, view.settings.dialect === 'apiman' ? { severity: 'error' } : {});
        } else if (isSound && servesOther(declaration, recorded, recorder, view)) {
            report(accept, 'api-needs-republish', { a: name }, place);
        }
    }
}

/** What is told by a gateway counts as well as what is told by the record: either may be newer. */
function checkClient({ declaration, node, view, accept }: Check<ClientDeclaration, ast.Client>): void {
    if (declaration.retired) return;
    if (lostItsContracts(declaration, view)) {
        report(accept, 'delete-last-contract', { c: declaration.name }, { node, property: 'name' });
    } else if (view.live(keyOf(declaration)) === 'changed' || clientStanding(declaration, view) === 'changed') {
        report(accept, 'client-needs-reregister', { c: declaration.name }, { node, property: 'name' });
    }
}
