import { keyOf } from '../../language/declarations.ts';
import { declarationAt, type Fix, type Problem } from '../features/fix.ts';
import { lockedPlans, offer } from '../features/offering.ts';

/** Offers one of the locked plans of the organization. */
export function fixPrivateWithoutPlan(problem: Problem): Fix[] {
    const entry = declarationAt(problem);
    if (!entry) return [];
    const api = keyOf(entry.declaration);
    const plans = lockedPlans(problem.project, api.slice(0, api.indexOf('/')));
    return plans.flatMap(plan => offer(problem.project, api, plan));
}
