import { t } from '@vscode/l10n';
import { organizationOf } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { refuse, type LifecycleChange, type LifecycleRefusal } from './change.ts';
import { affectedBy, elementOf, type Declared } from './element.ts';
import { retiring } from './retiring.ts';

/** `client` → `retired client`: what it says stays readable. */
export function retireClient(project: Project, client: Declared<'client'>): LifecycleChange | LifecycleRefusal {
    const { key, declaration } = client;
    if (declaration.retired) return refuse(t('{0} is retired already.', key));
    return {
        kind: 'change', action: 'retire', element: elementOf(client), edits: retiring(project, client), cuts: [],
        summary: t('{0} is retired: it leaves the gateway, and its calls are refused.', key),
        notes: [], losesKey: true,
        affected: affectedBy(declaration.contracts.map(({ api, plan }) => ({ client: key, api, plan }))), registers: [elementOf(client)],
        needs: [{ action: 'unregister clients', organization: organizationOf(key) }]
    };
}
