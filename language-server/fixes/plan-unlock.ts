import { t } from '@vscode/l10n';
import { declarationAt, insertBefore, type Fix, type Problem } from '../features/fix.ts';

/** Locks the plan again. */
export function fixPlanUnlock(problem: Problem): Fix[] {
    const plan = declarationAt(problem);
    return plan?.declaration.kind === 'plan' ? insertBefore(plan, t("Lock plan '{0}' {1} again", plan.declaration.name, plan.declaration.version), 'locked ') : [];
}
