import * as vscode from 'vscode';
import type { RegistrationPlan } from '../../../language-server/protocol.ts';

/** What a registration would do, in words: a read-only Markdown document that the editor renders. */
export class RegistrationSummary implements vscode.TextDocumentContentProvider {
    static readonly scheme = 'apim-plan';
    readonly #changed = new vscode.EventEmitter<vscode.Uri>();
    readonly onDidChange = this.#changed.event;
    readonly #texts = new Map<string, string>();

    async show(plan: RegistrationPlan): Promise<void> {
        const uri = vscode.Uri.from({ scheme: RegistrationSummary.scheme, path: `/Registration in ${plan.environment}.md` });
        this.#texts.set(uri.toString(), plan.text);
        this.#changed.fire(uri);
        await vscode.commands.executeCommand('markdown.showPreview', uri);
    }

    provideTextDocumentContent(uri: vscode.Uri): string {
        return this.#texts.get(uri.toString()) ?? '';
    }
}
