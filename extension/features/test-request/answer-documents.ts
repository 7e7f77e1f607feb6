import * as vscode from 'vscode';

/** Answers to test requests: read-only Markdown that the editor renders, the last one of each contract. */
export class AnswerDocuments implements vscode.TextDocumentContentProvider {
    static readonly scheme = 'apim-answer';
    readonly #changed = new vscode.EventEmitter<vscode.Uri>();
    readonly onDidChange = this.#changed.event;
    readonly #texts = new Map<string, string>();

    async show(name: string, text: string): Promise<void> {
        const uri = vscode.Uri.from({ scheme: AnswerDocuments.scheme, path: `/${name.replaceAll('/', '∕')}.md` });
        this.#texts.set(uri.toString(), text);
        this.#changed.fire(uri);
        await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    }

    provideTextDocumentContent(uri: vscode.Uri): string {
        return this.#texts.get(uri.toString()) ?? '';
    }
}
