import * as vscode from 'vscode';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { chooseClient, chooseContract } from '../../infrastructure/contract-picker.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { callExamples, keyVariable } from './call-examples.ts';
import { ClientPanel, viewType, type ClientAddress } from './client-panel.ts';
import type { PageState } from './messages.ts';

/** The page of a client, and what it offers without being open. */
export function activateClientPage(shell: Shell): void {
    const panels = new Set<ClientPanel>();
    const keep = (panel: ClientPanel) => {
        panels.add(panel);
        panel.onDidDispose(() => panels.delete(panel));
        return panel;
    };
    const show = async (address: ClientAddress, chainOf?: string) => {
        const there = [...panels].find(panel => panel.shows(address));
        const panel = there ?? keep(new ClientPanel(shell, address));
        await panel.show(address, chainOf).catch((error: unknown) => {
            if (!there) panel.dispose();
            throw error;
        });
    };
    const refresh = () => panels.forEach(panel => shell.boundary.run('Client', () => panel.refresh()));
    shell.context.subscriptions.push(
        shell.server.onDidChangeClients(refresh),
        shell.server.whenRunning(refresh),
        shell.session.onDidChange(refresh),
        { dispose: () => panels.forEach(panel => panel.dispose()) },
        vscode.window.registerWebviewPanelSerializer(viewType, {
            async deserializeWebviewPanel(panel, state: Partial<PageState> | undefined) {
                if (typeof state?.project !== 'string' || typeof state.key !== 'string') {
                    return panel.dispose();
                }
                // What it shows comes as soon as the server runs.
                await keep(new ClientPanel(shell, { project: state.project, key: state.key }, panel)).refresh();
            },
        }),
        shell.boundary.command('apim.showClient', async (argument?: ClientArgument) => {
            await show(await chooseClient(shell, argument, vscode.l10n.t('Which client is to be shown?'), 'all'));
        }),
        shell.boundary.command('apim.showPolicyChain', async (argument?: ClientArgument) => {
            const { page, contract } = await chooseContract(shell, argument, vscode.l10n.t('The policies of which contract are to be shown?'));
            await show({ project: page.project, key: page.key }, contract.api.key);
        }),
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
