import { t } from '@vscode/l10n';
import { organizationOf } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { refuse, type LifecycleChange, type LifecycleRefusal } from './change.ts';
import { affectedBy, contractsWith, elementOf, type Declared } from './element.ts';
import { editAt } from './standing.ts';

/** `api` → `published api`. Who may call it stays as it is written. */
export function publishApi(project: Project, api: Declared<'api'>): LifecycleChange | LifecycleRefusal {
    const { key, declaration: { state, access }, entry, node } = api;
    if (state === 'published') return refuse(t('{0} is published already. What was changed since is brought to the gateway with: apim register {0}', key));
    if (state === 'retired') return refuse(t('{0} is retired, and a retired API cannot be published again. Make a new version of it: apim new-version {0} VERSION', key));
    const start = node.$cstNode?.offset ?? 0;
    const contracts = contractsWith(project, key, { retired: false }).map(({ client, plan }) => ({ client: client.key, api: key, plan }));
    return {
        kind: 'change', action: 'publish', element: elementOf(api), edits: [editAt(project, entry.uri, start, start, 'published ')], cuts: [],
        summary: access === 'public' ? t('{0} becomes a published public API.', key) : t('{0} becomes a published private API.', key),
        notes: [t('That it was published cannot be taken back: from then on it can be changed or retired.')],
        affected: affectedBy(contracts), registers: [elementOf(api)], needs: [{ action: 'publish APIs', organization: organizationOf(key) }]
    };
}
