import type { Environment } from '../../project/environment.ts';
import { errorsAgainst } from '../session/edited-session.ts';
import type { ProjectSession } from '../session/project-session.ts';
import type { Draft, DraftField, DraftSoFar } from './draft.ts';
import { problemsIn, unwritable, type DraftProblem } from './problems.ts';
import { proposed } from './proposal.ts';
import { writeDraft, type Written } from './write.ts';

export interface Judged { draft: Draft; problems: DraftProblem[]; written?: Written }

/**
 * Writes what was chosen so far, and says what the rules of the project make of it. While somebody types, `field` is judged alone, by the files
 * that it has to do with; at the end the whole project is, as it would be in an environment: no error may come of it anywhere.
 */
export function judged(session: ProjectSession, soFar: DraftSoFar, wish: { field: DraftField } | { environment: Environment }): Judged {
    const draft = proposed(session.project, soFar);
    const refused = unwritable(session.project, draft);
    const written = refused ?? writeDraft(session, draft);
    if (written.kind === 'unwritable') {
        return { draft, problems: 'field' in wish && wish.field !== written.field ? [] : [{ field: written.field, severity: 'error', message: written.message, code: 'unwritable' }] };
    }
    const problems = problemsIn(written, draft);
    if ('field' in wish) return { draft, written, problems: problems.filter(({ field, severity }) => field === wish.field && (severity === 'error' || field !== 'name')) };
    const elsewhere = errorsAgainst(false, session, session.with(written.texts), wish.environment)
        .filter(({ diagnostic: { message } }) => problems.every(problem => problem.message !== message))
        .map(({ uri, diagnostic: { severity, message, range, code } }): DraftProblem => ({ field: 'name', severity, message: `${session.relative(uri)}:${range.start.line + 1} ${message}`, code }));
    return { draft, written, problems: [...problems, ...elsewhere] };
}
