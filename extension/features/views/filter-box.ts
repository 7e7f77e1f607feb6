import * as vscode from 'vscode';
import type { ApiState, ClientState, LineState, ViewName } from '../../../language-server/protocol.ts';
import { appearanceFor } from '../../infrastructure/state-appearance.ts';

/** What of a view is shown: lines with these words in them, and versions in one of these states; nothing given, nothing left out. */
export interface Filter { words: string; states: readonly LineState[] }

export const everything: Filter = { words: '', states: [] };

export function isNarrow({ words, states }: Filter): boolean {
    return words.trim() !== '' || states.length > 0;
}

/** Asks for words and shows while somebody types what they leave; Escape takes them back. */
export async function askForWords(view: ViewName, filter: Filter, show: (filter: Filter) => void): Promise<void> {
    const box = vscode.window.createInputBox();
    box.title = view === 'clients' ? vscode.l10n.t('Filter My Clients') : vscode.l10n.t('Filter APIs');
    box.placeholder = view === 'clients' ? vscode.l10n.t('Organization, client, API or plan') : vscode.l10n.t('Organization, API, plan or client');
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

/** The states that are to be shown; `undefined` where the user does not say. */
export async function askForStates(view: ViewName, filter: Filter): Promise<Filter | undefined> {
    const states = statesOf(view);
    const items = states.map(state => {
        const { label, explanation, icon } = appearanceFor(view === 'clients' ? 'client' : 'api', state);
        return { label: `$(${icon}) ${label}`, description: explanation, picked: filter.states.includes(state), state };
    });
    const title = view === 'clients' ? vscode.l10n.t('Show clients in these states only') : vscode.l10n.t('Show APIs in these states only');
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('None chosen: all of them'), canPickMany: true });
    return chosen && { ...filter, states: chosen.length === states.length ? [] : chosen.map(({ state }) => state) };
}

/** `"gold", changed`. */
export function filterText(view: ViewName, { words, states }: Filter): string {
    return [...words.trim() ? [`"${words.trim()}"`] : [], ...states.map(state => appearanceFor(view === 'clients' ? 'client' : 'api', state).label)].join(', ');
}

function statesOf(view: ViewName): readonly LineState[] {
    const ofClients: readonly ClientState[] = ['declared', 'registered', 'changed', 'awaiting-approval', 'retired', 'gateway-only', 'broken'];
    const ofApis: readonly ApiState[] = ['draft', 'declared', 'published', 'changed', 'retired', 'gateway-only'];
    return view === 'clients' ? ofClients : ofApis;
}
