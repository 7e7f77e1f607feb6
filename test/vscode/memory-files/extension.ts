import * as vscode from 'vscode';

/** A file system that is nowhere but in this browser, as those of vscode.dev are: `memory:/shop/acme.apim`. Begins with the files of `files.json`. */
class MemoryFiles implements vscode.FileSystemProvider {
    readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
    readonly onDidChangeFile = this.#changed.event;
    readonly #files: Map<string, Uint8Array>;

    constructor(files: Record<string, string>) {
        this.#files = new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
    }

    watch(): vscode.Disposable {
        return new vscode.Disposable(() => undefined);
    }

    stat(uri: vscode.Uri): vscode.FileStat {
        const content = this.#files.get(uri.path);
        if (!content && this.readDirectory(uri).length === 0) {
            throw vscode.FileSystemError.FileNotFound(uri);
        }
        return { type: content ? vscode.FileType.File : vscode.FileType.Directory, ctime: 0, mtime: content?.length ?? 0, size: content?.length ?? 0 };
    }

    readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
        const folder = path.endsWith('/') ? path : `${path}/`;
        const inside = [...this.#files.keys()].filter(file => file.startsWith(folder)).map(file => file.slice(folder.length).split('/'));
        return [...new Map(inside.map(([name = '', ...more]) => [name, more.length > 0 ? vscode.FileType.Directory : vscode.FileType.File]))];
    }

    readFile(uri: vscode.Uri): Uint8Array {
        const content = this.#files.get(uri.path);
        if (!content) {
            throw vscode.FileSystemError.FileNotFound(uri);
        }
        return content;
    }

    writeFile(uri: vscode.Uri, content: Uint8Array): void {
        const type = this.#files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
        this.#files.set(uri.path, content);
        this.#changed.fire([{ type, uri }]);
    }

    delete(uri: vscode.Uri): void {
        for (const path of this.#files.keys()) {
            if (path === uri.path || path.startsWith(`${uri.path}/`)) {
                this.#files.delete(path);
            }
        }
        this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
    }

    rename(from: vscode.Uri, to: vscode.Uri): void {
        this.writeFile(to, this.readFile(from));
        this.delete(from);
    }

    /** A folder is there as long as something is in it. */
    createDirectory(): void {}
}

export async function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): Promise<void> {
    const files = await (await fetch(vscode.Uri.joinPath(extensionUri, 'files.json').toString(true))).json() as Record<string, string>;
    subscriptions.push(
        vscode.workspace.registerFileSystemProvider('memory', new MemoryFiles(files), { isCaseSensitive: true }),
        // As a key binding that somebody has made would.
        vscode.commands.registerCommand('memoryFiles.registerAll', () => vscode.commands.executeCommand('apim.registerAll')),
    );
}
