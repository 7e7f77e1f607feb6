import * as vscode from 'vscode';
import type { RegistrationReport } from '../../../language-server/protocol.ts';
import { offer, type Remedy } from '../error-boundary.ts';

/**
 * Says what came of a registration, with a way to what failed, to the rest of it, and to the log, which names every operation.
 */
export function tellOutcome(log: vscode.LogOutputChannel, report: RegistrationReport, environment: string, again: Remedy): void {
    log.info(report.summary);
    for (const { kind, entity, outcome, error } of report.operations) {
        (outcome === 'failed' ? log.error : log.info).call(log, `  ${kind} ${entity}: ${outcome}${error ? ` (${error})` : ''}`);
    }
    const output: Remedy = { title: vscode.l10n.t('Show Output'), command: 'apim.showOutput' };
    const text = outcomeText(report, environment);
    switch (report.outcome) {
        case 'failed':
            return void offer(vscode.window.showErrorMessage, text, toFailures(report), again, output);
        case 'cancelled':
            return void offer(vscode.window.showWarningMessage, text, again, output);
        default:
            return void offer(vscode.window.showInformationMessage, text, { title: vscode.l10n.t('Show My Clients'), command: 'apim.myClients.focus' }, output);
    }
}

/** In one sentence; a single object by its name. */
export function outcomeText({ outcome, summary, operations }: RegistrationReport, environment: string): string {
    const count = (wanted: RegistrationReport['operations'][number]['outcome']) => operations.filter(operation => operation.outcome === wanted).length;
    const [done, failed, skipped] = [count('done'), count('failed'), count('skipped')];
    switch (outcome) {
        case 'nothing-to-do':
            return vscode.l10n.t('Nothing to register: the gateway of "{0}" already holds what is declared.', environment);
        case 'cancelled':
            // What was under way is looked up; where the gateway says nothing, nobody knows.
            return failed === 0 ? vscode.l10n.t('Cancelled in "{0}": {1} of {2} operations were carried out, {3} were not.', environment, done, operations.length, skipped)
                : vscode.l10n.t('Cancelled in "{0}": {1} of {2} operations were carried out, {3} were not, and of {4} it is not known. The output says more.', environment, done, operations.length, skipped, failed);
        case 'failed':
            // Nothing was refused: then what stood in the way is all there is to say.
            return failed === 0 ? summary
                : vscode.l10n.t('Not completely applied in "{0}": {1} of {2} operations were carried out, {3} failed, {4} were not begun. {5}', environment, done, operations.length, failed, skipped, operations.find(({ error, outcome: result }) => error !== undefined && result === 'failed')?.error ?? '').trimEnd();
        case 'done': {
            const [only, ...more] = operations;
            return only && more.length === 0 ? doneText(only, environment) : vscode.l10n.t('{0} operations were carried out in "{1}".', done, environment);
        }
    }
}

function doneText({ kind, entity }: RegistrationReport['operations'][number], environment: string): string {
    switch (kind) {
        case 'publish': return vscode.l10n.t('{0} is published in "{1}".', entity, environment);
        case 'register': return vscode.l10n.t('{0} is registered in "{1}".', entity, environment);
        case 'unregister': return vscode.l10n.t('{0} is no longer registered in "{1}".', entity, environment);
        case 'retire': return vscode.l10n.t('{0} is retired in "{1}".', entity, environment);
    }
}

/** The one declaration that failed, or the problems, where all of them stand. */
function toFailures({ operations }: RegistrationReport): Remedy | undefined {
    const failures = operations.filter(({ outcome, source }) => outcome === 'failed' && source);
    const places = new Set(failures.map(({ source }) => JSON.stringify(source)));
    return places.size === 0 ? undefined
        : places.size === 1 ? { title: vscode.l10n.t('Go to Declaration'), command: 'apim.goToDeclaration', args: [{ source: failures[0]?.source }] }
        : { title: vscode.l10n.t('Show Problems'), command: 'workbench.actions.view.problems' };
}
