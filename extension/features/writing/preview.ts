import * as vscode from 'vscode';
import type { WrittenSource } from '../../../language-server/protocol.ts';

const scheme = 'apim-writing';

/** Shows files as they would be beside what they are, in the editor's own comparison. */
export class WritingPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
    readonly #texts = new Map<string, string>();
    readonly #changed = new vscode.EventEmitter<vscode.Uri>();
    readonly onDidChange = this.#changed.event;
    readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

    provideTextDocumentContent(uri: vscode.Uri): string {
        return this.#texts.get(uri.toString()) ?? '';
    }

    /** The question stays in front, and keeps the focus. */
    async show({ uri, path, texts, created, cursor }: WrittenSource): Promise<void> {
        const file = vscode.Uri.parse(uri);
        const after = file.with({ scheme, query: 'after' });
        const before = created.includes(uri) ? file.with({ scheme, query: 'before' }) : file;
        this.#texts.set(after.toString(), texts[uri] ?? '');
        this.#changed.fire(after);
        const selection = new vscode.Range(cursor.line, 0, cursor.line, 0);
        await vscode.commands.executeCommand('vscode.diff', before, after, vscode.l10n.t('{0}: now ↔ as it will be written', path), { preview: true, preserveFocus: true, selection });
    }

    /** Closes the comparisons: what they showed is written, or not wanted. */
    async close(): Promise<void> {
        const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs).filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme);
        this.#texts.clear();
        await vscode.window.tabGroups.close(tabs, true);
    }

    dispose(): void {
        this.#registration.dispose();
        this.#changed.dispose();
    }
}
