import { declarationAt, insertBefore, type Fix, type Problem } from '../features/fix.ts';

/** Locks the plan again. */
export function fixPlanUnlock(problem: Problem): Fix[] {
    const plan = declarationAt(problem);
    return plan?.declaration.kind === 'plan' ? insertBefore(plan, `Lock plan '${plan.declaration.name}' ${plan.declaration.version} again`, 'locked ') : [];
}
