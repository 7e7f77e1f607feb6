import * as vscode from 'vscode';
import { ClientPageRequest, type ClientPage } from '../../../language-server/protocol.ts';
import { escaped } from '../../infrastructure/markup.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { revealSource } from '../../infrastructure/source-location.ts';
import { appearanceOf } from '../../infrastructure/state-appearance.ts';
import { WebviewPage } from '../../infrastructure/webview-page.ts';
import { callExamples } from './call-examples.ts';
import type { Asked, PageCommand, Told } from './messages.ts';
import { pageModel, sourcesOf } from './page-model.ts';

export const viewType = 'apim.client';
const keyIsShownFor = 30;
const commands: ReadonlySet<PageCommand> = new Set(['apim.registerClient', 'apim.previewRegistration', 'apim.newVersion', 'apim.retireClient', 'apim.goToDeclaration', 'apim.showContractGraph', 'apim.importFromGateway', 'apim.startLocalGateway', 'workbench.trust.manage']);

/** Whose page it is. */
export interface ClientAddress { project: string; key: string }

/** The page of one client at a time. It asks nothing of a gateway by itself, and is given a key only when the user asks to see it. */
export class ClientPanel {
    readonly #shell: Shell;
    readonly #page: WebviewPage<Told, Asked>;
    #address: ClientAddress;
    #client: ClientPage | undefined;
    #isStale = false;
    /** Answers may overtake each other; only that to the last question counts. */
    #asked = 0;

    constructor(shell: Shell, address: ClientAddress, panel = vscode.window.createWebviewPanel(viewType, address.key, vscode.ViewColumn.Active)) {
        this.#shell = shell;
        this.#address = address;
        panel.iconPath = new vscode.ThemeIcon('device-mobile');
        this.#page = new WebviewPage<Told, Asked>(panel, shell.context.extensionUri, shell.boundary, { name: 'client-page', title: vscode.l10n.t('Client'), body: bodyOf() }, asked => this.#answer(asked));
        panel.onDidChangeViewState(() => {
            if (panel.visible && this.#isStale) {
                void shell.boundary.run('Client', () => this.refresh());
            }
        });
    }

    get onDidDispose(): vscode.Event<void> {
        return this.#page.panel.onDidDispose;
    }

    dispose(): void {
        this.#page.panel.dispose();
    }

    shows({ project, key }: ClientAddress): boolean {
        return this.#address.project === project && this.#address.key === key;
    }

    async show(address: ClientAddress, chainOf?: string): Promise<void> {
        this.#page.panel.reveal();
        this.#address = address;
        await this.#load();
        if (chainOf !== undefined) {
            this.#page.sayWhenReady({ kind: 'chain', api: chainOf });
        }
    }

    /** Shows what is different by now; a page that nobody sees waits until somebody does. */
    async refresh(): Promise<void> {
        this.#isStale = !this.#page.panel.visible;
        if (this.#isStale || !this.#shell.server.isRunning) {
            return;
        }
        await this.#load().catch((error: unknown) => {
            // It may be gone, or be there again after the next key stroke; until then the page stays as it was.
            this.#isStale = true;
            this.#page.sayWhenReady({ kind: 'trouble', text: error instanceof Error ? error.message : String(error) });
        });
    }

    async #load(): Promise<void> {
        const { project, key } = this.#address;
        this.#asked += 1;
        const asked = this.#asked;
        const client = await this.#shell.server.client.sendRequest(ClientPageRequest, { project, client: key });
        if (asked === this.#asked && !this.#page.isClosed) {
            this.#client = client;
            this.#page.panel.title = `${client.name}@${client.version}`;
            this.#page.show({ kind: 'page', page: pageModel(client, { t: vscode.l10n.t, language: vscode.env.language, trusted: this.#shell.session.trusted, canConnect: this.#shell.session.canConnect, appearanceOf }) });
        }
    }

    async #answer(asked: Asked): Promise<unknown> {
        const { project, key } = this.#address;
        switch (asked.kind) {
            case 'run': return commands.has(asked.command) ? this.#run(asked.command) : undefined;
            case 'version': return this.show({ project, key: asked.key });
            case 'open': return this.#open(asked.source);
            case 'copy-url': return this.#copy(asked.url);
            case 'copy-code': return this.#copyCode(asked);
            case 'send': return vscode.commands.executeCommand('apim.sendTestRequest', { project, key, api: asked.api });
            case 'copy-key': return this.#say(await this.#shell.keys.copy(this.#address));
            case 'show-key': return this.#page.say({ kind: 'key', value: await this.#shell.keys.read(this.#address), seconds: keyIsShownFor });
        }
    }

    #run(command: PageCommand): Thenable<unknown> {
        const argument = command === 'workbench.trust.manage' ? [] : [{ ...this.#address, source: this.#client?.source }];
        return vscode.commands.executeCommand(command, ...argument);
    }

    async #open(name: string): Promise<void> {
        const source = this.#client && sourcesOf(this.#client).get(name);
        if (source) {
            await revealSource(source, { viewColumn: vscode.ViewColumn.Beside });
        }
    }

    async #copyCode({ api, language, withKey }: Extract<Asked, { kind: 'copy-code' }>): Promise<void> {
        const contract = this.#client?.contracts.find(candidate => candidate.api.key === api);
        const example = callExamples.find(({ id }) => id === language);
        const [url] = contract?.urls ?? [];
        if (contract && example && url !== undefined) {
            const code = (key?: string) => example.code({ url: `${url}${contract.examplePath}`, signIns: contract.signIns }, key);
            await (withKey ? this.#say(await this.#shell.keys.copy(this.#address, code)) : this.#copy(code()));
        }
    }

    async #copy(text: string): Promise<void> {
        await vscode.env.clipboard.writeText(text);
        this.#say(vscode.l10n.t('Copied.'));
    }

    #say(text: string): void {
        this.#page.say({ kind: 'said', text });
    }
}

function bodyOf(): string {
    return `<p id="trouble" role="alert" hidden></p>
<header id="head" tabindex="-1"></header>
<main aria-label="${escaped(vscode.l10n.t('Client'))}">
<section id="changes" tabindex="-1"></section>
<section id="contracts" tabindex="-1"></section>
<section id="key" tabindex="-1"></section>
</main>
<p id="said" role="status"></p>`;
}
