import { impactText } from '../registration/impact.ts';
import type { Change, OperationKind, OperationResult, PlannedOperation, RegistrationPlan } from '../registration/operation.ts';
import { Secret } from '../registration/secret.ts';
import type { Colors } from './colors.ts';

/** What would be done, a line an operation with its differences below. Empty where there is nothing to do. */
export function planText({ operations }: RegistrationPlan, colors: Colors): string {
    return operations.map(operation => [
        `${signOf(operation, colors)} ${operationText(operation, operations, colors)}`,
        ...operation.changes.map(change => `      ${changeText(change, colors)}`)
    ].join('\n')).join('\n');
}

/** What became of an operation, in a line; below it why, and where that is declared: `shop.apim:7`. */
export function resultText(result: OperationResult, all: readonly PlannedOperation[], colors: Colors, fileOf?: (uri: string) => string): string {
    const mark = { done: colors.green('✓ done   '), failed: colors.red('✗ failed '), skipped: colors.yellow('· skipped') }[result.outcome];
    return `${mark} ${operationText(result, all, colors)}${result.error === undefined ? '' : `\n            ${fileOf && result.outcome === 'failed' && result.origin.uri !== '' ? `${fileOf(result.origin.uri)}:${result.origin.range.start.line + 1}: ` : ''}${result.error}`}`;
}

/** What else is to be known about a plan, for stderr. */
export function planNotes(plan: RegistrationPlan, colors: Colors): string[] {
    return [
        ...(plan.interrupted ? [colors.yellow(`A registration of ${plan.interrupted.begun} did not come to its end: ${plan.interrupted.done} of its ${plan.interrupted.total} changes are in force.`)] : []),
        ...plan.skipped.map(({ message, reason }) => reason === 'not-ours' ? colors.yellow(`left alone: ${message}`) : colors.dim(`left out: ${message}`)),
        ...plan.prunable.map(({ entity, gateway }) => colors.yellow(`no longer declared: ${entity} still stands at ${gateway}. Remove it with --prune.`)),
        ...(plan.lostKeys.length > 0 ? [colors.yellow(`The gateway has lost the API key of ${plan.lostKeys.map(({ client }) => client).join(', ')}: register wants --keys FILE or --new-keys.`)] : []),
        ...(plan.comparison === 'two-way' && plan.operations.some(({ reason }) => reason !== 'new')
            ? [colors.dim('There is no record of a registration here: who made a difference is not known.')] : []),
        ...plan.impact.map(one => colors.dim(`affected: ${impactText(one)}`)),
        ...plan.warnings.map(({ message }) => colors.yellow(`warning: ${message}`))
    ];
}

function operationText({ kind, entity, gateway, reason, changes }: PlannedOperation, all: readonly PlannedOperation[], colors: Colors): string {
    const isOneOfSeveral = all.some(other => other.gateway !== gateway);
    const why = reason === 'gone' ? 'no longer declared' : kind === 'unregister' || kind === 'retire' ? 'retired' : reason === 'gateway-changed' ? `${changes.length === 0 ? 'removed' : 'changed'} at the gateway` : reason;
    return `${kind.padEnd(10)} ${colors.bold(entity)} ${colors.dim(`(${why})`)}${isOneOfSeveral ? colors.dim(` at ${gateway}`) : ''}`;
}

function signOf({ kind, reason }: PlannedOperation, colors: Colors): string {
    const removed: readonly OperationKind[] = ['unregister', 'retire'];
    return removed.includes(kind) ? colors.red('-') : reason === 'new' ? colors.green('+') : colors.yellow('~');
}

function changeText(change: Change, colors: Colors): string {
    const who = change.by === 'gateway' ? ' by somebody at the gateway' : change.by === 'both' ? ' here and at the gateway' : '';
    return `${differenceText(change, colors)}${who === '' ? '' : colors.yellow(`  changed${who}`)}`;
}

function differenceText({ path, before, after }: Change, colors: Colors): string {
    if (before === Secret.mask && after === Secret.mask) {
        return `${path}: ${colors.yellow('another value')} ${colors.dim('(secret)')}`;
    }
    const [from, to] = [before, after].map(value => value === undefined ? undefined : JSON.stringify(value));
    if (from === undefined) {
        return `${path}: ${colors.green(to ?? '')} ${colors.dim('is added')}`;
    }
    return to === undefined ? `${path}: ${colors.red(from)} ${colors.dim('is removed')}` : `${path}: ${colors.red(from)} → ${colors.green(to)}`;
}
