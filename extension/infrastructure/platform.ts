import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { Shell } from './shell.ts';

/**
 * What differs between VS Code on a machine and VS Code in a browser: `main-node.ts` and `main-browser.ts` bring one each, and nothing else
 * asks where it runs.
 */
export interface Platform {
    /** In words for a report. */
    readonly system: string;
    /** Whether there are sockets and processes, and with them a way to gateways. */
    readonly reachesGateways: boolean;
    /** The language server, not started yet: a process or a web worker. */
    languageClient(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, options: LanguageClientOptions): Promise<BaseLanguageClient>;
    /** Features that start processes: what a browser has none of is not in its bundle. */
    readonly features: readonly ((shell: Shell) => void)[];
}

/** Whether there is a way to gateways from this window. Registering keeps its record in the project's folder, and so needs that on disk. */
export function hasGateways({ reachesGateways }: Platform): boolean {
    return reachesGateways && (vscode.workspace.workspaceFolders ?? []).every(({ uri }) => uri.scheme === 'file');
}
