import { recorder } from '../../compiler/recorder.ts';
import { emptyRecord, type RegistrationRecord } from '../../language/record.ts';
import { childPath } from '../../project/file-system.ts';
import { succeed, type Result } from '../../registration/failure.ts';
import { parseRecord, recordFileName } from '../../registration/record-text.ts';
import type { ProjectSession } from './project-session.ts';

/** Makes the record of an environment known to the project's rules; one that cannot be used says nothing. */
export function takeRecord(session: ProjectSession, environment: string, record: Result<RegistrationRecord | undefined>): void {
    const value = (record.ok ? record.value : undefined) ?? emptyRecord(environment);
    // To compare it with what is known already takes as long as it is large.
    if (value === taken.get(session)) return;
    taken.set(session, value);
    session.project.setRecord(value, recorder);
}

const taken = new WeakMap<ProjectSession, RegistrationRecord>();

/** The record of an environment as the project's files have it; `undefined` where there is none. */
export async function knownRecord(session: ProjectSession, environment: string): Promise<Result<RegistrationRecord | undefined>> {
    const { folder, files } = session;
    const path = childPath(folder, recordFileName(environment));
    const text = await files.readFile(path);
    if (text === undefined) return succeed(undefined);
    return parsedOnce(session)(text, environment, path);
}

/** `parseRecord` for a session: the same text is the same record, which nobody has to compare with itself. */
export function parsedOnce(session: ProjectSession): typeof parseRecord {
    return (text, environment, path) => {
        const known = read.get(session)?.get(environment);
        if (known?.text === text) return known.record;
        const record = parseRecord(text, environment, path);
        read.set(session, (read.get(session) ?? new Map<string, ReadRecord>()).set(environment, { text, record }));
        return record;
    };
}

/** What was read last, by environment: it is asked for with each look at the project, and written with a registration only. */
const read = new WeakMap<ProjectSession, Map<string, ReadRecord>>();
interface ReadRecord { text: string; record: Result<RegistrationRecord> }

/** Reads the record of an environment and makes it known to the project's rules. */
export async function recallRecord(session: ProjectSession, environment: string): Promise<Result<RegistrationRecord | undefined>> {
    const record = await knownRecord(session, environment);
    takeRecord(session, environment, record);
    return record;
}

/**
 * What is known of the environment that is worked in without asking anybody: its record, and where its local gateway serves calls. A record that cannot
 * be used says nothing, until a registration names what is wrong with it.
 */
export async function recallActiveEnvironment(session: ProjectSession): Promise<void> {
    const active = session.environment();
    if (active.kind !== 'environment') return;
    await recallRecord(session, active.environment.name);
    const address = active.environment.gateways.includes('local') ? await session.files.localGateway?.(session.folder) : undefined;
    session.project.view.setPublicUrls(address === undefined ? [] : [address]);
}
