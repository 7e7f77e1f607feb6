import * as vscode from 'vscode';
import type { SourceLocation } from '../../language-server/protocol.ts';

/** Opens the declaration and puts the cursor on its name. */
export async function revealSource({ uri, range }: SourceLocation, options: Pick<vscode.TextDocumentShowOptions, 'viewColumn' | 'preserveFocus'> = {}): Promise<void> {
    const selection = new vscode.Range(range.start.line, range.start.character, range.start.line, range.start.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection, preview: true, ...options });
}
