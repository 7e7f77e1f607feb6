import * as vscode from 'vscode';
import type { ErrorBoundary } from './error-boundary.ts';
import { escaped } from './markup.ts';
import type { Ready } from './webview-messages.ts';

/** What a page is made of: `name` is that of its script and its style, which are bundled into `out`; `body` is markup without anything of a project. */
export interface PageParts { name: string; title: string; body: string }

/**
 * The page in a panel. It loads nothing from elsewhere and runs the one script that ships with it. A page that was hidden is loaded anew and says
 * so when it is ready; then it is told again what it has to show.
 */
export class WebviewPage<Told, Asked extends { kind: string }> {
    readonly panel: vscode.WebviewPanel;
    /** For styles that come with what is shown. */
    readonly nonce: string = crypto.randomUUID();
    #shown: Told | undefined;
    #waiting: Told[] = [];
    #isReady = false;
    #isClosed = false;

    constructor(panel: vscode.WebviewPanel, extension: vscode.Uri, boundary: ErrorBoundary, parts: PageParts, answer: (asked: Asked) => unknown) {
        const resources = vscode.Uri.joinPath(extension, 'out');
        this.panel = panel;
        panel.webview.options = { enableScripts: true, localResourceRoots: [resources] };
        panel.webview.onDidReceiveMessage((asked: Asked | Ready) => boundary.run(parts.title, async () => {
            if (!isReady(asked)) {
                return answer(asked);
            }
            this.#isReady = true;
            for (const told of [this.#shown, ...this.#waiting.splice(0)]) {
                if (told !== undefined) this.say(told);
            }
            return undefined;
        }));
        panel.onDidDispose(() => { this.#isReady = false; this.#isClosed = true; });
        panel.webview.html = htmlOf(panel.webview, resources, this.nonce, parts);
    }

    /** Whether somebody has closed it: what was asked for it meanwhile is for nobody. */
    get isClosed(): boolean {
        return this.#isClosed;
    }

    /** Shown now, and again whenever the page is loaded anew. */
    show(told: Told): void {
        this.#shown = told;
        this.say(told);
    }

    /** Said once, as soon as the page listens. */
    sayWhenReady(told: Told): void {
        if (this.#isReady) this.say(told);
        else this.#waiting.push(told);
    }

    /** Said once, to a page that listens. */
    say(told: Told): void {
        if (this.#isReady) {
            void this.panel.webview.postMessage(told);
        }
    }
}

function isReady(asked: { kind: string }): asked is Ready {
    return asked.kind === 'ready';
}

function htmlOf(webview: vscode.Webview, resources: vscode.Uri, nonce: string, { name, title, body }: PageParts): string {
    const resource = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(resources, file)).toString();
    return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${resource(`${name}.css`)}">
</head>
<body>
${body}
<script nonce="${nonce}" src="${resource(`${name}.js`)}"></script>
</body>
</html>`;
}
