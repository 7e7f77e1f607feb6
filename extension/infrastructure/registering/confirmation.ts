import * as vscode from 'vscode';
import type { RegistrationPlan } from '../../../language-server/protocol.ts';
import { detailOf, questionOf, isShortened, type Subject } from './confirmation-text.ts';
import type { RegistrationPreview } from './preview.ts';

/** What may be done beyond what is declared, once the user has said so. */
export type Choice = 'adopt' | 'prune';

/**
 * Asks before anything is written, and says what; a protected environment wants its name typed. Cancels where the user does not agree; a
 * choice is answered instead where the plan has to be made anew for it.
 */
export async function confirm(plan: RegistrationPlan, what: Subject & { project: string }, preview: RegistrationPreview): Promise<Choice | undefined> {
    const question = questionOf(plan, what);
    const yes = what.withdraw ? vscode.l10n.t('Unregister') : vscode.l10n.t('Register');
    const [changes, summary] = [vscode.l10n.t('Show Changes'), vscode.l10n.t('Show All')];
    const choices = what.withdraw ? [] : choicesOf(plan);
    const ways = [...plan.operations.length > 0 ? [yes] : [], ...plan.operations.length > 0 ? [changes] : [], ...isShortened(plan) || plan.operations.length === 0 ? [summary] : [], ...choices.map(({ title }) => title)];
    let answer = await vscode.window.showWarningMessage(question, { modal: true, detail: detailOf(plan) }, ...ways);
    // A modal would cover what it asks about, so the next question stands beside what is looked at.
    while (answer === changes || answer === summary) {
        await (answer === changes ? preview.show(what.project, plan) : preview.summarize(plan));
        const looked = answer;
        answer = await vscode.window.showInformationMessage(question, ...new Set([...ways, summary].filter(way => way !== looked)));
    }
    const chosen = choices.find(({ title }) => title === answer);
    if (chosen) {
        return chosen.choice;
    }
    if (answer !== yes || plan.protected && !await nameTyped(plan)) {
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

async function nameTyped({ environment, operations }: RegistrationPlan): Promise<boolean> {
    const typed = await vscode.window.showInputBox({
        title: vscode.l10n.t('"{0}" is protected', environment),
        prompt: operations.length === 1 ? vscode.l10n.t('Type the name of the environment to carry out one operation there.')
            : vscode.l10n.t('Type the name of the environment to carry out {0} operations there.', operations.length),
        ignoreFocusOut: true,
        validateInput: value => value === environment || value === '' ? undefined : vscode.l10n.t('This is not the name of the environment.'),
    });
    return typed === environment;
}
