import { planName } from '../../language/policy-chain.ts';
import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { writtenKey, writtenName } from '../features/written-name.ts';
import { insertInto } from '../lifecycle/insertion.ts';

/** Takes one of the plans that the API offers, or offers the one that is named. */
export function fixContractPlanNotOffered(problem: Problem): Fix[] {
    const { api = '', plan = '' } = problem.diagnostic.data ?? {};
    const offered = [...new Set(problem.project.index.find('api', api)?.offers.map(offer => planName(offer.plan)))];
    const meant = offered.length === 1 ? offered[0] : nearestName(plan, offered);
    return [...offered.map(name => replace(problem, `Use plan '${name}'`, writtenName(name), name === meant)), ...offering(problem, api, plan)];
}

/** The API is the provider's to change: it is proposed, and never preferred. */
function offering({ project }: Problem, api: string, plan: string): Fix[] {
    const [entry] = project.index.entries('api', api);
    const node = entry?.node;
    if (!entry || node?.$type !== 'Api') return [];
    const { organization } = entry.declaration;
    const locked = [...project.index.keys('plan')].filter(key => key.startsWith(`${organization}/`) && planName(key) === plan && project.index.find('plan', key)?.locked).sort();
    return locked.slice(-3).map(key => ({
        title: `Offer ${writtenKey(key, organization)} through ${api}`, edits: [insertInto(project, entry.uri, node, `offers ${writtenKey(key, organization)}`)]
    }));
}
