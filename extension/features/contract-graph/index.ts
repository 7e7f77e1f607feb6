import * as vscode from 'vscode';
import { ContractGraphRequest, type DrawnContracts, type DrawnNode } from '../../../language-server/protocol.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { GraphPanel } from './panel.ts';

/** A node of *My Clients*: a client version has a key, an organization its name. */
interface Wanted { project?: string; key?: string; kind?: string; label?: string }

/** `Show Contract Graph`: who consumes what, coloured by state; around one thing, it is what a change of that would reach. */
export function activateContractGraph(shell: Shell): void {
    const { context, boundary, server, projects } = shell;
    const panels = new Map<string, GraphPanel>();
    context.subscriptions.push(
        boundary.command('apim.showContractGraph', async (wanted?: Wanted | vscode.Uri) => {
            const from = wanted instanceof vscode.Uri ? undefined : wanted;
            const { project } = await projects.pick(from?.project);
            const around = from?.key ?? (from?.kind === 'organization' ? from.label : undefined);
            const panel = panels.get(project) ?? new GraphPanel(context.extensionUri, boundary, (part, token) => drawing(shell, project, part, token));
            if (!panels.has(project)) {
                panels.set(project, panel);
                panel.onDidDispose(() => panels.delete(project));
            }
            await panel.show(around).catch((error: unknown) => {
                panel.disposeWhereEmpty();
                throw error;
            });
        }),
        server.onDidChangeClients(() => panels.forEach(panel => boundary.run('Contract graph', () => panel.refresh()))),
        { dispose: () => panels.forEach(panel => panel.dispose()) },
    );
}

/** The picture; where it would have too many boxes, the user says what it is to be about. */
async function drawing({ server }: Shell, project: string, part: string | undefined, token: vscode.CancellationToken | undefined): Promise<DrawnContracts & { part: string | undefined }> {
    const ask = (around: string | undefined) => server.client.sendRequest(ContractGraphRequest, { project, showAll: false, ...around === undefined ? {} : { around: [around] } }, token);
    const whole = await ask(part);
    if (whole.svg !== undefined) {
        return { ...whole, part };
    }
    const chosen = await vscode.window.showQuickPick(pickable(whole.nodes), {
        title: vscode.l10n.t('{0} boxes are too many to read', whole.nodes.length),
        placeHolder: vscode.l10n.t('What is the picture to be about?'),
    }, token);
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return { ...await ask(chosen.key), part: chosen.key };
}

function pickable(nodes: DrawnNode[]): (vscode.QuickPickItem & { key: string })[] {
    const icons = { client: 'device-mobile', plan: 'list-selection', api: 'plug', gateway: 'server' };
    const keys = new Map(nodes.filter(({ kind }) => kind !== 'gateway').map(({ key, kind }) => [key, kind]));
    return [...keys].map(([key, kind]) => ({ key, label: `$(${icons[kind]}) ${key}` }));
}
