import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedApi, RecordedClient } from '../language/record.ts';
import { fail, succeed, type Result } from './failure.ts';
import { writeOutputFile } from './output-file.ts';
import { codeOf, projectFolder } from './project-folder.ts';

/** What the record is to say of something once a run has done its work; without `recorded` nothing any more. Holds no secret. */
export type Intent = { kind: 'api'; key: string; recorded?: RecordedApi } | { kind: 'client'; key: string; recorded?: RecordedClient };

/**
 * What a run is about to do, on disk before its first write and gone once the record is written. Found by a later run it says that
 * one did not come to its end, and which differences at the gateway are ours.
 */
export interface Journal { begun: string; intents: Intent[] }

export async function readJournal(project: string, environment: string): Promise<Journal | undefined> {
    try {
        const journal = JSON.parse(await readFile(pathOf(project, environment), 'utf8')) as Partial<Journal>;
        return typeof journal.begun === 'string' && Array.isArray(journal.intents) ? { begun: journal.begun, intents: journal.intents } : undefined;
    } catch {
        // It is ours alone and written in one step: what cannot be read was never finished, so nothing had begun.
        return undefined;
    }
}

export async function writeJournal(project: string, environment: string, journal: Journal): Promise<Result<void>> {
    const folder = await projectFolder(project, 'journal');
    return folder.ok ? writeOutputFile(pathOf(project, environment), `${JSON.stringify(journal)}\n`, { secret: true }) : folder;
}

export async function removeJournal(project: string, environment: string): Promise<Result<void>> {
    try {
        await rm(pathOf(project, environment), { force: true });
        return succeed(undefined);
    } catch (error) {
        return fail({ kind: 'disk', path: pathOf(project, environment), code: codeOf(error) });
    }
}

function pathOf(project: string, environment: string): string {
    return join(project, '.apim', 'journal', `${encodeURIComponent(environment)}.json`);
}
