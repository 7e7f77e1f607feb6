import * as vscode from 'vscode';
import type { DrawnContracts } from '../../../language-server/protocol.ts';
import type { ErrorBoundary } from '../../infrastructure/error-boundary.ts';
import { revealSource } from '../../infrastructure/source-location.ts';
import type { Asked, Shown } from './messages.ts';

type Drawing = DrawnContracts & { part: string | undefined };

/** The page with the graph. It holds no secret, loads nothing from elsewhere, and runs the one script that ships with it. */
export class GraphPanel {
    readonly #panel: vscode.WebviewPanel;
    readonly #boundary: ErrorBoundary;
    readonly #draw: (part: string | undefined, token?: vscode.CancellationToken) => Promise<Drawing>;
    readonly #nonce = crypto.randomUUID();
    #drawing: Drawing | undefined;
    #isReady = false;

    constructor(extension: vscode.Uri, boundary: ErrorBoundary, draw: (part: string | undefined, token?: vscode.CancellationToken) => Promise<Drawing>) {
        this.#boundary = boundary;
        this.#draw = draw;
        const resources = vscode.Uri.joinPath(extension, 'out');
        this.#panel = vscode.window.createWebviewPanel('apim.contractGraph', vscode.l10n.t('Contracts'), vscode.ViewColumn.Active, { enableScripts: true, localResourceRoots: [resources] });
        this.#panel.iconPath = new vscode.ThemeIcon('type-hierarchy');
        this.#panel.webview.onDidReceiveMessage((asked: Asked) => this.#boundary.run('Contract graph', () => this.#answer(asked)));
        this.#panel.webview.html = pageOf(this.#panel.webview, resources, this.#nonce);
    }

    get onDidDispose(): vscode.Event<void> {
        return this.#panel.onDidDispose;
    }

    dispose(): void {
        this.#panel.dispose();
    }

    /** A page without a picture is of no use to anybody. */
    disposeWhereEmpty(): void {
        if (!this.#drawing) {
            this.dispose();
        }
    }

    /** All of it, or what hangs on one thing. */
    async show(part: string | undefined): Promise<void> {
        this.#panel.reveal();
        this.#drawing = await this.#draw(part);
        this.#panel.title = part === undefined ? vscode.l10n.t('Contracts in {0}', this.#drawing.environment) : vscode.l10n.t('Contracts of {0}', this.#drawing.part ?? part);
        this.#post();
    }

    /** Draws the same anew; where that is gone, all of it. */
    async refresh(): Promise<void> {
        if (!this.#drawing) {
            return;
        }
        const { part } = this.#drawing;
        const next = await this.#draw(part).catch((error: unknown) => {
            if (part === undefined) throw error;
            return this.#draw(undefined);
        });
        if (next.svg !== this.#drawing.svg) {
            this.#drawing = next;
            this.#post();
        }
    }

    /** A page that was hidden is loaded anew, and says so when it is ready. */
    async #answer(asked: Asked): Promise<void> {
        switch (asked.kind) {
            case 'ready':
                this.#isReady = true;
                return this.#post();
            case 'all':
                return this.show(undefined);
            case 'export':
                return this.#export();
            case 'open': {
                const source = this.#nodeOf(asked.id)?.source;
                return source && revealSource(source, vscode.ViewColumn.Beside);
            }
            case 'around': {
                const node = this.#nodeOf(asked.id);
                return node && this.show(node.key);
            }
        }
    }

    #nodeOf(id: string) {
        return this.#drawing?.nodes.find(node => node.id === id);
    }

    #post(): void {
        if (!this.#isReady || this.#drawing?.svg === undefined) {
            return;
        }
        const { svg, nodes, part } = this.#drawing;
        const shown: Shown = { svg: svg.replace('<style>', `<style nonce="${this.#nonce}">`), nodes: nodes.map(({ id, key, source }) => ({ id, key, canOpen: source !== undefined })), part };
        void this.#panel.webview.postMessage(shown);
    }

    async #export(): Promise<void> {
        const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
        const uri = await vscode.window.showSaveDialog({
            filters: { SVG: ['svg'] }, title: vscode.l10n.t('Save the picture'), ...folder ? { defaultUri: vscode.Uri.joinPath(folder, 'contracts.svg') } : {},
        });
        if (uri && this.#drawing?.svg !== undefined) {
            await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(this.#drawing.svg));
        }
    }
}

function pageOf(webview: vscode.Webview, resources: vscode.Uri, nonce: string): string {
    const t = vscode.l10n.t;
    const resource = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(resources, name)).toString();
    const text = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const button = (id: string, words: string, label?: string) => `<button id="${id}" type="button"${label === undefined ? '' : ` aria-label="${text(label)}" title="${text(label)}"`}>${text(words)}</button>`;
    return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>${text(t('Contracts'))}</title>
<link rel="stylesheet" href="${resource('contract-graph.css')}">
</head>
<body>
<header>
<h1>${text(t('Contracts'))}</h1>
<div role="toolbar" aria-label="${text(t('Search and zoom'))}">
<input id="search" type="search" placeholder="${text(t('Search'))}" aria-label="${text(t('Search clients, plans, APIs and gateways'))}">
<span id="found" role="status"></span>
${button('around', t('Only What Hangs on It'))}
${button('all', t('Show All'))}
<span class="rest"></span>
${button('out', '−', t('Zoom Out'))}
${button('fit', t('Fit'))}
${button('in', '+', t('Zoom In'))}
${button('export', t('Export SVG…'))}
</div>
</header>
<main id="graph" aria-label="${text(t('Contracts'))}"></main>
<script nonce="${nonce}" src="${resource('contract-graph.js')}"></script>
</body>
</html>`;
}
