import { keyOf } from '../../language/declarations.ts';
import { declarationAt, type Fix, type Problem } from '../features/fix.ts';
import { apisWithout, offer } from '../features/offering.ts';

/** Offers the plan through one of the private APIs of its organization. */
export function fixUnusedPlan(problem: Problem): Fix[] {
    const entry = declarationAt(problem);
    if (!entry) return [];
    const plan = keyOf(entry.declaration);
    return apisWithout(problem.project, plan).flatMap(api => offer(problem.project, api, plan));
}
