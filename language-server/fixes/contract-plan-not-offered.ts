import { t } from '@vscode/l10n';
import { planName } from '../../language/policy-chain.ts';
import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { lockedPlans, offer } from '../features/offering.ts';
import { writtenName } from '../features/written-name.ts';

/** Takes one of the plans that the API offers, or offers the one that is named. The API is the provider's to change: that is proposed, and never preferred. */
export function fixContractPlanNotOffered(problem: Problem): Fix[] {
    const { api = '', plan = '' } = problem.diagnostic.data ?? {};
    const { index } = problem.project;
    const offered = [...new Set(index.find('api', api)?.offers.map(each => planName(each.plan)))];
    const meant = nearestName(plan, offered);
    return [
        ...offered.map(name => replace(problem, t("Use plan '{0}'", name), writtenName(name), name === meant)),
        ...lockedPlans(problem.project, api.slice(0, api.indexOf('/')), plan).flatMap(key => offer(problem.project, api, key))
    ];
}
