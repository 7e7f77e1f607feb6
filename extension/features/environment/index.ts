import * as vscode from 'vscode';
import { SelectEnvironmentRequest, type ProjectEnvironments } from '../../../language-server/protocol.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { pickEnvironment } from '../../infrastructure/environment-picker.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Select Environment`, and which one is active in the status bar. */
export function activateEnvironment({ context, boundary, server, projects }: Shell): void {
    const status = vscode.window.createStatusBarItem('apim.environment', vscode.StatusBarAlignment.Left, 10);
    status.name = vscode.l10n.t('API Management Environment');
    status.command = 'apim.selectEnvironment';
    let asked = 0;
    const update = async () => {
        const turn = asked += 1;
        // Before the server runs there is nothing to say, and a failure here is none that a person could mend.
        const project = server.isRunning ? await projects.current().catch(() => undefined) : undefined;
        if (turn === asked) show(status, project);
    };

    context.subscriptions.push(
        status,
        server.whenRunning(update),
        server.onDidChangeClients(update),
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
