import { planName } from '../../language/policy-chain.ts';
import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { writtenName } from '../features/written-name.ts';

/** Takes one of the plans that the API offers. */
export function fixContractPlanNotOffered(problem: Problem): Fix[] {
    const { api = '', plan = '' } = problem.diagnostic.data ?? {};
    const offered = [...new Set(problem.project.index.find('api', api)?.offers.map(offer => planName(offer.plan)))];
    const meant = offered.length === 1 ? offered[0] : nearestName(plan, offered);
    return offered.map(name => replace(problem, `Use plan '${name}'`, writtenName(name), name === meant));
}
