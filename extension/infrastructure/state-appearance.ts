import * as vscode from 'vscode';
import type { ClientState } from '../../language-server/protocol.ts';

/** How a state looks wherever it is shown: words, codicon, badge of one character, colour id of package.json. */
export interface StateAppearance { label: string; explanation: string; icon: string; badge: string; color: string }

export function appearanceOf(state: ClientState): StateAppearance {
    return appearances()[state];
}

function appearances(): Record<ClientState, StateAppearance> {
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
