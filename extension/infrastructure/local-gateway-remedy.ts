import * as vscode from 'vscode';
import { ResponseError } from 'vscode-languageclient';
import type { RefusalData } from '../../language-server/protocol.ts';
import { Refusal } from './error-boundary.ts';

/** Where the local gateway does not run yet, the next step is a button. */
export function withLocalGateway(error: unknown, project: string): unknown {
    return error instanceof ResponseError && (error.data as RefusalData | undefined)?.failure === 'no-local-gateway'
        ? new Refusal(error.message, { title: vscode.l10n.t('Start Local Gateway'), command: 'apim.startLocalGateway', args: [{ project }] })
        : error;
}
