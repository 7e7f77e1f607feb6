import type { Project } from '../../language/project.ts';
import { refuse, type LifecycleChange, type LifecycleRefusal } from './change.ts';
import { affectedBy, contractsWith, elementOf, organizationOf, type Declared } from './element.ts';
import { editAt } from './standing.ts';

/** `api` → `published api`. Who may call it stays as it is written. */
export function publishApi(project: Project, api: Declared<'api'>): LifecycleChange | LifecycleRefusal {
    const { key, declaration: { state, access }, entry, node } = api;
    if (state === 'published') return refuse(`${key} is published already. What was changed since is brought to the gateway with: apim register ${key}`);
    if (state === 'retired') return refuse(`${key} is retired, and a retired API cannot be published again. Make a new version of it: apim new-version ${key} VERSION`);
    const start = node.$cstNode?.offset ?? 0;
    const contracts = contractsWith(project, key, { retired: false }).map(({ client, plan }) => ({ client: client.key, api: key, plan }));
    return {
        kind: 'change', action: 'publish', element: elementOf(api), edits: [editAt(project, entry.uri, start, start, 'published ')], cuts: [],
        summary: `${key} becomes a published ${access} API.`,
        notes: ['That it was published cannot be taken back: from then on it can be changed or retired.'],
        affected: affectedBy(contracts), registers: [elementOf(api)], needs: [{ action: 'publish APIs', organization: organizationOf(key) }]
    };
}
