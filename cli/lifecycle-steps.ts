import path from 'node:path';
import { restoreDocumentOf } from '../language-server/lifecycle/restore-document.ts';
import { forget } from '../language-server/session/recording.ts';
import { mayRegister, register } from '../language-server/session/registering.ts';
import { keepRestoreDocument, removeRestoreFile } from '../language-server/session/restore-files.ts';
import { exitCodeOfOutcome } from '../registration/apply.ts';
import { describeFailure, exitCodeOf, type Failure } from '../registration/failure.ts';
import { readKeyFile, writeKeyFile } from '../registration/key-file.ts';
import { planAsJson, type OperationResult, type RegistrationOutcome } from '../registration/operation.ts';
import { counted } from './diagnostics.ts';
import { exitCodes, stop, stopFor, type Ending, type Stop } from './ending.ts';
import type { Work } from './lifecycle.ts';
import { resultText } from './plan-text.ts';
import { progress } from './registration.ts';
import { writeSources } from './source-files.ts';

/** Why nothing was begun. */
export function untouched(failure: Failure): Stop {
    const { exit, message } = stopFor(failure);
    return { exit, message: message.startsWith('Nothing was changed') ? message : followed(message, 'The source was left as it is.') };
}

/** A sentence behind another one; behind a command, which has no full stop, on a line of its own. */
function followed(message: string, sentence: string): string {
    return `${message}${/[.!?)]$/.test(message) ? ' ' : '\n'}${sentence}`;
}

/** What the registration would be refused for, known before the source is written. */
export function objectionTo({ options, change, context, found }: Work): Stop | undefined {
    if (options.keepKey !== undefined && !change.losesKey) {
        return stop('usage', `${change.element.key} loses no API key by this: --keep-key is for clients that are retired or deleted.`);
    }
    if (!found) {
        return undefined;
    }
    const { plan } = found;
    const allowed = mayRegister(context, plan);
    const strangers = [...new Set(plan.skipped.filter(({ reason }) => reason === 'not-ours').map(({ entity }) => entity))];
    const failure: Failure | undefined = !allowed.ok ? allowed.failure
        : plan.missingSecrets.length > 0 ? { kind: 'secrets-missing', secrets: plan.missingSecrets }
            : plan.lostKeys.length > 0 ? { kind: 'keys-lost', clients: plan.lostKeys.map(({ client }) => client), environment: plan.environment }
                : strangers.length > 0 ? { kind: 'not-ours', entities: strangers } : undefined;
    return failure && untouched(failure);
}

/** What came of it, for the report. */
interface Done { outcome?: RegistrationOutcome; failure?: Failure; stop?: Stop; keyFile?: string; restoreFile?: string; written: boolean }

/**
 * Writes the source, then registers exactly what changed. What is deleted leaves the gateway first: as long as it stands there, the source
 * that says how to take it away has to be there too.
 */
export async function carryOut(work: Work): Promise<Ending> {
    const kept = await keepKey(work);
    if (typeof kept === 'object') {
        return kept;
    }
    const done: Done = { written: false, ...(kept === undefined ? {} : { keyFile: kept }) };
    const steps = [...(work.change.withdrawal ? [tellGateways, writeSource] : [writeSource, tellGateways]), ...(work.change.forgets ? [forgetInRecord] : [])];
    for (const step of steps) {
        await step(work, done);
        if (endOf(done) !== exitCodes.done) {
            break;
        }
    }
    report(work, done);
    return done.stop ?? endOf(done);
}

async function tellGateways({ shell, context, found }: Work, done: Done): Promise<void> {
    // Where the record knows of it, it has to be told as well that nothing is left to do.
    if (!found || (found.plan.operations.length === 0 && found.plan.comparison === 'two-way')) {
        return;
    }
    const registered = await register(context, found, {
        onWait: pid => shell.say(`Waiting for another registration in '${context.environment.name}' (process ${pid}) …`),
        onProgress: result => progress(shell, result, found.plan)
    });
    if (registered.ok) done.outcome = registered.value;
    else done.failure = registered.failure;
}

