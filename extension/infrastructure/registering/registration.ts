import * as vscode from 'vscode';
import { PlanRequest, RegisterRequest, type ProjectEnvironments, type RegistrationParams, type RegistrationPlan, type RegistrationReport } from '../../../language-server/protocol.ts';
import { withLocalGateway } from '../local-gateway-remedy.ts';
import type { Shell } from '../shell.ts';
import { confirm, decideOnLostKeys, type Choice } from './confirmation.ts';
import { tellOutcome } from './outcome.ts';
import type { RegistrationPreview } from './preview.ts';

/**
 * Plan, ask, register exactly what was confirmed, say what came of it. Without `clients`: everything that is declared. With `withdraw` they
 * are taken off the gateways as if they were declared retired. Answers whether the gateways hold all of it now; where not, the user is offered to
 * do the rest, or `again`, where this was a part of something.
 */
export async function register(
    shell: Shell, preview: RegistrationPreview, project: ProjectEnvironments, clients: string[] | undefined, { withdraw = false, again }: { withdraw?: boolean; again?: () => Promise<unknown> } = {},
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
        (token, progress) => carryOut(shell, plan, { ...what, digest: plan.digest }, token, progress),
    );
    const isDone = report.outcome === 'done' || report.outcome === 'nothing-to-do';
    if (isDone) {
        await shell.secrets.confirm('gateway-password', 'key-passphrase', 'secret-parameter');
    }
    tellOutcome(shell.log, report, plan.environment, {
        title: report.outcome === 'cancelled' && !withdraw ? vscode.l10n.t('Register the Rest…') : vscode.l10n.t('Try Again…'),
        run: () => shell.boundary.run('Register', again ?? (() => register(shell, preview, project, clients, { withdraw }))),
    });
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

/** Names what is being done, and how far it is. The notification closes as soon as somebody cancels; what was done until then is reported. */
async function carryOut({ server }: Shell, { operations }: RegistrationPlan, params: RegistrationParams & { digest: string }, token: vscode.CancellationToken, progress: Progress): Promise<RegistrationReport> {
    const { WorkDoneProgress } = await import('vscode-languageclient');
    const workDoneToken = crypto.randomUUID();
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
    } catch (error) {
        if (!token.isCancellationRequested) {
            throw error;
        }
        // It was cancelled before anything was written.
        return { outcome: 'cancelled', summary: vscode.l10n.t('Cancelled: nothing was written.'), operations: operations.map(({ kind, entity }) => ({ kind, entity, outcome: 'skipped' })) };
    } finally {
        listening.dispose();
    }
}
