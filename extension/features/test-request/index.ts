import * as vscode from 'vscode';
import { TestCallRequest, type SecretQuestion, type TestCall } from '../../../language-server/protocol.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { chooseContract } from '../../infrastructure/contract-picker.ts';
import { offer } from '../../infrastructure/error-boundary.ts';
import { withLocalGateway } from '../../infrastructure/local-gateway-remedy.ts';
import { MarkdownDocuments } from '../../infrastructure/markdown-documents.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { answerAsMarkdown } from './answer-text.ts';
import { askForCall } from './call-box.ts';

/** What was typed for a call and did not prove right, by the code of the refusal: a password, or a token. */
const disproved: readonly [code: RegExp, kind: SecretQuestion['kind']][] = [[/^10003$/, 'secret-parameter'], [/^1[12]\d{3}$/, 'caller-token']];

/** `Send Test Request…`: one call of a contract through the gateway, as the client makes it. */
export function activateTestRequest(shell: Shell): void {
    const { context, boundary, server, secrets } = shell;
    /** Of each contract the last one. */
    const answers = new MarkdownDocuments('apim-answer');
    context.subscriptions.push(
        answers,
        boundary.command('apim.sendTestRequest', async (argument?: ClientArgument) => {
            shell.session.requireGateway();
            const { page, contract } = await chooseContract(shell, argument, vscode.l10n.t('Which contract is to be called?'));
            const { project, key: client } = page;
            const api = contract.api.key;
            const call = await askForCall(server, page, contract);
            const answer = await vscode.window.withProgress(
                { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Calling {0} as {1}', api, client), cancellable: true },
                (_, token) => server.client.sendRequest(TestCallRequest, { project, client, api, ...call }, token),
            ).then(undefined, (error: unknown) => { throw withLocalGateway(error, project); });
            await secrets.confirm('gateway-password', 'key-passphrase');
            const [, wrong] = disproved.find(([code]) => code.test(answer.refusal?.code ?? '')) ?? [];
            if (wrong) {
                secrets.discard(wrong);
            }
            await answers.show(`${client} → ${api}`, answerAsMarkdown(answer, { client, api }, vscode.l10n.t), 'beside');
            await tellRefusal(answer);
        }),
    );
}

async function tellRefusal({ refusal }: TestCall): Promise<void> {
    const step = refusal?.step;
    if (step?.source) {
        await offer(vscode.window.showWarningMessage, vscode.l10n.t('{0} of {1} refused the call: {2}', step.title ?? step.type, step.originKey, refusal!.message), {
            title: vscode.l10n.t('Go to Policy'), command: 'apim.goToDeclaration', args: [{ source: step.source }],
        });
    }
}
