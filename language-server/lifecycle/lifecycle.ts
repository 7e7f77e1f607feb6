import type { Project } from '../../language/project.ts';
import type { ElementKind, LifecycleAction, LifecycleChange, LifecycleRefusal, LifecycleWish } from './change.ts';
import { deleteApi } from './delete-api.ts';
import { deleteClient } from './delete-client.ts';
import { deletePlan } from './delete-plan.ts';
import { findElement } from './element.ts';
import { newVersion } from './new-version.ts';
import { publishApi } from './publish-api.ts';
import { retireApi } from './retire-api.ts';
import { retireClient } from './retire-client.ts';

/** The kinds of elements that an action is done to. */
export const kindsOf: Record<LifecycleAction, readonly ElementKind[]> = {
    'publish': ['api'], 'retire': ['api', 'client'], 'delete': ['plan', 'api', 'client'], 'new-version': ['plan', 'api', 'client']
};

/** What an action would change in the source, or why it is not done. Looks at the source only: at no file, and at no gateway. */
export function lifecycleChange(project: Project, wish: LifecycleWish): LifecycleChange | LifecycleRefusal {
    const element = findElement(project, wish.entity.replaceAll('`', ''), kindsOf[wish.action], wish.kind);
    if (element.kind === 'refusal') return element;
    if (wish.action === 'new-version') return newVersion(project, element, wish.version);
    if (element.kind === 'plan') return deletePlan(project, element);
    if (element.kind === 'client') return wish.action === 'retire' ? retireClient(project, element) : deleteClient(project, element);
    switch (wish.action) {
        case 'publish': return publishApi(project, element);
        case 'retire': return retireApi(project, element, wish.withContracts === true);
        case 'delete': return deleteApi(project, element);
    }
}
