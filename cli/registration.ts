import { preview, register } from '../language-server/session/registering.ts';
import { exitCodeOfOutcome } from '../registration/apply.ts';
import { planAsJson, type OperationResult, type RegistrationOutcome, type RegistrationPlan } from '../registration/operation.ts';
import type { RegistrationWish } from '../registration/preview.ts';
import type { SmokeResult } from '../registration/smoke.ts';
import { realWorld } from '../registration/world.ts';
import { askConfirmation, confirmationOf } from './confirmation.ts';
import { counted } from './diagnostics.ts';
import { exitCodes, stop, stopFor, type Ending, type Stop } from './ending.ts';
import type { GlobalOptions } from './global-options.ts';
import { openProject, personOf, refuseErrors } from './open-project.ts';
import { isReviewed, type ReviewedPlan } from './plan-file.ts';
import { planNotes, planText, resultText } from './plan-text.ts';
import { fileInRepository } from './reports/findings.ts';
import { annotation } from './reports/github.ts';
import { outcomeAsMarkdown } from './reports/markdown.ts';
import { checkPinnedGateways, secretSource, withPinnedAddresses } from './secrets.ts';
import type { Shell } from './shell.ts';
import { callOnce, sayCalls } from './smoke.ts';

/** How what was done is printed. */
export const registrationFormats = ['text', 'json', 'github', 'markdown'] as const;

/** What every command that registers can be told. */
export interface RegistrationOptions extends GlobalOptions { format: (typeof registrationFormats)[number]; yes: boolean; confirm?: string; secretsStdin: boolean; smoke?: boolean }

export interface Registration {
    wish: RegistrationWish;
    /** Carried out is this plan, or nothing. */
    reviewed?: ReviewedPlan | undefined;
    /** Looks at the plan before anybody is asked, and may say more about it or object. */
    review?: (plan: RegistrationPlan) => Stop | undefined;
}

/** Opens the project, compares, shows the plan, asks, registers and reports: the way from a command to the gateway. */
export async function runRegistration(shell: Shell, options: RegistrationOptions, { wish, reviewed, review }: Registration): Promise<Ending> {
    const project = await openProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const environment = withPinnedAddresses(project.environment, shell);
    if (reviewed && reviewed.environment !== environment.name) {
        return stop('refused', `Nothing was changed: the plan is for '${reviewed.environment}', not for '${environment.name}'. Name one of them only.`);
    }
    const confirmation = confirmationOf(environment, options, shell);
    const refused = refuseErrors(project, shell) ?? checkPinnedGateways(environment, shell) ?? (typeof confirmation === 'string' ? undefined : confirmation);
    if (refused) {
        return refused;
    }
    const results: OperationResult[] = [];
    const signal = shell.interruptible(() => `It took too long to end. ${counted(results.length, 'change')} had an outcome by then; run the command again to compare and do the rest.`);
    const world = realWorld();
    const context = {
        ...project, environment, world, signal,
        person: await personOf(project, shell), secrets: await secretSource(shell, { stdin: options.secretsStdin, askParameters: true })
    };
    try {
        const found = await preview(context, wish);
        if (!found.ok) {
            return stopFor(found.failure);
        }
        const { plan } = found.value;
        const objection = review?.(plan);
        if (objection) {
            return objection;
        }
        if (reviewed && !isReviewed(reviewed, plan)) {
            return stopFor({ kind: 'plan-changed' });
        }
        showPlan(shell, plan, confirmation === 'ask');
        const needsAnswer = confirmation === 'ask' && plan.operations.length > 0 && plan.missingSecrets.length === 0;
        const declined = needsAnswer ? await askConfirmation(environment, counted(plan.operations.length, 'change'), signal) : undefined;
        if (declined) {
            return declined;
        }
        const outcome = await register(context, found.value, {
            reviewed: reviewed?.digest, onWait: pid => shell.say(`Waiting for another registration in '${environment.name}' (process ${pid}) …`),
            onProgress: result => { results.push(result); progress(shell, result, plan); }
        });
        if (!outcome.ok) {
            return stopFor(outcome.failure);
        }
        const smoke = options.smoke ? await callOnce(found.value, outcome.value, { world, signal }) : undefined;
        const fileOf = options.format === 'github' || options.format === 'markdown' ? fileInRepository(shell, project.session) : (uri: string) => project.session.relative(uri);
        const exit = report(shell, plan, outcome.value, { format: options.format, smoke, fileOf });
        return smoke && sayCalls(shell, smoke) && exit === exitCodes.done ? exitCodes.notCompletelyApplied : exit;
    } finally {
        await world.close();
    }
}

/** What a plan would do, where it is asked about, and what else is to be known about it. */
export function showPlan(shell: Shell, plan: RegistrationPlan, isAsked: boolean): void {
    if (isAsked && plan.operations.length > 0) {
        shell.say(`\n${planText(plan, shell.colors.err)}\n`);
    }
    for (const note of planNotes(plan, shell.colors.err)) {
        shell.say(note);
    }
}

/** Lines as they come, where somebody looks on; the report on stdout has them all in order. */
export function progress(shell: Shell, result: OperationResult, { operations }: RegistrationPlan): void {
    if (shell.interactive && operations.length > 20) {
        shell.say(resultText(result, operations, shell.colors.err));
    }
}

interface ReportOptions { format: RegistrationOptions['format']; smoke: readonly SmokeResult[] | undefined; fileOf: (uri: string) => string }

function report(shell: Shell, plan: RegistrationPlan, outcome: RegistrationOutcome, { format, smoke, fileOf }: ReportOptions): number {
    if (format === 'json') {
        shell.print(`${JSON.stringify({ ...planAsJson(plan, outcome.operations, fileOf), ...(smoke ? { smoke } : {}) }, undefined, 2)}\n`);
    } else if (format === 'markdown') {
        shell.print(outcomeAsMarkdown(outcome, plan.environment, fileOf));
    } else if (format === 'github') {
        shell.print(outcome.operations.filter(({ outcome: own }) => own === 'failed').map(one => annotation({
            level: 'error', title: `${one.entity} failed`, message: one.error ?? outcome.summary,
            ...(one.origin.uri === '' ? {} : { file: fileOf(one.origin.uri), line: one.origin.range.start.line + 1 })
        })).join(''));
    } else if (outcome.operations.some(({ error }) => error !== outcome.summary)) {
        shell.print(`${outcome.operations.map(result => resultText(result, outcome.operations, shell.colors.out, fileOf)).join('\n')}\n`);
    }
    const exit = exitCodeOfOutcome(outcome);
    shell.say(exit === 0 ? shell.colors.err.green(outcome.summary) : shell.colors.err.red(outcome.summary));
    return exit;
}
