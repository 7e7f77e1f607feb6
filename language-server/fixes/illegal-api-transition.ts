import { t } from '@vscode/l10n';
import { keyOf } from '../../language/declarations.ts';
import { declarationAt, insertBefore, type Fix, type Problem } from '../features/fix.ts';

/** Writes the state that the API was registered with. */
export function fixIllegalApiTransition(problem: Problem): Fix[] {
    const api = declarationAt(problem);
    const state = api && problem.project.view.recorded('api', keyOf(api.declaration))?.state;
    return api && state ? insertBefore(api, t("Write '{0}' again", state), `${state} `) : [];
}
