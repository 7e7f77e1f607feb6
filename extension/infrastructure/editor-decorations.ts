import * as vscode from 'vscode';
import type { BaseLanguageClient, Middleware } from 'vscode-languageclient';

/** The settings that say which lenses and hints are shown, by what the server calls them. */
const lenses: Record<string, string> = {
    'state': 'codeLens.clients', 'register': 'codeLens.clients', 'diff': 'codeLens.clients', 'copy-key': 'codeLens.clients',
    'publish': 'codeLens.apis', 'consumers': 'codeLens.apis', 'copy-url': 'codeLens.apis', 'contracts': 'codeLens.plans',
};
const hints: Record<string, string> = { contracts: 'inlayHints.contracts', parameters: 'inlayHints.parameters', urls: 'inlayHints.urls' };

/** Lenses that lead to a gateway. */
const connecting: ReadonlySet<string | undefined> = new Set(['register', 'diff', 'copy-key', 'publish']);

/** Leaves out the code lenses and inlay hints that the user does not want, and lenses that would only be refused in Restricted Mode. */
export const chosenDecorations: Middleware = {
    async provideCodeLenses(document, token, next) {
        return (await next(document, token))?.filter(lens => isWanted(lens, lenses) && (vscode.workspace.isTrusted || !connecting.has(shownBy(lens))));
    },
    async provideInlayHints(document, range, token, next) {
        return (await next(document, range, token))?.filter(hint => isWanted(hint, hints));
    },
};

/** Draws them anew when one of the settings changes, and when the workspace is trusted. */
export function redrawWhenChosen(client: BaseLanguageClient): vscode.Disposable {
    const documents = () => vscode.workspace.textDocuments.filter(({ languageId }) => languageId === 'apim');
    const redrawLenses = () => documents().forEach(document => client.getFeature('textDocument/codeLens').getProvider(document)?.onDidChangeCodeLensEmitter.fire());
    const redrawHints = () => documents().forEach(document => client.getFeature('textDocument/inlayHint').getProvider(document)?.onDidChangeInlayHints.fire());
    return vscode.Disposable.from(
        vscode.workspace.onDidGrantWorkspaceTrust(redrawLenses),
        vscode.workspace.onDidChangeConfiguration(event => {
            if (event.affectsConfiguration('apim.codeLens')) redrawLenses();
            if (event.affectsConfiguration('apim.inlayHints')) redrawHints();
        }),
    );
}

/** What has no setting is shown. */
function isWanted(drawn: vscode.CodeLens | vscode.InlayHint, settings: Record<string, string>): boolean {
    const shows = shownBy(drawn);
    const setting = shows === undefined ? undefined : settings[shows];
    return setting === undefined || vscode.workspace.getConfiguration('apim').get<boolean>(setting, true);
}

/** What the server says of each besides what the protocol knows. */
function shownBy(drawn: vscode.CodeLens | vscode.InlayHint): string | undefined {
    return (drawn as { data?: { shows?: string } }).data?.shows;
}
