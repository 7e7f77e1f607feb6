import type { Fix, Problem } from '../features/fix.ts';
import { fixPlanNotLocked } from './plan-not-locked.ts';

/** Locks the plan that the contract is about. */
export function fixContractPlanUnlocked(problem: Problem): Fix[] {
    return fixPlanNotLocked(problem);
}
