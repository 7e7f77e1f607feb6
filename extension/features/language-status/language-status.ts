import * as vscode from 'vscode';
import type { ProjectStatus } from '../../../language-server/protocol.ts';
import { projectFiles } from '../../infrastructure/language-server.ts';
import { waitingText } from '../../infrastructure/state-appearance.ts';

/** The entries that VS Code shows behind the braces beside the language. */
export class LanguageStatus implements vscode.Disposable {
    readonly #environment = vscode.languages.createLanguageStatusItem('apim.environment', projectFiles);
    readonly #waiting = vscode.languages.createLanguageStatusItem('apim.waiting', projectFiles);
    readonly #user = vscode.languages.createLanguageStatusItem('apim.user', projectFiles);

    constructor() {
        this.#environment.name = vscode.l10n.t('API Management Environment');
        this.#waiting.name = vscode.l10n.t('API Management Registration');
        this.#user.name = vscode.l10n.t('API Management User');
        this.show(undefined, true);
    }

    dispose(): void {
        for (const item of [this.#environment, this.#waiting, this.#user]) {
            item.dispose();
        }
    }

    /** It is being worked out; what is shown is of before. */
    busy(): void {
        this.#waiting.busy = true;
    }

    show(status: ProjectStatus & { project: string; name: string } | undefined, trusted: boolean): void {
        const { Information, Warning } = vscode.LanguageStatusSeverity;
        this.#waiting.busy = false;
        if (!status) {
            this.#environment.text = vscode.l10n.t('No environment');
            this.#environment.detail = undefined;
            this.#waiting.text = vscode.l10n.t('Nothing is known of registrations');
            this.#waiting.command = this.#environment.command = undefined;
            this.#environment.severity = Information;
            this.#showUser(undefined);
            return;
        }
        const { project, name, environment, local, waiting } = status;
        this.#environment.text = environment;
        this.#environment.detail = [name, local ? vscode.l10n.t('local gateway') : undefined, status.protected ? vscode.l10n.t('protected') : undefined].filter(word => word).join(', ');
        this.#environment.severity = status.protected ? Warning : Information;
        this.#environment.command = { command: 'apim.selectEnvironment', title: vscode.l10n.t('Select'), tooltip: vscode.l10n.t('Where registrations of {0} go', name), arguments: [{ project }] };
        this.#waiting.text = waitingText(waiting);
        this.#waiting.command = waiting > 0 && trusted ? { command: 'apim.previewAll', title: vscode.l10n.t('Preview All Changes'), arguments: [{ project }] } : undefined;
        this.#showUser(status);
    }

    #showUser(status: ProjectStatus | undefined): void {
        const count = status?.hidden.count ?? 0;
        this.#user.text = status?.user ?? vscode.l10n.t('Nobody has said who you are');
        this.#user.detail = count === 0 ? undefined : count === 1 ? vscode.l10n.t('one organization is hidden') : vscode.l10n.t('{0} organizations are hidden', count);
        this.#user.command = { command: 'workbench.action.openSettings', title: vscode.l10n.t('Change'), tooltip: vscode.l10n.t('Who you are decides what you see: the setting apim.user, else git'), arguments: ['apim.user'] };
        this.#user.accessibilityInformation = { label: [this.#user.text, this.#user.detail].filter(word => word).join(', ') };
    }
}
