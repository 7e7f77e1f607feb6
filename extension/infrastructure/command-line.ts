import * as vscode from 'vscode';

/** How the command line that ships with the extension is started: by VS Code's own Node. */
export interface CommandLine { program: string; args: string[]; cwd: string; env: Record<string, string> }

/** `apim ARGS…` in a folder. Where VS Code is a desktop program its executable is Electron, which one variable makes a Node. */
export function commandLine({ extensionUri }: vscode.ExtensionContext, folder: vscode.Uri, args: readonly string[]): CommandLine {
    const program = vscode.Uri.joinPath(extensionUri, 'out', 'apim.cjs').fsPath;
    return { program: process.execPath, args: ['--disable-warning=ExperimentalWarning', program, ...args], cwd: folder.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
}
