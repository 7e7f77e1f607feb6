import * as vscode from 'vscode';
import type { RegistrationPlan } from '../../../language-server/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { MarkdownDocuments } from '../markdown-documents.ts';
import { RegistrationChanges } from './changes.ts';

/** The two ways to look at a registration before it is carried out. */
export class RegistrationPreview {
    readonly #changes: RegistrationChanges;
    /** Of each environment the last one. */
    readonly #summaries = new MarkdownDocuments('apim-plan');

    constructor(context: vscode.ExtensionContext, server: LanguageServer) {
        this.#changes = new RegistrationChanges(server);
        context.subscriptions.push(
            vscode.workspace.registerTextDocumentContentProvider(RegistrationChanges.scheme, this.#changes),
            this.#summaries,
        );
    }

    /** What differs, side by side; where nothing does, the summary says what is left as it is, and why. */
    async show(project: string, plan: RegistrationPlan): Promise<void> {
        await (plan.operations.length > 0 ? this.#changes.show(project, plan) : this.summarize(plan));
    }

    /** The whole plan in words: with what is not registered, who is affected, and what the gateway may refuse. */
    async summarize(plan: RegistrationPlan): Promise<void> {
        await this.#summaries.show(vscode.l10n.t('Registration in {0}', plan.environment), plan.text, 'here');
    }
}
