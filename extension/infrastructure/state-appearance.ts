import * as vscode from 'vscode';
import type { ApiState, ClientState, GatewayState, LineState } from '../../language-server/protocol.ts';

/** How a state looks wherever it is shown: words, codicon, badge of one character, colour id of package.json. */
export interface StateAppearance { label: string; explanation: string; icon: string; badge: string; color: string }

/** What a state is of. */
export type Subject = 'client' | 'api' | 'gateway';

/** How many clients wait for a registration. */
export function waitingText(waiting: number): string {
    switch (waiting) {
        case 0: return vscode.l10n.t('All clients are registered as declared');
        case 1: return vscode.l10n.t('One client is not registered as declared');
        default: return vscode.l10n.t('{0} clients are not registered as declared', waiting);
    }
}

export function appearanceOf(state: ClientState): StateAppearance {
    return clients()[state];
}

/** The same for the states of APIs and of gateways. */
export function appearanceFor(subject: Subject, state: LineState): StateAppearance {
    switch (subject) {
        case 'client': return clients()[state as ClientState];
        case 'api': return apis()[state as ApiState];
        case 'gateway': return gateways()[state as GatewayState];
    }
}

function clients(): Record<ClientState, StateAppearance> {
    const t = vscode.l10n.t;
    return {
        'declared': { label: t('declared'), explanation: t('Declared here, not registered at the gateway'), icon: 'circle-outline', badge: 'D', color: 'apim.state.declared' },
        'registered': { label: t('registered'), explanation: t('Registered at the gateway as it is declared here'), icon: 'pass-filled', badge: '✓', color: 'apim.state.registered' },
        'changed': { label: t('changed'), explanation: t('Changed since it was registered: register it again'), icon: 'diff-modified', badge: 'C', color: 'apim.state.changed' },
        'awaiting-approval': { label: t('waiting for approval'), explanation: t("Waits for the approval of the API's owner"), icon: 'watch', badge: 'W', color: 'apim.state.awaitingApproval' },
        'retired': { label: t('retired'), explanation: t('Declared retired'), icon: 'archive', badge: 'R', color: 'apim.state.retired' },
        'gateway-only': { label: t('only at the gateway'), explanation: t('Registered at the gateway, declared nowhere in this project'), icon: 'cloud', badge: 'G', color: 'apim.state.gatewayOnly' },
        'broken': { label: t('broken'), explanation: t('Cannot be registered: see the problems of its declaration'), icon: 'error', badge: '!', color: 'apim.state.broken' },
    };
}

function apis(): Record<ApiState, StateAppearance> {
    const t = vscode.l10n.t;
    const { declared, registered, changed, retired, 'gateway-only': gatewayOnly } = clients();
    return {
        'draft': { ...declared, label: t('draft'), explanation: t('A draft: no client can have a contract with it before it is published'), icon: 'edit', badge: 'E' },
        'declared': { ...declared, explanation: t('Declared published, and not at the gateway yet') },
        'published': { ...registered, label: t('published'), explanation: t('Stands at the gateway as it is declared here') },
        'changed': { ...changed, explanation: t('Changed since it was published: publish it again by registering') },
        retired,
        'gateway-only': { ...gatewayOnly, explanation: t('Stands at the gateway, declared nowhere in this project') },
    };
}

function gateways(): Record<GatewayState, StateAppearance> {
    const t = vscode.l10n.t;
    const { declared, registered, broken } = clients();
    return {
        'connected': { ...registered, label: t('connected'), explanation: t('Answers, and takes the credentials') },
        'unreachable': { ...broken, label: t('not reachable'), explanation: t('Did not answer when it was asked last') },
        'not-asked': { ...declared, label: t('not connected'), explanation: t('Nobody has connected to it in this window yet'), badge: '–' },
        'stopped': { ...declared, label: t('stopped'), explanation: t('The local gateway does not run'), icon: 'debug-stop', badge: '–' },
    };
}
