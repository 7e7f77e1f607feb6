import * as vscode from 'vscode';
import type { DrawnContracts } from '../../../language-server/protocol.ts';
import type { ErrorBoundary } from '../../infrastructure/error-boundary.ts';
import { button, escaped } from '../../infrastructure/markup.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { revealSource } from '../../infrastructure/source-location.ts';
import { WebviewPage } from '../../infrastructure/webview-page.ts';
import { impactText } from './impact-text.ts';
import type { Asked, Shown } from './messages.ts';

export const viewType = 'apim.contractGraph';

export type Drawing = DrawnContracts & { part: string | undefined };

/** `choose` asks what the picture is to be about where the whole has too many boxes; `again` asks nobody. */
export interface Draw { choose(part: string | undefined): Promise<Drawing>; again(part: string | undefined): Promise<Drawing> }

/** The page with the graph. It holds no secret, loads nothing from elsewhere, and runs the one script that ships with it. */
export class GraphPanel {
    readonly #page: WebviewPage<Shown, Asked>;
    readonly #boundary: ErrorBoundary;
    readonly #draw: Draw;
    readonly #project: string;
    #drawing: Drawing | undefined;
    /** What a page showed before the window was loaded anew, and is to show again. */
    #awaited: { part: string | undefined } | undefined;
    #isStale = false;
    /** Answers may overtake each other; only that to the last question counts. */
    #asked = 0;

    constructor(
        { context: { extensionUri }, boundary }: Pick<Shell, 'context' | 'boundary'>, project: string, draw: Draw,
        panel = vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Contracts'), vscode.ViewColumn.Active),
    ) {
        this.#project = project;
        panel.iconPath = new vscode.ThemeIcon('type-hierarchy');
        this.#boundary = boundary;
        this.#draw = draw;
        this.#page = new WebviewPage(panel, extensionUri, boundary, { name: 'contract-graph', title: vscode.l10n.t('Contracts'), body: bodyOf() }, asked => this.#answer(asked));
        panel.onDidChangeViewState(() => {
            if (panel.visible && this.#isStale) this.refresh();
        });
    }

    get onDidDispose(): vscode.Event<void> {
        return this.#page.panel.onDidDispose;
    }

    dispose(): void {
        this.#page.panel.dispose();
    }

    /** A page without a picture is of no use to anybody. */
    disposeWhereEmpty(): void {
        if (!this.#drawing) {
            this.dispose();
        }
    }

    /** All of it, or what hangs on one thing. */
    async show(part: string | undefined): Promise<void> {
        this.#page.panel.reveal();
        const drawing = await this.#draw.choose(part);
        if (this.#page.isClosed) {
            return;
        }
        this.#asked += 1;
        this.#take(drawing);
    }

    /** The same as before the window was loaded anew, as soon as the server can draw it. */
    showAgain(part: string | undefined): void {
        this.#awaited = { part };
        this.refresh();
    }

    /** Draws the same anew, where somebody sees it; else as soon as somebody does. */
    refresh(): void {
        this.#isStale = !this.#page.panel.visible;
        if ((this.#drawing ?? this.#awaited) && !this.#isStale) {
            void this.#boundary.run('Contract graph', () => this.#drawAgain());
        }
    }

    /** What is half typed may not be there to be drawn, or have become too much to read: until it is, the picture stays as it was. */
    async #drawAgain(): Promise<void> {
        const asked = this.#asked += 1;
        const next = await this.#draw.again((this.#drawing ?? this.#awaited)?.part).catch(() => undefined);
        if (this.#page.isClosed || asked !== this.#asked) {
            return;
        }
        if (!next || next.svg === undefined && next.part === undefined) {
            // What was there before a reload is gone meanwhile, or too much to read.
            this.disposeWhereEmpty();
            return;
        }
        if (next.svg !== this.#drawing?.svg || JSON.stringify(next.impact) !== JSON.stringify(this.#drawing?.impact)) {
            this.#take(next);
        }
    }

    #take(drawing: Drawing): void {
        this.#awaited = undefined;
        this.#drawing = drawing;
        this.#page.panel.title = drawing.part === undefined ? vscode.l10n.t('Contracts in {0}', drawing.environment) : vscode.l10n.t('Contracts of {0}', drawing.part);
        this.#post();
    }

    async #answer(asked: Asked): Promise<void> {
        switch (asked.kind) {
            case 'all':
                return this.show(undefined);
            case 'export':
                return this.#export();
            case 'open': {
                const source = this.#nodeOf(asked.id)?.source;
                return source && revealSource(source, { viewColumn: vscode.ViewColumn.Beside });
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
        if (this.#drawing) {
            const { svg, nodes, part } = this.#drawing;
            this.#page.show({
                project: this.#project,
                svg: svg?.replace('<style>', `<style nonce="${this.#page.nonce}">`), nodes: nodes.map(({ id, key, source }) => ({ id, key, canOpen: source !== undefined })), part,
                impact: part === undefined ? undefined : impactText(part, this.#drawing),
            });
        }
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

function bodyOf(): string {
    const t = vscode.l10n.t;
    return `<header>
<h1>${escaped(t('Contracts'))}</h1>
<div role="toolbar" aria-label="${escaped(t('Search and zoom'))}">
<input id="search" type="search" placeholder="${escaped(t('Search'))}" aria-label="${escaped(t('Search clients, plans, APIs and gateways'))}">
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
<div id="content">
<main id="graph" aria-label="${escaped(t('Contracts'))}"></main>
<aside id="impact" aria-labelledby="impact-title" hidden></aside>
</div>`;
}
