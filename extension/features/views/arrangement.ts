import * as vscode from 'vscode';
import type { ViewGrouping, ViewName, ViewOrder } from '../../../language-server/protocol.ts';

/** How the lines of a view are arranged; remembered for the workspace. */
export interface Arrangement { grouping: ViewGrouping; order: ViewOrder }

export const plain: Arrangement = { grouping: 'organization', order: 'name' };

export function remembered(memory: vscode.Memento, view: ViewName): Arrangement {
    return { ...plain, ...memory.get<Partial<Arrangement>>(keyOf(view)) };
}

export async function remember(memory: vscode.Memento, view: ViewName, arrangement: Arrangement): Promise<void> {
    await memory.update(keyOf(view), arrangement);
}

/** What the lines are to be grouped by; `undefined` where the user does not say. */
export async function askForGrouping(view: ViewName, { grouping }: Arrangement): Promise<ViewGrouping | undefined> {
    const t = vscode.l10n.t;
    const choices: Choice<ViewGrouping>[] = [
        { value: 'organization', label: t('Organization'), icon: 'organization' },
        { value: 'state', label: t('State'), icon: 'pulse' },
        ...view === 'clients' ? [{ value: 'api' as const, label: t('API that is consumed'), icon: 'globe' }] : [],
        { value: 'none', label: t('Nothing: one flat list'), icon: 'list-flat' },
    ];
    return choose(choices, grouping, view === 'clients' ? t('Group My Clients by') : t('Group APIs by'));
}

export async function askForOrder(view: ViewName, { order }: Arrangement): Promise<ViewOrder | undefined> {
    const t = vscode.l10n.t;
    const choices: Choice<ViewOrder>[] = [
        { value: 'name', label: t('Name'), icon: 'case-sensitive' },
        { value: 'state', label: t('State: what needs attention first'), icon: 'pulse' },
        { value: 'newest', label: t('Version: the newest first'), icon: 'versions' },
    ];
    return choose(choices, order, view === 'clients' ? t('Sort My Clients by') : t('Sort APIs by'));
}

interface Choice<T> { value: T; label: string; icon: string }

async function choose<T>(choices: Choice<T>[], now: T, title: string): Promise<T | undefined> {
    const items = choices.map(({ value, label, icon }) => ({ label: `$(${icon}) ${label}`, description: value === now ? vscode.l10n.t('now') : '', value }));
    // What is chosen already comes first, so that Enter changes nothing.
    items.sort((a, b) => Number(b.value === now) - Number(a.value === now));
    return (await vscode.window.showQuickPick(items, { title, placeHolder: title }))?.value;
}

function keyOf(view: ViewName): string {
    return `apim.arrangement.${view}`;
}
