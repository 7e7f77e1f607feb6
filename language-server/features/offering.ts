import { t } from '@vscode/l10n';
import type { Project } from '../../language/project.ts';
import { insertInto } from '../lifecycle/insertion.ts';
import type { Fix } from './fix.ts';
import { writtenKey } from './written-name.ts';

/** More are not proposed: somebody who has so many writes faster than they choose. */
const most = 5;

/** Offers a plan through an API, in the file of the API. */
export function offer(project: Project, key: string, plan: string): Fix[] {
    const [api] = project.index.entries('api', key);
    if (api?.node?.$type !== 'Api') return [];
    const { organization } = api.declaration;
    const written = writtenKey(plan, organization);
    return [{ title: t('Offer {0} through {1}', written, key), edits: [insertInto(project, api.uri, api.node, `offers ${written}`)] }];
}

/** The locked plans of an organization by name; `name` for those of one name only. */
export function lockedPlans(project: Project, organization: string, name?: string): string[] {
    const start = `${organization}/${name === undefined ? '' : `${name}@`}`;
    return [...project.index.keys('plan')].filter(key => key.startsWith(start) && project.index.find('plan', key)?.locked).sort().slice(0, most);
}

/** The APIs of the organization of a plan that may come to offer it: those that are not retired, public or offering it already. */
export function apisWithout(project: Project, plan: string): string[] {
    const organization = plan.slice(0, plan.indexOf('/'));
    return [...project.index.keys('api')].filter(key => key.startsWith(`${organization}/`)).filter(key => {
        const api = project.index.find('api', key);
        return api && api.state !== 'retired' && api.access === 'private' && api.offers.every(each => each.plan !== plan);
    }).sort().slice(0, most);
}