async function writeSource({ project: { session }, change, files, context: { world } }: Work, done: Done): Promise<void> {
    if (files.length === 0) {
        return;
    }
    const removed = restoreDocumentOf(session.project, change, new Date(world.today()).toISOString(), uri => session.relative(uri));
    const kept = removed && await keepRestoreDocument(session.folder, removed);
    if (kept && !kept.ok) {
        done.failure = kept.failure;
        return;
    }
    const refused = await writeSources(session, files);
    if (!refused) {
        done.written = true;
        if (kept) done.restoreFile = path.relative(session.folder, kept.value);
        return;
    }
    done.stop = refused;
    if (kept) await removeRestoreFile(kept.value);
}

async function forgetInRecord({ project: { session, environment }, change: { element } }: Work, done: Done): Promise<void> {
    const forgotten = await forget(session, environment.name, element);
    if (!forgotten.ok) done.failure = forgotten.failure;
}

/** Reads the key while the gateway still has it; answers with the file where one was written. */
async function keepKey({ shell, options, change: { element: { key } }, found }: Work): Promise<string | Stop | undefined> {
    if (options.keepKey === undefined) {
        return undefined;
    }
    const held = found?.snapshots.map(({ clients }) => clients.get(key)?.key).find(value => value !== undefined);
    if (!held) {
        shell.say(`${key} has no API key at the gateway: there is none to keep.`);
        return undefined;
    }
    const file = path.resolve(shell.folder, options.keepKey);
    const keys = await readKeyFile(file, { orEmpty: true });
    const written = keys.ok ? await writeKeyFile(file, new Map([...keys.value, [key, held]])) : keys;
    return written.ok ? options.keepKey : untouched(written.failure);
}

/** `--format json`: what would be done, or was; `written` says whether the source was. */
export function workAsJson({ change: { action, element, summary, notes, affected }, project: { session, environment }, files, diffs, found }: Work, done: Done): string {
    const edits = files.map(({ uri }, index) => ({ file: session.relative(uri), diff: diffs[index] }));
    return `${JSON.stringify({
        action, ...element, environment: environment.name, summary, notes, affected, edits, written: done.written,
        ...(done.restoreFile === undefined ? {} : { restore: done.restoreFile }), ...(done.keyFile === undefined ? {} : { keyFile: done.keyFile }),
        ...(found ? { registration: planAsJson(found.plan, done.outcome?.operations, uri => session.relative(uri)) } : {})
    }, undefined, 2)}\n`;
}

function endOf({ outcome, failure, stop: refused }: Done): number {
    return refused?.exit ?? (failure ? exitCodeOf(failure) : outcome ? exitCodeOfOutcome(outcome) : exitCodes.done);
}

function report(work: Work, done: Done): void {
    const { shell, options, project: { session }, change: { element }, files } = work;
    const { out, err } = shell.colors;
    const operations: readonly OperationResult[] = done.outcome?.operations ?? [];
    if (options.format === 'json') {
        shell.print(workAsJson(work, done));
    } else {
        const lines = [...(done.written ? files.map(({ uri }) => `${out.green('✓ edited')}   ${session.relative(uri)}`) : []), ...operations.map(result => resultText(result, operations, out))];
        if (lines.length > 0) shell.print(`${lines.join('\n')}\n`);
    }
    const failed = done.failure ? describeFailure(done.failure) : done.outcome?.failure ? done.outcome.summary : undefined;
    if (failed !== undefined) {
        shell.say(err.red(followed(failed, done.written ? `The source stays edited; what is left is done by: apim register ${element.key}` : 'The source was left as it is: run the command again once that is put right.')));
    } else if (!done.stop) {
        const inForce = operations.length === 0 ? undefined : `${counted(operations.length, 'change')} ${operations.length === 1 ? 'is' : 'are'} in force at the gateway`;
        const parts = [...(done.written ? ['the source is edited'] : []), ...(inForce === undefined ? [] : [inForce])];
        shell.say(err.green(`Done: ${parts.length === 0 ? 'the gateway was as it should be already' : parts.join(', and ')}.`));
    }
    if (done.keyFile !== undefined) shell.say(`The API key of ${element.key} is kept in ${done.keyFile}. Keep it safe: whoever holds it can call as that client.`);
    if (done.restoreFile !== undefined) shell.say(`To undo it: apim restore (what was removed is in ${done.restoreFile})`);
}
