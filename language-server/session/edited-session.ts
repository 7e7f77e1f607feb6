import type { Environment } from '../../project/environment.ts';
import type { Edit } from '../features/fix.ts';
import { textsAfter } from '../lifecycle/standing.ts';
import { recallRecord } from './known-record.ts';
import type { ProjectSession } from './project-session.ts';

/** The project as it would be with edits, judged by the record as well. */
export async function editedSession(session: ProjectSession, edits: readonly Edit[], environment: string): Promise<ProjectSession> {
    const edited = session.with(textsAfter(session.project, edits));
    await recallRecord(edited, environment);
    return edited;
}

/** Errors that keep a change from being made: all of them where something is to be registered, else those that it brings. */
export function errorsAgainst(registers: boolean, session: ProjectSession, edited: ProjectSession, environment: Environment): ReturnType<ProjectSession['errors']> {
    const named = ({ uri, diagnostic: { code, message } }: ReturnType<ProjectSession['errors']>[number]) => JSON.stringify([uri, code, message]);
    const before = new Set(registers ? [] : session.errors(environment).map(named));
    return edited.errors(environment).filter(error => !before.has(named(error)));
}
