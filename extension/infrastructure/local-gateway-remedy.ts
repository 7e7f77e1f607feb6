import * as vscode from 'vscode';
import { Refusal } from './error-boundary.ts';
import { isServerError } from './server-error.ts';

/** Where the local gateway does not run yet, the next step is a button. */
export function withLocalGateway(error: unknown, project: string): unknown {
    return isServerError(error) && error.data?.failure === 'no-local-gateway'
        ? new Refusal(error.message, { title: vscode.l10n.t('Start Local Gateway'), command: 'apim.startLocalGateway', args: [{ project }] })
        : error;
}
