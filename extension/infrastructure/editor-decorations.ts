import * as vscode from 'vscode';
import { CodeLensRequest, InlayHintRequest, type BaseLanguageClient, type Middleware } from 'vscode-languageclient';

/** The settings that say which lenses and hints are shown, by what the server calls them. */
const lenses: Record<string, string> = {
    'state': 'codeLens.clients', 'register': 'codeLens.clients', 'diff': 'codeLens.clients', 'copy-key': 'codeLens.clients',
    'publish': 'codeLens.apis', 'consumers': 'codeLens.apis', 'copy-url': 'codeLens.apis', 'contracts': 'codeLens.plans',
};
const hints: Record<string, string> = { contracts: 'inlayHints.contracts', parameters: 'inlayHints.parameters', urls: 'inlayHints.urls' };

/** Leaves out the code lenses and inlay hints that the user does not want. */
export const chosenDecorations: Middleware = {
    async provideCodeLenses(document, token, next) {
        return (await next(document, token))?.filter(lens => isWanted(lens, lenses));
    },
    async provideInlayHints(document, range, token, next) {
        return (await next(document, range, token))?.filter(hint => isWanted(hint, hints));
    },
};

/** Draws them anew when one of the settings changes. */
export function redrawWhenChosen(client: BaseLanguageClient): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration(event => {
        for (const document of vscode.workspace.textDocuments.filter(({ languageId }) => languageId === 'apim')) {
            if (event.affectsConfiguration('apim.codeLens')) {
                client.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire();
            }
            if (event.affectsConfiguration('apim.inlayHints')) {
                client.getFeature(InlayHintRequest.method).getProvider(document)?.onDidChangeInlayHints.fire();
            }
        }
    });
}

/** What has no setting is shown. */
function isWanted(drawn: vscode.CodeLens | vscode.InlayHint, settings: Record<string, string>): boolean {
    const { data } = drawn as { data?: { shows?: string } };
    const setting = data?.shows === undefined ? undefined : settings[data.shows];
    return setting === undefined || vscode.workspace.getConfiguration('apim').get<boolean>(setting, true);
}
