import * as vscode from 'vscode';
import { ClientPageRequest, type ClientPage, type ContractTerms, type MyClientVersion } from '../../language-server/protocol.ts';
import { clientVersions, pickClient, type ClientArgument } from './client-picker.ts';
import { Refusal } from './error-boundary.ts';
import type { Shell } from './shell.ts';
import { appearanceOf } from './state-appearance.ts';

/** The client version that a command was called for, that around the cursor, or the one that the user picks: a declared one, unless others are `welcome`. */
export async function chooseClient({ server, projects }: Shell, argument: ClientArgument | undefined, title: string, welcome: 'declared' | 'all' = 'declared'): Promise<{ project: string; key: string }> {
    const { project } = await projects.pick(argument?.project);
    if (argument?.key !== undefined) {
        return { project, key: argument.key };
    }
    const versions = (await clientVersions(server, project)).filter(({ source }) => welcome === 'all' || source);
    return { project, key: (await aroundCursor(versions) ?? await pickClient(versions, title)).key };
}

/** A contract of such a client: the named one, the only one, that in the line of the cursor, or the one that the user picks. */
export async function chooseContract(shell: Shell, argument: ClientArgument | undefined, title: string): Promise<{ page: ClientPage; contract: ContractTerms }> {
    const { project, key } = await chooseClient(shell, argument, title);
    const page = await shell.server.client.sendRequest(ClientPageRequest, { project, client: key });
    const contracts = page.contracts.filter(({ state }) => state !== 'gateway-only');
    const named = contracts.find(({ api }) => api.key === argument?.api);
    if (argument?.api !== undefined && !named) {
        throw new Refusal(vscode.l10n.t('{0} has no contract with {1}.', key, argument.api));
    }
    const only = contracts.length === 1 ? contracts[0] : undefined;
    const contract = named ?? only ?? contracts.find(({ source }) => argument?.key === undefined && isAtCursor(source)) ?? await pickContract(contracts, title);
    return { page, contract };
}

async function pickContract(contracts: ContractTerms[], title: string): Promise<ContractTerms> {
    if (contracts.length === 0) {
        throw new Refusal(vscode.l10n.t('This client has no contract.'));
    }
    const items = contracts.map(contract => {
        const { icon, label } = appearanceOf(contract.state);
        return { label: `$(${icon}) ${contract.api.key}`, description: `${vscode.l10n.t('via {0}', contract.plan.key)} · ${label}`, contract };
    });
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Contract'), matchOnDescription: true });
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen.contract;
}

/** The client whose declaration the cursor is in. How far a declaration goes, the outline of the file knows. */
async function aroundCursor(versions: MyClientVersion[]): Promise<MyClientVersion | undefined> {
    const editor = vscode.window.activeTextEditor;
    const here = versions.filter(({ source }) => source && editor && vscode.Uri.parse(source.uri).toString() === editor.document.uri.toString());
    if (!editor || here.length === 0) {
        return undefined;
    }
    const outline = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', editor.document.uri);
    const around = (outline ?? []).flatMap(symbol => [symbol, ...symbol.children]).filter(({ range }) => range.contains(editor.selection.active));
    return here.find(({ source }) => around.some(({ selectionRange: { start } }) => start.line === source!.range.start.line && start.character === source!.range.start.character));
}

function isAtCursor(source: ContractTerms['source']): boolean {
    const editor = vscode.window.activeTextEditor;
    return source !== undefined && editor !== undefined && vscode.Uri.parse(source.uri).toString() === editor.document.uri.toString()
        && editor.selection.active.line === source.range.start.line;
}
