import * as vscode from 'vscode';
import { appearanceFor, type Subject } from '../../infrastructure/state-appearance.ts';
import type { LineState } from '../../../language-server/protocol.ts';

const scheme = 'apim-line';

/** The URI of a line of a tree; it carries the state, so that a decoration never has to be fetched or refreshed. */
export function decoratedUri(id: string, subject: Subject, state: LineState): vscode.Uri {
    return vscode.Uri.from({ scheme, authority: subject, path: `/${encodeURIComponent(id)}`, query: state });
}

/** The badge and the colour of each state. */
export class StateDecorations implements vscode.FileDecorationProvider {
    provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
        if (uri.scheme !== scheme) {
            return undefined;
        }
        const { badge, label, color } = appearanceFor(uri.authority as Subject, uri.query as LineState);
        return new vscode.FileDecoration(badge, label, new vscode.ThemeColor(color));
    }
}
