import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, eventually, folder, openAtCursor, write } from './window.ts';

describe('the language in the editor', () => {
    before(async () => {
        await eventually('the extension is active', () => vscode.extensions.getExtension('apim.apim')?.isActive || undefined, 60);
    });

    it('activates in a folder with .apim files, and knows them by their name', async () => {
        const { document } = await openAtCursor('empty.apim', '');
        assert.equal(document.languageId, 'apim');
    });

    it('shows what is wrong, in files that are not open as well', async () => {
        const uri = await write('wrong.apim', 'organization Wrong { client C@1.0 { contract Acme/Catalog@1.0 via Gold } }\n');
        const finding = await eventually('a diagnostic', () => vscode.languages.getDiagnostics(uri).find(diagnostic => codeOf(diagnostic) === 'contract-public-api'));
        assert.equal(finding.source, 'apim');
        await vscode.workspace.fs.delete(uri);
        await eventually('no diagnostic', () => vscode.languages.getDiagnostics(uri).length === 0 || undefined);
    });

    it('runs apim check as a task, whose problems stand beside those of the editor and not twice', async () => {
        const uri = await write('wrong.apim', 'organization Wrong { client C@1.0 { contract Acme/Catalog@1.0 via Gold } }\n');
        const ofRule = () => vscode.languages.getDiagnostics(uri).filter(diagnostic => codeOf(diagnostic) === 'contract-public-api');
        await eventually('a diagnostic', () => ofRule().length === 1 || undefined);
        const tasks = await vscode.tasks.fetchTasks({ type: 'apim' });
        assert.deepEqual(tasks.map(({ name }) => name).toSorted(), ['build local', 'check', 'format', 'plan local', 'register local']);
        const ended = new Promise<number | undefined>(resolve => {
            const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
                if (execution.task.name === 'check') {
                    listening.dispose();
                    resolve(exitCode);
                }
            });
        });
        await vscode.tasks.executeTask(tasks.find(({ name }) => name === 'check')!);
        assert.equal(await ended, 1);
        assert.equal(ofRule().length, 1);
        await vscode.workspace.fs.delete(uri);
        await eventually('no diagnostic', () => ofRule().length === 0 || undefined);
    });

    it('creates the sample project in a place of ones own, and never over something', async () => {
        const place = vscode.Uri.joinPath(folder(), '.apim', 'sample place');
        await vscode.workspace.fs.createDirectory(place);
        const create = () => answering({}, () => vscode.commands.executeCommand('apim.createSampleProject', place));
        assert.match((await create())[0] ?? '', /^The sample project is in .*apim-shop\.$/);
        const names = (await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(place, 'apim-shop'))).map(([name]) => name);
        for (const name of ['acme.apim', 'apim.yaml', 'orders.openapi.yaml', 'parameters.apim', 'shopinc.apim']) assert.ok(names.includes(name), name);
        assert.match((await create())[0] ?? '', /is there already/);
        await vscode.workspace.fs.delete(place, { recursive: true });
    });

    it('completes a reference in one piece', async () => {
        const { document, position } = await openAtCursor('complete.apim', 'organization Other { client C@1.0 { contract <|> } }\n');
        const labels = await eventually('completion of an API', async () => {
            const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
            const found = list.items.map(item => typeof item.label === 'string' ? item.label : item.label.label);
            return found.some(label => label.includes('Acme/Orders@1.0')) ? found : undefined;
        });
        assert.ok(labels.length > 0);
    });

    it('renames across files', async () => {
        const plan = 'organization Renaming { locked plan Sil<|>ver@1.0 published api Thing@1.0 { endpoint: "https://x.example" offers Silver@1.0 } }\n';
        const user = await write('renaming-user.apim', 'organization RenamingUser { client C@1.0 { contract Renaming/Thing@1.0 via Silver } }\n');
        const { document, position } = await openAtCursor('renaming.apim', plan);
        const edit = await eventually('edits of both files', async () => {
            const found = await Promise.resolve(vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, position, 'Platinum')).catch(() => undefined);
            return found && found.get(user).length > 0 ? found : undefined;
        });
        assert.equal(edit.get(document.uri).length, 2);
        assert.equal(edit.get(user).length, 1);
        assert.equal(edit.get(user)[0]!.newText, 'Platinum');
    });

    it('hovers, goes to the definition, outlines, formats and colours', async () => {
        const { document, position } = await openAtCursor('ask.apim', 'organization   Asking { client C@1.0 { contract Acme/Ord<|>ers@1.0 via Gold } }\n');
        const ask = <T>(command: string, ...rest: unknown[]) => vscode.commands.executeCommand<T>(command, document.uri, ...rest);
        await eventually('a hover', async () => (await ask<vscode.Hover[]>('vscode.executeHoverProvider', position)).length > 0 || undefined);
        await eventually('a definition', async () => (await ask<unknown[]>('vscode.executeDefinitionProvider', position)).length > 0 || undefined);
        assert.ok((await ask<unknown[]>('vscode.executeDocumentSymbolProvider')).length > 0, 'symbols');
        assert.ok((await ask<unknown[]>('vscode.executeFormatDocumentProvider', { tabSize: 2, insertSpaces: true })).length > 0, 'formatting');
        assert.ok((await ask<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens')).data.length > 0, 'semantic tokens');
    });

    after(async () => {
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        for (const name of ['empty', 'complete', 'renaming', 'renaming-user', 'ask']) {
            // A text that the extension host still holds counts as open after its file is gone: it must be without errors then.
            const uri = await write(`${name}.apim`, '');
            await eventually(`${name}.apim is empty`, () => vscode.languages.getDiagnostics(uri).length === 0 || undefined);
            await vscode.workspace.fs.delete(uri);
        }
    });
});

function codeOf({ code }: vscode.Diagnostic): unknown {
    return typeof code === 'object' ? code.value : code;
}
