import { existsSync } from 'node:fs';
import type { RegistrationRecord } from '../language/record.ts';
import type { Language } from '../language/project.ts';
import { recallRecord } from '../language-server/session/known-record.ts';
import { ProjectSession } from '../language-server/session/project-session.ts';
import { childPath, type FileSystem } from '../project/file-system.ts';
import { describeFailure, type Result } from '../registration/failure.ts';
import { recordFileName } from '../registration/record-text.ts';
import { stop, type Stop } from './ending.ts';
import { projectFolderOf, type GlobalOptions } from './global-options.ts';
import type { Shell } from './shell.ts';

/** The project, read from disk, with the values of the environment that was asked for. Without Langium, `language` reads only what has no mistakes of form. */
export async function openSession(shell: Shell, options: GlobalOptions, files: FileSystem, language: Language): Promise<ProjectSession | Stop> {
    const folder = await projectFolderOf(shell, options, files);
    if (typeof folder !== 'string') {
        return folder;
    }
    const session = await ProjectSession.open(folder, files, language);
    if (session.gap !== undefined) {
        return stop('invalidSource', session.gap);
    }
    if (session.project.files.size === 0 && !existsSync(`${folder}/apim.yaml`)) {
        return stop('usage', `There is no project in ${folder}: neither an apim.yaml nor an .apim file. Go to the folder of a project, or name it with -C.`);
    }
    if (session.project.files.size === 0) {
        shell.say(`The project ${folder} has no .apim file yet. Write one, for example shop.apim with: organization Shop { }`);
    }
    const environment = session.environment(options.environment);
    const record = environment.kind === 'environment' ? await recordOf(session, environment.environment.name) : undefined;
    if (record?.ok === false) {
        shell.say(shell.colors.err.yellow(describeFailure(record.failure)));
    }
    if (options.environment !== undefined && session.environment(options.environment).kind === 'environment') {
        session.select(options.environment);
    }
    return session;
}

/** Makes the record of an environment known to the rules; what is wrong with it is said by those who read records, where there is one. */
async function recordOf(session: ProjectSession, environment: string): Promise<Result<RegistrationRecord | undefined>> {
    const path = childPath(session.folder, recordFileName(environment));
    if (!await session.files.exists?.(path) || await session.files.readFile(path) !== undefined) return recallRecord(session, environment);
    const { loadRecord } = await import('../language-server/session/recording.ts');
    return loadRecord(session, environment);
}

