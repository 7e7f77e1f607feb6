import { gitEmail } from '../language-server/session/git-email.ts';
import { currentUser } from '../language-server/session/identity.ts';
import type { ProjectSession } from '../language-server/session/project-session.ts';
import type { Environment } from '../project/environment.ts';
import type { Person } from '../registration/roles.ts';
import { diagnosticsText } from './diagnostics.ts';
import { stop, type Stop } from './ending.ts';
import type { GlobalOptions } from './global-options.ts';
import { openWholly } from './open-wholly.ts';
import { checkPinnedGateways } from './secrets.ts';
import type { Shell } from './shell.ts';

export interface OpenProject { session: ProjectSession; environment: Environment }

/** The project and the environment to work with. An `apim.yaml` with errors is refused, since nobody knows what it was to say. */
export async function openProject(shell: Shell, options: GlobalOptions): Promise<OpenProject | Stop> {
    const session = await openWholly(shell, options);
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
