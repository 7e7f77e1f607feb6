import * as vscode from 'vscode';
import { SelectEnvironmentRequest, type ProjectEnvironments } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Select Environment`, and which one is active in the status bar. */
export function activateEnvironment({ context, boundary, server, projects }: Shell): void {
    const status = vscode.window.createStatusBarItem('apim.environment', vscode.StatusBarAlignment.Left, 10);
    status.name = vscode.l10n.t('API Management Environment');
    status.command = 'apim.selectEnvironment';
    const update = async () => {
        // Before the server runs there is nothing to say, and a failure here is none that a person could mend.
        show(status, server.isRunning ? await projects.current().catch(() => undefined) : undefined);
    };

    context.subscriptions.push(
        status,
        server.whenRunning(update),
        vscode.window.onDidChangeActiveTextEditor(update),
        vscode.workspace.onDidSaveTextDocument(document => document.fileName.endsWith('apim.yaml') && update()),
        vscode.workspace.onDidChangeWorkspaceFolders(update),
        boundary.command('apim.selectEnvironment', async (argument?: ClientArgument & { environment?: string }) => {
            const project = await projects.pick(argument?.project);
            const environment = argument?.environment ?? await pickEnvironment(project);
            await server.client.sendRequest(SelectEnvironmentRequest, { project: project.project, environment });
            await update();
        }),
    );
}

async function pickEnvironment(project: ProjectEnvironments): Promise<string> {
    if (project.environments.length === 0) {
        throw new Refusal(vscode.l10n.t('{0} has no environments yet: add some below `environments:` in its apim.yaml.', project.name));
    }
    const items = project.environments.map(environment => ({
        label: environment.name,
        iconPath: new vscode.ThemeIcon(environment.local ? 'vm' : 'cloud'),
        description: [
            environment.name === project.active ? vscode.l10n.t('active') : undefined,
            environment.local ? vscode.l10n.t('local gateway') : undefined,
            environment.protected ? vscode.l10n.t('protected') : undefined,
        ].filter(word => word).join(', '),
    }));
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Environment of {0}', project.name), placeHolder: vscode.l10n.t('Environment') });
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen.label;
}

function show(status: vscode.StatusBarItem, project: ProjectEnvironments | undefined): void {
    const active = project?.environments.find(environment => environment.name === project.active);
    if (!project || !active) {
        status.hide();
        return;
    }
    status.text = `$(${active.local ? 'vm' : 'cloud'}) ${active.name}`;
    status.tooltip = active.protected
        ? vscode.l10n.t('API Management: {0} registers in "{1}", which is protected', project.name, active.name)
        : vscode.l10n.t('API Management: {0} registers in "{1}"', project.name, active.name);
    status.accessibilityInformation = { label: status.tooltip };
    status.backgroundColor = active.protected ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    status.show();
}
