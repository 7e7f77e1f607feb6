import * as vscode from 'vscode';
import type { ProjectEnvironments } from '../../language-server/protocol.ts';
import { Refusal } from './error-boundary.ts';

/** The name of one environment of a project; the user picks, or cancels. */
export async function pickEnvironment(project: ProjectEnvironments, title = vscode.l10n.t('Environment of {0}', project.name)): Promise<string> {
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
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Environment') });
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen.label;
}
