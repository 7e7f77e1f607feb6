import * as vscode from 'vscode';
import type { RegistrationPlan } from '../../../language-server/protocol.ts';

/** What a registration is about: some clients, or everything that is declared. */
export interface Subject { clients: string[] | undefined; withdraw: boolean }

/** A modal shows plain text and has room for little of it; more than this is told by its number. */
const mostOperations = 10;
const mostOthers = 3;

export function questionOf(plan: RegistrationPlan, { clients, withdraw }: Subject): string {
    // An API and a client may have one key; which one is meant is said in front of it.
    const what = clients?.length === 1 ? clients[0]!.replace(/^(api|client):/, '') : clients ? vscode.l10n.t('{0} clients', clients.length) : vscode.l10n.t('everything that is declared');
    if (withdraw) {
        return vscode.l10n.t('Take {0} off the gateways of the environment "{1}"?', what, plan.environment);
    }
    switch (plan.operations.length) {
        case 0: return vscode.l10n.t('Nothing is to be registered in the environment "{0}", unless you decide on what follows.', plan.environment);
        case 1: return vscode.l10n.t('Register {0} in the environment "{1}"? One operation will be carried out.', what, plan.environment);
        default: return vscode.l10n.t('Register {0} in the environment "{1}"? {2} operations will be carried out.', what, plan.environment, plan.operations.length);
    }
}

/** Each object by its name with what becomes of it; then whom it concerns, what is left as it is, and what the gateway may refuse. */
export function detailOf(plan: RegistrationPlan): string {
    const { operations, impact, skipped, strangers, prunable, warnings } = plan;
    const isOthers = new Set(strangers);
    return [
        ...plan.protected ? [vscode.l10n.t('"{0}" is protected: its name has to be typed.', plan.environment)] : [],
        shortened(operationLines(operations), mostOperations).join('\n'),
        impact.map(({ api, plan: through, clients }) => vscode.l10n.t('Concerned by {0}: {1}', through === undefined ? api : `${api} · ${through}`, shortened(clients, mostOthers).join(', '))).join('\n'),
        shortened(skipped.filter(({ entity }) => !isOthers.has(entity)).map(({ entity, message }) => vscode.l10n.t('Not registered: {0}. {1}', entity, message)), mostOthers).join('\n'),
        strangers.length > 0 ? vscode.l10n.t('Registered by others, and left as it is: {0}', shortened(strangers, mostOthers).join(', ')) : '',
        prunable.length > 0 ? vscode.l10n.t('No longer declared, and left at the gateway: {0}', shortened(prunable, mostOthers).join(', ')) : '',
        shortened(warnings.map(warning => vscode.l10n.t('Warning: {0}', warning)), mostOthers).join('\n'),
    ].filter(part => part !== '').join('\n\n');
}

/** Whether the question does not name all of it. */
export function isShortened({ operations, impact, skipped, warnings, strangers, prunable }: RegistrationPlan): boolean {
    return operations.length > mostOperations || [skipped, warnings, strangers, prunable, ...impact.map(({ clients }) => clients)].some(list => list.length > mostOthers);
}

/** `Register ShopInc/MobileShop@2.1 (changed)`; with the gateway, where there are several. */
export function operationLines(operations: RegistrationPlan['operations']): string[] {
    const severalGateways = new Set(operations.map(({ gateway }) => gateway)).size > 1;
    return operations.map(({ kind, entity, gateway, reason }) => {
        const what = severalGateways ? `${entity} @ ${new URL(gateway).host}` : entity;
        const why = reasonText(reason);
        switch (kind) {
            case 'publish': return vscode.l10n.t('Publish {0} ({1})', what, why);
            case 'register': return vscode.l10n.t('Register {0} ({1})', what, why);
            // What is agreed to is the change itself.
            case 'unregister': return reason === 'changed' ? vscode.l10n.t('Unregister {0}', what) : vscode.l10n.t('Unregister {0} ({1})', what, why);
            case 'retire': return reason === 'changed' ? vscode.l10n.t('Retire {0}', what) : vscode.l10n.t('Retire {0} ({1})', what, why);
        }
    });
}

function reasonText(reason: RegistrationPlan['operations'][number]['reason']): string {
    return {
        'new': vscode.l10n.t('new'), 'changed': vscode.l10n.t('changed'), 'gateway-changed': vscode.l10n.t('changed at the gateway'), 'gone': vscode.l10n.t('no longer declared'),
    }[reason];
}

function shortened(lines: readonly string[], most: number): string[] {
    return lines.length > most ? [...lines.slice(0, most), vscode.l10n.t('… and {0} more', lines.length - most)] : [...lines];
}
