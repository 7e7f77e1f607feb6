import type { Project } from '../../language/project.ts';
import { refuse, type LifecycleChange, type LifecycleRefusal } from './change.ts';
import { affectedBy, elementOf, organizationOf, type Declared } from './element.ts';
import { editAt } from './standing.ts';

/** `client` → `retired client`: what it says stays readable. */
export function retireClient(project: Project, client: Declared<'client'>): LifecycleChange | LifecycleRefusal {
    const { key, declaration, entry, node } = client;
    if (declaration.retired) return refuse(`${key} is retired already.`);
    const start = node.$cstNode?.offset ?? 0;
    return {
        kind: 'change', action: 'retire', element: elementOf(client), edits: [editAt(project, entry.uri, start, start, 'retired ')], cuts: [],
        summary: `${key} is retired: it leaves the gateway, and its calls are refused.`,
        notes: [], losesKey: true,
        affected: affectedBy(declaration.contracts.map(({ api, plan }) => ({ client: key, api, plan }))), registers: [elementOf(client)],
        needs: [{ action: 'unregister clients', organization: organizationOf(key) }]
    };
}
