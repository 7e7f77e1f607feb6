import * as vscode from 'vscode';
import type { FoundAtGateway } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';

type Element = FoundAtGateway['elements'][number];

/** Asks which of what stands at the gateway is wanted, everything proposed; what is declared already is not asked about. */
export async function chooseElements({ environment, elements, unread }: FoundAtGateway): Promise<string[]> {
    const open = elements.filter(({ declared }) => !declared);
    if (open.length === 0) {
        throw new Refusal([
            elements.length > 0 ? vscode.l10n.t('Everything that stands at the gateway of "{0}" is declared in this project already.', environment) : vscode.l10n.t('Nothing stands at the gateway of "{0}".', environment),
            ...unread,
        ].join(' '));
    }
    const items = [...Map.groupBy(open, organizationOf)].sort(([a], [b]) => a.localeCompare(b)).flatMap(([organization, own]) => [
        { label: organization, kind: vscode.QuickPickItemKind.Separator },
        ...own.map(element => ({
            label: `$(${element.kind === 'api' ? 'globe' : 'device-mobile'}) ${element.key}`, description: element.kind === 'api' ? vscode.l10n.t('API') : vscode.l10n.t('Client'),
            picked: true, element,
        })),
    ]);
    const known = elements.length - open.length;
    const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { element?: Element }>(items, {
        title: vscode.l10n.t('What is to be imported from "{0}"?', environment), canPickMany: true, ignoreFocusOut: true,
        placeHolder: [
            unread.length > 0 ? vscode.l10n.t('Not everything could be read: see the output.') : undefined,
            known > 0 ? vscode.l10n.t('{0} are declared already and stay as they are.', known) : vscode.l10n.t('APIs that a client consumes, and their plans, come along.'),
        ].filter(text => text).join(' '),
    });
    const wanted = chosen?.flatMap(({ element }) => element ? [`${element.kind}:${element.key}`] : []) ?? [];
    if (wanted.length === 0) {
        throw new vscode.CancellationError();
    }
    return wanted;
}

function organizationOf({ key }: Element): string {
    return key.slice(0, key.indexOf('/'));
}
