import * as vscode from 'vscode';
import { FileExistsRequest, ReadDirectoryRequest, ReadFileRequest, type DirectoryEntry } from '../../../language-server/protocol.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** Reads for the language server what is on no disk that it sees: everything in a browser, elsewhere the files of virtual workspaces. */
export function activateWorkspaceFiles({ context, server: { client } }: Shell): void {
    const { fs } = vscode.workspace;
    context.subscriptions.push(
        client.onRequest(ReadFileRequest, async ({ uri }) => {
            const bytes = await fs.readFile(vscode.Uri.parse(uri)).then(undefined, () => undefined);
            return bytes ? { text: new TextDecoder().decode(bytes) } : {};
        }),
        client.onRequest(ReadDirectoryRequest, async ({ uri }) => {
            const entries = await fs.readDirectory(vscode.Uri.parse(uri)).then(undefined, () => []);
            return { entries: entries.map(([name, type]) => ({ name, kind: kindOf(type) })) };
        }),
        client.onRequest(FileExistsRequest, async ({ uri }) => ({ exists: await fs.stat(vscode.Uri.parse(uri)).then(() => true, () => false) })),
    );
}

/** Of a link VS Code says both that it is one and what it leads to. */
function kindOf(type: vscode.FileType): DirectoryEntry['kind'] {
    if ((type & vscode.FileType.File) !== 0) {
        return 'file';
    }
    return type === vscode.FileType.Directory ? 'directory' : 'other';
}
