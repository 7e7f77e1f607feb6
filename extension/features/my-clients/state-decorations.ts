import * as vscode from 'vscode';
import type { ClientState } from '../../../language-server/protocol.ts';
import { appearanceOf } from '../../infrastructure/state-appearance.ts';

const scheme = 'apim-client';

/** The URI of a line of the tree; it carries the state, so that a decoration never has to be fetched or refreshed. */
export function decoratedUri(id: string, state: ClientState): vscode.Uri {
    return vscode.Uri.from({ scheme, path: `/${encodeURIComponent(id)}`, query: state });
}

/** The badge and the colour of each state. */
export class StateDecorations implements vscode.FileDecorationProvider {
    provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
        if (uri.scheme !== scheme) {
            return undefined;
        }
        const { badge, label, color } = appearanceOf(uri.query as ClientState);
        return new vscode.FileDecoration(badge, label, new vscode.ThemeColor(color));
    }
}
