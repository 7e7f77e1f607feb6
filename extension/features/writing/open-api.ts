import * as vscode from 'vscode';
import { OpenApiRequest, type OpenApiAnswer } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import { isServerError } from '../../infrastructure/server-error.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { revealSource } from '../../infrastructure/source-location.ts';

/** A document, and what it says of an API. */
export interface ReadOpenApi extends OpenApiAnswer { file: vscode.Uri; contents: Uint8Array }

/** The document that the command was called for, else one that the user picks from the workspace or from disk. */
export async function readOpenApi({ server }: Shell, project: string, called: vscode.Uri | undefined): Promise<ReadOpenApi> {
    const file = called ?? await pickFile();
    const contents = await vscode.workspace.fs.readFile(file);
    if (contents.byteLength > largest) {
        throw new Refusal(vscode.l10n.t('{0} is too large to be an OpenAPI document.', vscode.workspace.asRelativePath(file)));
    }
    const text = new TextDecoder().decode(contents);
    try {
        return { file, contents, ...await server.client.sendRequest(OpenApiRequest, { project, uri: file.toString(), text }) };
    } catch (error) {
        const source = isServerError(error) ? error.data?.source : undefined;
        throw isServerError(error) && source ? new Refusal(error.message, { title: vscode.l10n.t('Show It'), run: () => revealSource(source) }) : error;
    }
}

const largest = 20_000_000;

async function pickFile(): Promise<vscode.Uri> {
    const found = await vscode.workspace.findFiles('**/*.{json,yaml,yml}', '**/{node_modules,.*}/**', 2000);
    const looksRight = (uri: vscode.Uri) => /openapi|swagger|[-._]api\b/i.test(uri.path.slice(uri.path.lastIndexOf('/') + 1));
    const others = found.filter(uri => !/\/(apim\.yaml|package(-lock)?\.json|tsconfig[^/]*\.json)$/.test(uri.path));
    const sorted = others.toSorted((a, b) => Number(looksRight(b)) - Number(looksRight(a)) || a.path.localeCompare(b.path));
    const items = [
        ...sorted.map(uri => ({ label: `$(file-code) ${uri.path.slice(uri.path.lastIndexOf('/') + 1)}`, description: vscode.workspace.asRelativePath(uri), uri })),
        { label: `$(folder-opened) ${vscode.l10n.t('Another file…')}`, detail: vscode.l10n.t('It is copied into the project.'), alwaysShow: true, uri: undefined },
    ];
    const chosen = sorted.length === 0 ? items[0] : await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Import OpenAPI'), placeHolder: vscode.l10n.t('Which OpenAPI or Swagger document?'), matchOnDescription: true });
    const [file] = !chosen ? [] : chosen.uri ? [chosen.uri]
        : await vscode.window.showOpenDialog({ title: vscode.l10n.t('Which OpenAPI or Swagger document?'), openLabel: vscode.l10n.t('Import'), filters: { 'OpenAPI': ['json', 'yaml', 'yml'] } }) ?? [];
    if (!file) {
        throw new vscode.CancellationError();
    }
    return file;
}
