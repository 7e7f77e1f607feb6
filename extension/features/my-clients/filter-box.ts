import * as vscode from 'vscode';
import type { ClientState } from '../../../language-server/protocol.ts';
import { appearanceOf } from '../../infrastructure/state-appearance.ts';
import type { ClientFilter } from './filter.ts';

/** Asks for words and shows at each keystroke what they leave; Escape takes them back. */
export async function askForWords(filter: ClientFilter, show: (filter: ClientFilter) => void): Promise<void> {
    const box = vscode.window.createInputBox();
    box.title = vscode.l10n.t('Filter My Clients');
    box.placeholder = vscode.l10n.t('Organization, client, API or plan');
    box.value = filter.words;
    box.onDidChangeValue(words => show({ ...filter, words }));
    const isAccepted = await new Promise<boolean>(resolve => {
        box.onDidAccept(() => resolve(true));
        box.onDidHide(() => resolve(false));
        box.show();
    });
    box.dispose();
    if (!isAccepted) {
        show(filter);
    }
}

const states: readonly ClientState[] = ['declared', 'registered', 'changed', 'awaiting-approval', 'retired', 'gateway-only', 'broken'];

/** The states that are to be shown; `undefined` where the user does not say. */
export async function askForStates(filter: ClientFilter): Promise<ClientFilter | undefined> {
    const items = states.map(state => {
        const { label, explanation, icon } = appearanceOf(state);
        return { label: `$(${icon}) ${label}`, description: explanation, picked: filter.states.includes(state), state };
    });
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show clients in these states only'), placeHolder: vscode.l10n.t('None chosen: all of them'), canPickMany: true });
    return chosen && { ...filter, states: chosen.length === states.length ? [] : chosen.map(({ state }) => state) };
}
