import * as vscode from 'vscode';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { chooseContract } from '../../infrastructure/contract-picker.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { callExamples, keyVariable } from './call-examples.ts';

/** The page of a client, and what it offers without being open. */
export function activateClientPage(shell: Shell): void {
    shell.context.subscriptions.push(
        shell.boundary.command('apim.copyCurl', async (argument?: ClientArgument) => {
            const { page, contract } = await chooseContract(shell, argument, vscode.l10n.t('Which contract is to be called?'));
            const [url] = contract.urls;
            if (url === undefined) {
                throw new Refusal(vscode.l10n.t('Where {0} is called is not known yet: no gateway has said so.', contract.api.key), {
                    title: vscode.l10n.t('Start Local Gateway'), command: 'apim.startLocalGateway', args: [{ project: page.project }],
                });
            }
            await vscode.env.clipboard.writeText(callExamples[0]!.code({ url: `${url}${contract.examplePath}`, signIns: contract.signIns }));
            vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) curl copied; it takes the API key from {0}', `$${keyVariable}`), 10_000);
        }),
    );
}
