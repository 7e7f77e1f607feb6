import type { LifecycleChange, LifecycleWish } from '../language-server/lifecycle/change.ts';
import { gatewayOnlyChange } from '../language-server/lifecycle/gateway-only.ts';
import { lifecycleChange } from '../language-server/lifecycle/lifecycle.ts';
import { textsAfter } from '../language-server/lifecycle/standing.ts';
import type { ProjectSession } from '../language-server/session/project-session.ts';
import { editedSession, errorsAgainst } from '../language-server/session/edited-session.ts';
import { preview, type RegistrationContext } from '../language-server/session/registering.ts';
import type { Preview } from '../registration/preview.ts';
import { mayDo } from '../registration/roles.ts';
import { realWorld } from '../registration/world.ts';
import { askConfirmation, confirmationOf } from './confirmation.ts';
import { counted, diagnosticsText } from './diagnostics.ts';
import { exitCodes, stop, stopFor, type Ending, type Stop } from './ending.ts';
import { carryOut, objectionTo, untouched, workAsJson } from './lifecycle-steps.ts';
import { changeLines, diffOf, otherEnvironments, paintedDiff } from './lifecycle-text.ts';
import { openProject, personOf, type OpenProject } from './open-project.ts';
import { planText } from './plan-text.ts';
import { showPlan, type RegistrationOptions } from './registration.ts';
import { checkPinnedGateways, secretSource } from './secrets.ts';
import type { Shell } from './shell.ts';
import { sourceChanges, type SourceChange } from './source-files.ts';

/** What the commands that publish, retire, delete and make versions can be told. */
export interface LifecycleOptions extends RegistrationOptions { dryRun: boolean; gatewayOnly: boolean; adopt: boolean; kind?: LifecycleWish['kind']; keepKey?: string; withContracts?: boolean }

/** A change that everybody agreed to, and all that it takes to carry it out. */
export interface Work {
    shell: Shell;
    options: LifecycleOptions;
    project: OpenProject;
    change: LifecycleChange;
    /** What is written; empty where the source stays as it is. */
    files: readonly SourceChange[];
    diffs: readonly string[];
    context: RegistrationContext;
    /** What the gateways are told; undefined where they never hear of it. */
    found: Preview | undefined;
}

/** Shows what an action does to the source and to the gateway, asks once, and does it. Until then nothing is written anywhere. */
export async function runLifecycle(shell: Shell, options: LifecycleOptions, wish: Omit<LifecycleWish, 'kind' | 'withContracts'>): Promise<Ending> {
    const project = await openProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const { session, environment } = project;
    const wanted: LifecycleWish = { ...wish, kind: options.kind, withContracts: options.withContracts };
    const change = options.gatewayOnly ? gatewayOnlyChange(session.project, wanted) : lifecycleChange(session.project, wanted);
    if (change.kind === 'refusal') {
        return stop(change.reason === 'usage' ? 'usage' : 'refused', change.reason === 'usage' ? change.message : `Nothing was changed: ${change.message}`);
    }
    const person = await personOf(project, shell);
    const organizations = session.declarations('organization', environment);
    const forbidden = change.needs.map(({ action, organization }) => mayDo(action, organization, organizations, person)).find(allowed => !allowed.ok);
    if (forbidden && !forbidden.ok) {
        return stopFor(forbidden.failure);
    }
    const edited = await editedSession(session, change.edits, environment.name);
    const atGateway = change.withdrawal ? await editedSession(session, change.withdrawal, environment.name) : edited;
    const entities = change.registers.filter(element => atGateway.declares(environment, element)).map(({ kind, key }) => `${kind}:${key}`);
    const confirmation = options.dryRun ? 'given' : confirmationOf({ ...environment, protected: environment.protected && entities.length > 0 }, options, shell, '--dry-run');
    const refused = refuseEdited(options.gatewayOnly ? session : edited, project, entities.length > 0, shell) ?? checkPinnedGateways(environment, shell) ?? (typeof confirmation === 'string' ? undefined : confirmation);
    if (refused) {
        return refused;
    }
    const files = options.gatewayOnly ? [] : sourceChanges(session, textsAfter(session.project, change.edits));
    const diffs = files.map(file => diffOf(session, edited, file));
    const elsewhere = change.registers.length > 0 && entities.length === 0 ? [`It is not part of the environment '${environment.name}': no gateway hears of it.`] : [];
    const shows = options.dryRun && options.format === 'text' ? (text: string) => shell.print(`${text}\n`) : (text: string) => shell.say(text);
    const colors = options.dryRun ? shell.colors.out : shell.colors.err;
    shows([...diffs.map(diff => `${paintedDiff(diff, colors)}\n`), ...changeLines(change, [...elsewhere, ...await otherEnvironments(session, environment, change)], colors)].join('\n'));
    const world = realWorld();
    const signal = shell.interruptible(() => 'It took too long to end. Look with git diff and apim plan what was done.');
    try {
        const secrets = await secretSource(shell, { stdin: options.secretsStdin, askParameters: !options.dryRun });
        const context = { session: atGateway, environment, person, world, signal, secrets };
        const found = entities.length > 0 ? await preview(context, { entities, options: { adopt: options.adopt } }) : undefined;
        if (found && !found.ok) {
            return untouched(found.failure);
        }
        const work: Work = { shell, options, project, change, files, diffs, context, found: found?.value };
        return options.dryRun ? dryRun(work, shows) : objectionTo(work) ?? await agreed(work, confirmation === 'ask', signal) ?? await carryOut(work);
    } finally {
        await world.close();
    }
}

function dryRun(work: Work, shows: (text: string) => void): Ending {
    const { shell, options, found } = work;
    if (options.format === 'json') {
        shell.print(workAsJson(work, { written: false }));
    } else if (found && found.plan.operations.length > 0) {
        shows(`\n${planText(found.plan, shell.colors.out)}`);
    }
    if (found) {
        showPlan(shell, found.plan, false);
    }
    shell.say('Nothing was changed.');
    return exitCodes.done;
}

/** Shows what the gateway is told, and asks for all of it. */
async function agreed({ shell, project: { environment }, files, found }: Work, asks: boolean, signal: AbortSignal): Promise<Stop | undefined> {
    if (found) {
        showPlan(shell, found.plan, true);
    }
    const operations = found?.plan.operations.length ?? 0;
    const what = [...(files.length > 0 ? [`an edit of ${counted(files.length, 'file')}`] : []), ...(operations > 0 ? [counted(operations, 'change')] : [])].join(' and ');
    const declined = asks && what !== '' ? await askConfirmation({ ...environment, protected: environment.protected && found !== undefined }, what, signal) : undefined;
    return declined ?? (signal.aborted ? untouched({ kind: 'cancelled' }) : undefined);
}

/** The project's own rules judge the source as it would be. */
function refuseEdited(edited: ProjectSession, { session, environment }: OpenProject, registers: boolean, { colors }: Shell): Stop | undefined {
    const errors = errorsAgainst(registers, session, edited, environment);
    return errors.length === 0 ? undefined : stop('invalidSource',
        `${diagnosticsText(edited, errors, colors.err)}\nNothing was changed: with this edit the source would have ${errors.length === 1 ? 'this error' : `these ${errors.length} errors`}. Correct ${errors.length === 1 ? 'it' : 'them'} first.`);
}
