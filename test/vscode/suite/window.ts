import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Waits until `probe` yields something that is not undefined, and says in the end what was waited for. */
export async function eventually<T>(what: string, probe: () => T | undefined | Promise<T | undefined>, seconds = 60): Promise<T> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
        const found = await probe();
        if (found !== undefined) {
            return found;
        }
        assert.ok(Date.now() < deadline, `Not within ${seconds} s: ${what}`);
        await new Promise(resolve => setTimeout(resolve, 100));
    }
}

/** The one folder of the window: a copy of `samples/shop`. */
export function folder(): vscode.Uri {
    return vscode.workspace.workspaceFolders![0]!.uri;
}

export async function write(name: string, text: string): Promise<vscode.Uri> {
    const uri = vscode.Uri.joinPath(folder(), name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
}

/** Writes a file with a cursor `<|>` in it, opens it, and returns it with the position. */
export async function openAtCursor(name: string, text: string): Promise<{ document: vscode.TextDocument; position: vscode.Position }> {
    const offset = text.indexOf('<|>');
    const document = await vscode.workspace.openTextDocument(await write(name, text.replace('<|>', '')));
    await vscode.window.showTextDocument(document);
    return { document, position: document.positionAt(Math.max(offset, 0)) };
}

/** Answers the questions of the window for the time of `task`: message boxes by a button of that title (the first of several that is there), input boxes by a text. Returns what was shown. */
export async function answering(answers: { button?: string | readonly string[]; text?: string }, task: (shown: readonly string[]) => Thenable<unknown>): Promise<string[]> {
    const shown: string[] = [];
    const window = vscode.window as unknown as Record<string, unknown>;
    const stubs: Record<string, unknown> = {
        showInputBox: async (options: vscode.InputBoxOptions) => { shown.push(options.title ?? ''); return answers.text; },
    };
    for (const name of ['showInformationMessage', 'showWarningMessage', 'showErrorMessage']) {
        stubs[name] = async (message: string, ...rest: unknown[]) => {
            shown.push(message);
            return [answers.button ?? []].flat().find(button => rest.includes(button));
        };
    }
    const originals = Object.fromEntries(Object.keys(stubs).map(name => [name, window[name]]));
    Object.assign(window, stubs);
    try {
        await task(shown);
    } finally {
        Object.assign(window, originals);
    }
    return shown;
}
