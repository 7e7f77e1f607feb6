import { t } from '@vscode/l10n';
import { insertOptions } from '../lifecycle/insertion.ts';
import { editAt } from '../lifecycle/standing.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Lets Keycloak forward the roles of the realm, where the policy is written at the finding. */
export function fixAuthorizationNoRoles({ project, uri, diagnostic: { range, related } }: Problem): Fix[] {
    return [{ uri, range }, ...related].flatMap(place => {
        const policy = syntaxAt(project, place.uri, place.range.start, 'Policy');
        if (!policy || !project.view.policyType(policy.type)?.options.some(({ name }) => name === 'forwardRoles')) return [];
        const roles = policy.options.find(({ key }) => key === 'forwardRoles')?.value;
        const active = roles?.$type === 'ObjectValue' ? roles.properties.find(({ key }) => key === 'active')?.value?.$cstNode : undefined;
        const edit = active ? editAt(project, place.uri, active.offset, active.end, 'true')
            : roles?.$type === 'ObjectValue' ? insertOptions(project, place.uri, roles, 'active: true') : insertOptions(project, place.uri, policy, 'forwardRoles: { active: true }');
        return [{ title: t('Let {0} forward roles', policy.type), edits: [edit] }];
    }).slice(0, 1);
}
