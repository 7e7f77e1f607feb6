/**
 * How fast *My Clients* is with many clients, and how much is sent for it: `npm run bench:my-clients [-- clients]`.
 * The language server is a process of its own that is spoken to as VS Code does. How the lines scroll is measured in
 * `test/vscode/many-clients.test.ts`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
    createProtocolConnection, DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, InitializedNotification, InitializeRequest, StreamMessageReader, StreamMessageWriter
} from 'vscode-languageserver-protocol/node';
import { MyClientsChangedNotification, MyClientsRequest, SessionNotification, ViewLinesRequest, type ViewLines, type ViewQuery } from '../language-server/protocol.ts';
import { writeProject } from './language/workspace.ts';

const [clients = 10_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'apim-bench-'));
const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../language-server/main.ts'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
try {
    writeProject(folder, clients, 'http://127.0.0.1:9');
    const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    let changed = () => {};
    connection.onNotification(MyClientsChangedNotification, () => changed());
    connection.listen();
    const begun = performance.now();
    const uri = pathToFileURL(folder).href;
    await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: uri, workspaceFolders: [{ uri, name: 'bench' }], capabilities: { workspace: { workspaceFolders: true } } });
    await connection.sendNotification(InitializedNotification.type, {});
    await connection.sendNotification(SessionNotification, { trusted: true, user: 'bench@example.org' });
    const query: ViewQuery = { view: 'clients', showAll: false, grouping: 'organization', order: 'name', words: '', states: [] };
    let since: number | undefined;
    const ask = async (more: Partial<ViewQuery>, below: string[] = []): Promise<{ answer: ViewLines; milliseconds: number }> => {
        const from = performance.now();
        const answer = await connection.sendRequest(ViewLinesRequest, { ...query, ...more, below, ...since === undefined ? {} : { since } });
        since = answer.revision;
        return { answer, milliseconds: performance.now() - from };
    };
    const first = await ask({}, ['']);
    say(`first lines of ${clients} clients, from the start of the server (it reads all files)`, performance.now() - begun, first.answer);
    const top = first.answer.splices['']?.lines ?? [];
    const branch = top.find(({ label }) => label === 'Branch0')!;
    const opened = await ask({}, [branch.id]);
    say('an organization of 100 clients is opened', opened.milliseconds, opened.answer);

    const file = join(folder, 'branch0.apim');
    const document = { uri: pathToFileURL(file).href, languageId: 'apim', version: 1, text: readFileSync(file, 'utf8') };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: document });
    await ask({});
    const edited = async (text: string, more: Partial<ViewQuery> = {}) => {
        document.version += 1;
        await connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: document, contentChanges: [{ text }] });
        return ask(more);
    };
    const refresh = await edited(document.text.replace('client Client7@1.0 {', 'client Client7@1.0 "Seven" {').replace('Api7@1.0 via Gold', 'Api7@1.0 via Golden'));
    say('a client is edited, the organization being open', refresh.milliseconds, refresh.answer);
    const back = await edited(document.text);
    say('the edit is taken back', back.milliseconds, back.answer);

    since = undefined;
    const flat = await ask({ grouping: 'none' }, ['']);
    say('one flat list', flat.milliseconds, flat.answer);
    const flatRefresh = await edited(document.text.replace('Api7@1.0 via Gold', 'Api7@1.0 via Golden'), { grouping: 'none' });
    say('a client is edited below the flat list', flatRefresh.milliseconds, flatRefresh.answer);
    since = undefined;
    await ask({}, ['']);
    const typed = await ask({ words: 'client77' });
    say('words are typed into the filter: client77', typed.milliseconds, typed.answer);
    const from = performance.now();
    const whole = await connection.sendRequest(MyClientsRequest, { showAll: false });
    say('for comparison: all of it at once', performance.now() - from, whole);
    await new Promise<void>(resolve => { changed = resolve; setTimeout(resolve, 1000); });
    connection.end();
    connection.dispose();
} finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function say(what: string, milliseconds: number, answer: object): void {
    const lines = 'splices' in answer ? Object.values((answer as ViewLines).splices).reduce((sum, splice) => sum + splice.lines.length, 0) : 0;
    process.stdout.write(`${what.padEnd(92)} ${milliseconds.toFixed(0).padStart(6)} ms  ${String(JSON.stringify(answer).length).padStart(9)} bytes${lines > 0 ? `  ${lines} lines` : ''}\n`);
}
