import * as vscode from 'vscode';
import type { RegistrationPlan } from '../../../language-server/protocol.ts';
import type { RegistrationPreview } from './preview.ts';

/** What may be done beyond what is declared, once the user has said so. */
export type Choice = 'adopt' | 'prune';

/**
 * Asks before anything is written; a protected environment wants its name typed. Cancels where the user does not agree; a choice is
 * answered instead where the plan has to be made anew for it.
 */
export async function confirm(plan: RegistrationPlan, what: { project: string; clients: string[] | undefined; withdraw: boolean }, preview: RegistrationPreview): Promise<Choice | undefined> {
    const question = questionOf(plan, what);
    const yes = what.withdraw ? vscode.l10n.t('Unregister') : vscode.l10n.t('Register');
    const showChanges = vscode.l10n.t('Show Changes');
    const choices = what.withdraw ? [] : choicesOf(plan);
    let answer = await vscode.window.showWarningMessage(question, { modal: true, detail: detailOf(plan) }, ...plan.operations.length > 0 ? [yes] : [], showChanges, ...choices.map(({ title }) => title));
    const chosen = choices.find(({ title }) => title === answer);
    if (chosen) {
        return chosen.choice;
    }
    if (answer === showChanges) {
        // A modal would cover what it asks about, so the second question stands beside the preview.
        await preview.show(what.project, plan);
        const summary = vscode.l10n.t('Show Summary');
        const ask = () => vscode.window.showInformationMessage(question, yes, summary, ...choices.map(({ title }) => title));
        for (answer = await ask(); answer === summary; answer = await ask()) {
            await preview.summarize(plan);
        }
        const later = choices.find(({ title }) => title === answer);
        if (later) {
            return later.choice;
        }
    }
    if (answer !== yes || plan.protected && !await nameTyped(plan.environment)) {
        throw new vscode.CancellationError();
    }
    return undefined;
}

/** Keys that the gateway has lost: nothing is registered before somebody has decided. */
export async function decideOnLostKeys({ lostKeys, environment }: RegistrationPlan): Promise<boolean> {
    if (lostKeys.length === 0) {
        return false;
    }
    const make = vscode.l10n.t('Make New Keys');
    const answer = await vscode.window.showWarningMessage(vscode.l10n.t('The gateway of "{0}" has lost the API key of {1}.', environment, lostKeys.join(', ')), {
        modal: true, detail: vscode.l10n.t('Whoever calls as this client has the old key, which cannot be read back. With a new key they have to be told it: Copy API Key… shows the way.'),
    }, make);
    if (answer !== make) {
        throw new vscode.CancellationError();
    }
    return true;
}

function choicesOf({ prunable, strangers }: RegistrationPlan): { title: string; choice: Choice }[] {
    return [
        ...strangers.length > 0 ? [{ title: vscode.l10n.t('Take Over What Others Registered…'), choice: 'adopt' as const }] : [],
        ...prunable.length > 0 ? [{ title: vscode.l10n.t('Remove What Is No Longer Declared…'), choice: 'prune' as const }] : [],
    ];
}

function questionOf(plan: RegistrationPlan, { clients, withdraw }: { clients: string[] | undefined; withdraw: boolean }): string {
    // An API and a client may have one key; which one is meant is said in front of it.
    const what = clients?.length === 1 ? clients[0]!.replace(/^(api|client):/, '') : clients ? vscode.l10n.t('{0} clients', clients.length) : vscode.l10n.t('everything that is declared');
    if (withdraw) {
        return vscode.l10n.t('Take {0} off the gateways of the environment "{1}"?', what, plan.environment);
    }
    return plan.operations.length === 1
        ? vscode.l10n.t('Register {0} in the environment "{1}"? One operation will be carried out.', what, plan.environment)
        : vscode.l10n.t('Register {0} in the environment "{1}"? {2} operations will be carried out.', what, plan.environment, plan.operations.length);
}

/** A modal shows plain text and has room for little of it; the preview shows the rest. */
function detailOf(plan: RegistrationPlan): string {
    const lines = plan.text.replace(/^#+ +/gm, '').replace(/[*`]/g, '').replace(/\n{2,}/g, '\n').trim().split('\n');
    return lines.length > 12 ? [...lines.slice(0, 11), vscode.l10n.t('… and {0} more lines', lines.length - 11)].join('\n') : lines.join('\n');
}

async function nameTyped(environment: string): Promise<boolean> {
    const typed = await vscode.window.showInputBox({
        title: vscode.l10n.t('"{0}" is protected', environment),
        prompt: vscode.l10n.t('Type the name of the environment to register there.'),
        ignoreFocusOut: true,
        validateInput: value => value === environment || value === '' ? undefined : vscode.l10n.t('This is not the name of the environment.'),
    });
    return typed === environment;
}
