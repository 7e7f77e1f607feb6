import * as vscode from 'vscode';
import type { FoundAtGateway, ImportedFiles } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import { remarksAsMarkdown } from './remarks.ts';

/** The files as they would be, in the editor's own comparison, with what somebody has to know before they are written. */
export class ImportPreview implements vscode.TextDocumentContentProvider {
    static readonly scheme = 'apim-import';
    readonly #texts = new Map<string, string>();
    #count = 0;

    /** Shows everything and asks beside it; cancels where the user does not agree. */
    async agree(imported: ImportedFiles, found: FoundAtGateway): Promise<'files' | 'with-secrets'> {
        const { files, secrets, errors } = imported;
        if (files.length === 0) {
            const [first] = imported.findings;
            throw new Refusal(first ? vscode.l10n.t('Nothing can be imported. {0}: {1}', first.entity, first.message) : vscode.l10n.t('What was chosen is declared in this project already.'));
        }
        await this.#show(imported, found);
        const question = vscode.l10n.t('Write this into {0}?', files.map(({ uri }) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri))).join(', '));
        const write = vscode.l10n.t('Write Files'), keep = vscode.l10n.t('Write Files and Keep Secrets');
        const detail = [
            errors.length > 0 ? vscode.l10n.t('The language finds {0} errors in what the gateway holds.', errors.length) : undefined,
            secrets.length > 0 ? vscode.l10n.t('Secrets stand in none of them ({0}); they can be kept in the secret storage.', secrets.join(', ')) : undefined,
        ].filter(text => text);
        const show = errors.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
        const answer = await show([question, ...detail].join(' '), ...secrets.length > 0 ? [keep, write] : [write]);
        if (answer !== write && answer !== keep) {
            throw new vscode.CancellationError();
        }
        return answer === keep ? 'with-secrets' : 'files';
    }

    provideTextDocumentContent(uri: vscode.Uri): string {
        return this.#texts.get(uri.toString()) ?? '';
    }

    async #show(imported: ImportedFiles, { environment, unread }: FoundAtGateway): Promise<void> {
        this.#texts.clear();
        this.#count += 1;
        const side = (name: string, which: string, text: string) => {
            const uri = vscode.Uri.from({ scheme: ImportPreview.scheme, path: `/${name}`, query: `${this.#count} ${which}` });
            this.#texts.set(uri.toString(), text);
            return uri;
        };
        const remarks = remarksAsMarkdown(imported, unread, vscode.l10n.t);
        const shown = [
            ...remarks === undefined ? [] : [{ name: `${vscode.l10n.t('Remarks')}.md`, before: undefined, after: remarks }],
            ...imported.files.map(({ uri, before, after }) => ({ name: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)), before, after })),
        ].map(({ name, before, after }) => [side(name, 'after', after), before === undefined ? undefined : side(name, 'before', before), side(name, 'after', after)]);
        await vscode.commands.executeCommand('vscode.changes', vscode.l10n.t('Import from {0}', environment), shown);
    }
}
