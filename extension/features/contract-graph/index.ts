import * as vscode from 'vscode';
import { ContractGraphRequest, ElementAtRequest, ElementsRequest, type DrawnNode } from '../../../language-server/protocol.ts';
import { elementIcons } from '../../infrastructure/element-appearance.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import type { GraphState } from './messages.ts';
import { GraphPanel, viewType, type Drawing } from './panel.ts';

/** A node of *My Clients*: a client version has a key, an organization its name. */
interface Wanted { project?: string; key?: string; kind?: string; label?: string }

/** `Show Contract Graph`: who consumes what, coloured by state. `Show Impact…`: what hangs on one thing, whom a change of it would reach. */
export function activateContractGraph(shell: Shell): void {
    const { context, boundary, server, projects } = shell;
    const panels = new Map<string, GraphPanel>();
    const open = (project: string, webview?: vscode.WebviewPanel) => {
        const panel = new GraphPanel(shell, project, { choose: part => drawing(shell, project, part), again: part => drawn(shell, project, part) }, webview);
        panels.set(project, panel);
        panel.onDidDispose(() => panels.get(project) === panel && panels.delete(project));
        return panel;
    };
    const refresh = () => panels.forEach(panel => panel.refresh());
    const show = async (project: string, around: string | undefined) => {
        const panel = panels.get(project) ?? open(project);
        await panel.show(around).catch((error: unknown) => {
            panel.disposeWhereEmpty();
            throw error;
        });
    };
    context.subscriptions.push(
        boundary.command('apim.showContractGraph', async (wanted?: Wanted | vscode.Uri) => {
            const from = wanted instanceof vscode.Uri ? undefined : wanted;
            const { project } = await projects.pick(from?.project);
            await show(project, named(from));
        }),
        boundary.command('apim.showImpact', async (wanted?: Wanted | vscode.Uri) => {
            const from = wanted instanceof vscode.Uri ? await underCursor(shell) : wanted;
            const { project } = await projects.pick(from?.project);
            await show(project, named(from) ?? await pickElement(shell, project));
        }),
        server.onDidChangeClients(refresh),
        server.whenRunning(refresh),
        vscode.window.registerWebviewPanelSerializer(viewType, {
            async deserializeWebviewPanel(panel, state: Partial<GraphState> | undefined) {
                if (typeof state?.project !== 'string' || panels.has(state.project)) {
                    panel.dispose();
                    return;
                }
                open(state.project, panel).showAgain(state.part);
            },
        }),
        { dispose: () => panels.forEach(panel => panel.dispose()) },
    );
}

function named(wanted: Wanted | undefined): string | undefined {
    return wanted?.key ?? (wanted?.kind === 'organization' ? wanted.label : undefined);
}

/** What is declared where somebody has opened the menu of the editor. */
async function underCursor({ server }: Shell): Promise<Wanted | undefined> {
    const editor = vscode.window.activeTextEditor;
    return editor && await server.client.sendRequest(ElementAtRequest, { uri: editor.document.uri.toString(), position: editor.selection.active }) || undefined;
}

async function pickElement({ server }: Shell, project: string): Promise<string> {
    const { elements } = await server.client.sendRequest(ElementsRequest, { project });
    if (elements.length === 0) {
        throw new Refusal(vscode.l10n.t('There is nothing here for which this can be done.'));
    }
    const items = elements.map(({ key, kind, title }) => ({ key, label: `$(${elementIcons[kind]}) ${key}`, ...title === undefined ? {} : { detail: title } }));
    return chosen(await vscode.window.showQuickPick(items, { title: vscode.l10n.t('What hangs on…'), placeHolder: vscode.l10n.t('Plan, API or client'), matchOnDetail: true })).key;
}

/** The picture; where the whole would have too many boxes, the user says what it is to be about. Of a part the words are there in any case. */
async function drawing(shell: Shell, project: string, part: string | undefined): Promise<Drawing> {
    const whole = await drawn(shell, project, part);
    if (whole.svg !== undefined || part !== undefined) {
        return whole;
    }
    const { key } = chosen(await vscode.window.showQuickPick(pickable(whole.nodes), {
        title: vscode.l10n.t('{0} boxes are too many to read', whole.nodes.length),
        placeHolder: vscode.l10n.t('What is the picture to be about?'),
    }));
    return drawn(shell, project, key);
}

async function drawn({ server }: Shell, project: string, part: string | undefined): Promise<Drawing> {
    return { ...await server.client.sendRequest(ContractGraphRequest, { project, showAll: false, ...part === undefined ? {} : { around: [part] } }), part };
}

function chosen<T>(item: T | undefined): T {
    if (!item) {
        throw new vscode.CancellationError();
    }
    return item;
}

function pickable(nodes: DrawnNode[]): (vscode.QuickPickItem & { key: string })[] {
    const keys = new Map(nodes.flatMap(({ key, kind }) => kind === 'gateway' ? [] : [[key, kind]]));
    return [...keys].map(([key, kind]) => ({ key, label: `$(${elementIcons[kind]}) ${key}` }));
}
