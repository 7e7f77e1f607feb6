import type { ProjectView } from '../project-view.ts';
import type { BlankValues } from '../report.ts';

type Undeclared = 'locked-plan-removed' | 'delete-registered-client';

/** What was registered in an organization and is declared no more. Neither a plan nor a client can just disappear. */
export function reportUndeclared(organization: string, view: ProjectView, accept: <R extends Undeclared>(rule: R, blanks: BlankValues<R>, key: string) => void): void {
    for (const key of view.recordedIn('plan', organization)) {
        if (!view.index.declares('plan', key) && !view.recordIsRebuilt) accept('locked-plan-removed', { p: key }, key);
    }
    for (const key of view.recordedIn('client', organization)) {
        if (!view.index.declares('client', key) && view.recorded('client', key)?.state === 'registered') accept('delete-registered-client', { c: key }, key);
    }
}
