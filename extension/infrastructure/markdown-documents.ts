import * as vscode from 'vscode';

/** Read-only Markdown documents of a scheme that the editor renders, the last text of each name. */
export class MarkdownDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
    readonly #scheme: string;
    readonly #changed = new vscode.EventEmitter<vscode.Uri>();
    readonly onDidChange = this.#changed.event;
    readonly #texts = new Map<string, string>();
    readonly #registration: vscode.Disposable;

    constructor(scheme: string) {
        this.#scheme = scheme;
        this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
    }

    async show(name: string, text: string, where: 'here' | 'beside'): Promise<void> {
        // A slash would make a folder of what stands in front of it.
        const uri = vscode.Uri.from({ scheme: this.#scheme, path: `/${name.replaceAll('/', '∕')}.md` });
        this.#texts.set(uri.toString(), text);
        this.#changed.fire(uri);
        await vscode.commands.executeCommand(where === 'beside' ? 'markdown.showPreviewToSide' : 'markdown.showPreview', uri);
    }

    provideTextDocumentContent(uri: vscode.Uri): string {
        return this.#texts.get(uri.toString()) ?? '';
    }

    dispose(): void {
        this.#registration.dispose();
        this.#changed.dispose();
    }
}
