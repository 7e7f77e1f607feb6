import * as vscode from 'vscode';
import type { ProjectElement } from '../../language-server/protocol.ts';

/** Codicons of plans, APIs and clients, wherever one of them is shown. */
export const elementIcons: Readonly<Record<ProjectElement['kind'], string>> = { plan: 'tag', api: 'globe', client: 'device-mobile' };

/** What the source says of one, in a word; where it stands at a gateway is another matter. */
export function elementStateText({ state }: Pick<ProjectElement, 'state'>): string {
    return {
        draft: vscode.l10n.t('draft'), published: vscode.l10n.t('published'), locked: vscode.l10n.t('locked'),
        declared: vscode.l10n.t('declared'), retired: vscode.l10n.t('retired'),
    }[state];
}
