import type { Change, OperationKind, OperationResult, PlannedOperation, RegistrationPlan } from '../registration/operation.ts';
import { Secret } from '../registration/secret.ts';
import type { Colors } from './shell.ts';

/** What would be done, a line an operation with its differences below. Empty where there is nothing to do. */
export function planText({ operations }: RegistrationPlan, colors: Colors): string {
    return operations.map(operation => [
        `${signOf(operation, colors)} ${operationText(operation, operations, colors)}`,
        ...operation.changes.map(change => `      ${changeText(change, colors)}`)
    ].join('\n')).join('\n');
}

/** What became of an operation, in a line. */
export function resultText(result: OperationResult, all: readonly PlannedOperation[], colors: Colors): string {
    const mark = { done: colors.green('✓ done   '), failed: colors.red('✗ failed '), skipped: colors.yellow('· skipped') }[result.outcome];
    return `${mark} ${operationText(result, all, colors)}${result.error === undefined ? '' : `\n            ${result.error}`}`;
}

/** What else is to be known about a plan, for stderr. */
export function planNotes(plan: RegistrationPlan, colors: Colors): string[] {
    return [
        ...plan.skipped.map(({ message }) => colors.dim(`left out: ${message}`)),
        ...plan.warnings.map(({ message }) => colors.yellow(`warning: ${message}`))
    ];
}

function operationText({ kind, entity, gateway, reason }: PlannedOperation, all: readonly PlannedOperation[], colors: Colors): string {
    const isOneOfSeveral = all.some(other => other.gateway !== gateway);
    const why = kind === 'unregister' || kind === 'retire' ? 'retired' : reason;
    return `${kind.padEnd(10)} ${colors.bold(entity)} ${colors.dim(`(${why})`)}${isOneOfSeveral ? colors.dim(` at ${gateway}`) : ''}`;
}

function signOf({ kind, reason }: PlannedOperation, colors: Colors): string {
    const removed: readonly OperationKind[] = ['unregister', 'retire'];
    return removed.includes(kind) ? colors.red('-') : reason === 'new' ? colors.green('+') : colors.yellow('~');
}

function changeText({ path, before, after }: Change, colors: Colors): string {
    if (before === Secret.mask && after === Secret.mask) {
        return `${path}: ${colors.yellow('another value')} ${colors.dim('(secret)')}`;
    }
    const [from, to] = [before, after].map(value => value === undefined ? undefined : JSON.stringify(value));
    if (from === undefined) {
        return `${path}: ${colors.green(to ?? '')} ${colors.dim('is added')}`;
    }
    return to === undefined ? `${path}: ${colors.red(from)} ${colors.dim('is removed')}` : `${path}: ${colors.red(from)} → ${colors.green(to)}`;
}
