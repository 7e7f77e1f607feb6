import { statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { createLanguage, NeedsLangium } from '../language/project.ts';
import { disk } from '../language-server/session/disk.ts';
import { gitEmail } from '../language-server/session/git-email.ts';
import { currentUser } from '../language-server/session/identity.ts';
import { loadRecord } from '../language-server/session/recording.ts';
import { ProjectSession } from '../language-server/session/project-session.ts';
import { findProjectFolder } from '../project/discovery.ts';
import type { Environment } from '../project/environment.ts';
import { describeFailure } from '../registration/failure.ts';
import type { Person } from '../registration/roles.ts';
import { diagnosticsText } from './diagnostics.ts';
import { stop, type Stop } from './ending.ts';
import { checkPinnedGateways } from './secrets.ts';
import type { Shell } from './shell.ts';

/** What every command can be told. */
export interface GlobalOptions { project?: string; environment?: string }

/** Options of a command together with the global ones. */
export function optionsOf<T>(command: Command): T & GlobalOptions {
    return command.optsWithGlobals();
}

/** Path of the project's folder, with `/`: the nearest one with an `apim.yaml` from the current folder (or `-C`) upwards, else that folder itself. */
export async function projectFolderOf(shell: Shell, { project }: GlobalOptions): Promise<string | Stop> {
    const start = path.resolve(shell.folder, project ?? '.').replaceAll(path.sep, '/');
    if (!statSync(start, { throwIfNoEntry: false })?.isDirectory()) {
        return stop('usage', `There is no folder ${start}. Name the folder of a project with -C.`);
    }
    return await findProjectFolder(start, disk) ?? start;
}

/** The project, read from disk, with the values of the environment that was asked for. */
export async function openSession(shell: Shell, options: GlobalOptions, open = openWholly): Promise<ProjectSession | Stop> {
    const folder = await projectFolderOf(shell, options);
    if (typeof folder !== 'string') {
        return folder;
    }
    const session = await open(folder);
    if (session.unreadable.length > 0) {
        return stop('invalidSource', `${session.unreadable.join(', ')} cannot be read, so what is declared there would be missing. Correct the permissions, or exclude it in apim.yaml.`);
    }
    const hasProjectFile = statSync(`${folder}/apim.yaml`, { throwIfNoEntry: false }) !== undefined;
    if (session.project.files.size === 0 && !hasProjectFile) {
        return stop('usage', `There is no project in ${folder}: neither an apim.yaml nor an .apim file. Go to the folder of a project, or name it with -C.`);
    }
    if (session.project.files.size === 0) {
        shell.say(`The project ${folder} has no .apim file yet. Write one, for example shop.apim with: organization Shop { }`);
    }
    const environment = session.environment(options.environment);
    const record = environment.kind === 'environment' ? await loadRecord(session, environment.environment.name) : undefined;
    if (record?.ok === false) {
        shell.say(shell.colors.err.yellow(describeFailure(record.failure)));
    }
    if (options.environment !== undefined && session.environment(options.environment).kind === 'environment') {
        session.select(options.environment);
    }
    return session;
}

async function openWholly(folder: string): Promise<ProjectSession> {
    const { createApimServices } = await import('../language/apim-module.ts');
    return ProjectSession.open(folder, disk, createLanguage(createApimServices()));
}

/** Opens a project to be checked and nothing else: Langium is loaded only where a text has mistakes. */
export async function openToCheck(folder: string): Promise<ProjectSession> {
    try {
        return await ProjectSession.open(folder, disk, createLanguage());
    } catch (error) {
        if (error instanceof NeedsLangium) return openWholly(folder);
        throw error;
    }
}

export interface OpenProject { session: ProjectSession; environment: Environment }

/** The project and the environment to work with. An `apim.yaml` with errors is refused, since nobody knows what it was to say. */
export async function openProject(shell: Shell, options: GlobalOptions): Promise<OpenProject | Stop> {
    const session = await openSession(shell, options);
    if ('exit' in session) {
        return session;
    }
    const broken = session.diagnostics().find(({ uri }) => uri === session.projectFileUri)?.diagnostics.filter(({ severity }) => severity === 'error') ?? [];
    if (broken.length > 0) {
        const found = broken.map(diagnostic => ({ uri: session.projectFileUri, diagnostic }));
        return stop('invalidSource', `${diagnosticsText(session, found, shell.colors.err)}\nNothing was done: correct apim.yaml first.`);
    }
    const found = session.environment(options.environment);
    return found.kind === 'unknown' ? stop('usage', found.message) : { session, environment: found.environment };
}

/** The same for a command that asks a gateway, whatever is wrong with the source: gateways that a pipeline does not allow are refused. */
export async function openPinnedProject(shell: Shell, options: GlobalOptions): Promise<OpenProject | Stop> {
    const project = await openProject(shell, options);
    return 'exit' in project ? project : checkPinnedGateways(project.environment, shell) ?? project;
}

/** Refuses a source that cannot be compiled, and says what is wrong with it. */
export function refuseErrors({ session, environment }: OpenProject, { colors }: Shell): Stop | undefined {
    const errors = session.errors(environment);
    return errors.length === 0 ? undefined : stop('invalidSource',
        `${diagnosticsText(session, errors, colors.err)}\nNothing was done: ${errors.length === 1 ? 'correct this error' : `correct these ${errors.length} errors`} first.`);
}

/** Who acts, and says so. */
export async function personOf({ session }: OpenProject, shell: Shell): Promise<Person> {
    const user = await currentUser(undefined, shell.environment, () => gitEmail(session.folder));
    shell.say(shell.colors.err.dim(user === undefined ? 'as nobody (say who you are with APIM_USER or git\'s user.email)' : `as ${user}`));
    return { user, admins: session.parsed.file.admins };
}
