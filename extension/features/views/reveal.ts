import * as vscode from 'vscode';
import { ViewPathRequest } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { isNarrow } from './filter-box.ts';
import type { LinesView, Scope } from './lines-view.ts';

/** Long enough that moving the cursor through a file asks for nothing. */
const quiet = 200;

/** `Reveal in My Clients or APIs`: from the cursor to its line; with `apim.views.autoReveal` the views follow the cursor. */
export function activateReveal(shell: Shell, views: readonly LinesView[], scope: Scope): void {
    const { context, boundary, server } = shell;
    let timer: ReturnType<typeof setTimeout> | undefined;

    /** The line of the cursor, in the first of some views that has it. */
    const lineAt = async ({ document, selection }: vscode.TextEditor, among: readonly LinesView[]) => {
        const path = await server.client.sendRequest(ViewPathRequest, {
            uri: document.uri.toString(), position: { line: selection.active.line, character: selection.active.character }, views: among.map(view => view.query(scope.showAll)),
        });
        const view = among.find(({ name }) => name === path?.view);
        const line = path && await view?.tree.find(path.ids);
        return view && line ? { view, line } : undefined;
    };

    context.subscriptions.push(
        boundary.command('apim.revealInView', async () => {
            const editor = vscode.window.activeTextEditor;
            if (editor?.document.languageId !== 'apim') {
                throw new Refusal(vscode.l10n.t('Put the cursor on a client or an API of an .apim file first.'));
            }
            const found = await lineAt(editor, views);
            if (!found) {
                const isFiltered = views.some(({ filter }) => isNarrow(filter));
                throw new Refusal(isFiltered
                    ? vscode.l10n.t('What stands here is not among what the filter of the views leaves.')
                    : vscode.l10n.t('What stands here is shown in none of the views: put the cursor on a client, a contract or an API that you may see.'),
                isFiltered ? { title: vscode.l10n.t('Clear Filters'), command: 'apim.clearFilters' } : undefined);
            }
            await found.view.view.reveal(found.line, { select: true, focus: true, expand: false });
        }),
        boundary.command('apim.clearFilters', async () => {
            await vscode.commands.executeCommand('apim.clearClientFilter');
            await vscode.commands.executeCommand('apim.clearApiFilter');
        }),
        vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
            clearTimeout(timer);
            const visible = views.filter(({ view }) => view.visible);
            const isWanted = vscode.workspace.getConfiguration('apim').get('views.autoReveal', false) && textEditor.document.languageId === 'apim' && kind !== undefined;
            if (isWanted && visible.length > 0 && server.isRunning) {
                timer = setTimeout(() => void follow(textEditor, visible), quiet);
            }
        }),
        { dispose: () => clearTimeout(timer) },
    );

    /** Nobody asked for it: where it does not work out, nothing is said. */
    async function follow(editor: vscode.TextEditor, visible: readonly LinesView[]): Promise<void> {
        const found = await lineAt(editor, visible).catch(() => undefined);
        if (found && !found.view.view.selection.includes(found.line)) {
            await found.view.view.reveal(found.line, { select: true, focus: false, expand: false });
        }
    }
}
