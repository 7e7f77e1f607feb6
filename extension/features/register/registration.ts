import * as vscode from 'vscode';
import { WorkDoneProgress } from 'vscode-languageclient/node';
import { PlanRequest, RegisterRequest, type ProjectEnvironments, type RegistrationParams, type RegistrationPlan, type RegistrationReport } from '../../../language-server/protocol.ts';
import { offer, type Remedy } from '../../infrastructure/error-boundary.ts';
import { withLocalGateway } from '../../infrastructure/local-gateway-remedy.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { confirm, decideOnLostKeys, type Choice } from './confirmation.ts';
import type { RegistrationPreview } from './preview.ts';

/**
 * Plan, ask, register exactly what was confirmed, say what came of it. Without `clients`: everything that is declared. With `withdraw` they
 * are taken off the gateways as if they were declared retired. Answers whether the gateways hold all of it now.
 */
export async function register(
    shell: Shell, preview: RegistrationPreview, project: ProjectEnvironments, clients: string[] | undefined, { withdraw = false }: { withdraw?: boolean } = {},
): Promise<boolean> {
    const options: Partial<Record<Choice | 'newKeys', boolean>> = {};
    const what = { project: project.project, clients, withdraw, options };
    const compare = () => comparison(shell, project, what);
    let plan = await compare();
    await shell.secrets.confirm('gateway-password', 'key-passphrase');
    if (plan.operations.length === 0 && withdraw) {
        return true;
    }
    if (await decideOnLostKeys(plan)) {
        options.newKeys = true;
        plan = await compare();
    }
    if (plan.operations.length + plan.prunable.length + plan.strangers.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Nothing to register: the gateway of "{0}" already holds what is declared.', plan.environment));
        return true;
    }
    for (let choice = await confirm(plan, { project: project.project, clients, withdraw }, preview); choice; choice = await confirm(plan, { project: project.project, clients, withdraw }, preview)) {
        options[choice] = true;
        plan = await compare();
    }
    const report = await withProgress(
        withdraw ? vscode.l10n.t('Unregistering in "{0}"', plan.environment) : vscode.l10n.t('Registering in "{0}"', plan.environment),
        (token, progress) => carryOut(shell, { ...what, digest: plan.digest }, token, progress),
    );
    const isDone = report.outcome === 'done' || report.outcome === 'nothing-to-do';
    if (isDone) {
        await shell.secrets.confirm('gateway-password', 'key-passphrase', 'secret-parameter');
    }
    summarize(shell, report);
    return isDone;
}

/** Shows what registering would change, and changes nothing. */
export async function showChanges(shell: Shell, preview: RegistrationPreview, project: ProjectEnvironments, clients: string[] | undefined): Promise<void> {
    const plan = await comparison(shell, project, { project: project.project, clients, withdraw: false, options: {} });
    await shell.secrets.confirm('gateway-password', 'key-passphrase');
    await preview.show(project.project, plan);
    if (plan.operations.length > 0) {
        void shell.boundary.run('Preview', () => goOn(shell, preview, plan, () => register(shell, preview, project, clients)));
    }
}

/** What can be done after a look at the changes. */
async function goOn(shell: Shell, preview: RegistrationPreview, plan: RegistrationPlan, registerNow: () => Promise<unknown>): Promise<void> {
    const [toRegister, summary] = [vscode.l10n.t('Register…'), vscode.l10n.t('Show Summary')];
    const message = vscode.l10n.t('This is what registering in "{0}" would change. Nothing was changed.', plan.environment);
    switch (await vscode.window.showInformationMessage(message, toRegister, summary)) {
        case toRegister: return void await registerNow();
        case summary: return preview.summarize(plan);
    }
}

function comparison(shell: Shell, project: ProjectEnvironments, what: RegistrationParams): Promise<RegistrationPlan> {
    return withProgress(vscode.l10n.t('Comparing with the gateway'), token => shell.server.client.sendRequest(PlanRequest, what, token))
        .catch((error: unknown) => { throw withLocalGateway(error, project.project); });
}

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

function withProgress<T>(title: string, task: (token: vscode.CancellationToken, progress: Progress) => Promise<T>): Thenable<T> & Promise<T> {
    return Promise.resolve(vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) => task(token, progress)));
}

async function carryOut({ server }: Shell, params: { project: string; clients?: string[]; withdraw: boolean; options: Partial<Record<Choice | 'newKeys', boolean>>; digest: string }, token: vscode.CancellationToken, progress: Progress): Promise<RegistrationReport> {
    const workDoneToken = `apim-register-${Date.now()}`;
    let reached = 0;
    const listening = server.client.onProgress(WorkDoneProgress.type, workDoneToken, value => {
        if (value.kind === 'report') {
            const increment = value.percentage === undefined ? undefined : value.percentage - reached;
            reached += increment ?? 0;
            progress.report({ message: value.message, increment });
        }
    });
    try {
        return await server.client.sendRequest(RegisterRequest, { ...params, workDoneToken }, token);
    } finally {
        listening.dispose();
    }
}

function summarize({ log }: Shell, report: RegistrationReport): void {
    log.info(report.summary);
    for (const { kind, entity, outcome, error } of report.operations) {
        (outcome === 'failed' ? log.error : log.info).call(log, `  ${kind} ${entity}: ${outcome}${error ? ` (${error})` : ''}`);
    }
    const output: Remedy = { title: vscode.l10n.t('Show Output'), command: 'apim.showOutput' };
    if (report.outcome === 'failed' || report.outcome === 'cancelled') {
        const failure = report.operations.find(operation => operation.outcome === 'failed' && operation.source);
        const declaration = failure && { title: vscode.l10n.t('Go to Declaration'), command: 'apim.goToDeclaration', args: [{ source: failure.source }] };
        void offer(report.outcome === 'failed' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage, report.summary, declaration, output);
    } else {
        void offer(vscode.window.showInformationMessage, report.summary, { title: vscode.l10n.t('Show My Clients'), command: 'apim.myClients.focus' }, output);
    }
}
