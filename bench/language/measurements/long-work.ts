import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CompletionRequest, DocumentSymbolRequest, FileChangeType, HoverRequest, ReferencesRequest } from 'vscode-languageserver-protocol/node';
import { servers } from '../contestants.ts';
import { LanguageServer } from '../language-server.ts';
import { modelOf, type Organization } from '../model.ts';
import { Toggling } from '../toggling.ts';
import { fileOf, inScratchFolder, writeWorkspace, type Workspace } from '../workspace.ts';
import { many, type Row } from './row.ts';

const clients = 1000;
/** Fourteen a second are an hour of typing; nothing that a server does here waits for a clock, so that the pauses can be left out. */
const edits = 50_000;
const warm = 2500;
const limit = 20 * 60_000;

/** Memory after an hour of work, beside that after its first minutes. */
export function longWork(): Promise<Row[]> {
    return inScratchFolder(async folder => {
        const workspace = writeWorkspace(join(folder, 'work'), 'apim', modelOf(clients));
        const server = await LanguageServer.start(servers.apim.command, workspace.folder);
        try {
            const end = performance.now() + limit;
            const before = await work(server, workspace, 0, warm, end) && await server.memory();
            const done = await work(server, workspace, warm, edits, end);
            const after = await server.memory();
            const what = `heap after ${many(done)} edits and what is asked meanwhile, beside that after ${many(warm)}`;
            const value = before ? after.heap / before.heap : undefined;
            return [{ what, value: done < edits ? undefined : value, unit: '×', goal: 1.1, note: before ? `${(after.heap / 1e6).toFixed(1)} MB beside ${(before.heap / 1e6).toFixed(1)} MB` : '' }];
        } finally {
            await server.stop();
        }
    });
}

/** Opens a file, makes and takes back mistakes in it, asks, closes it, opens the next; now and then a file comes and goes on disk. Yields how many edits are done. */
async function work(server: LanguageServer, workspace: Workspace, from: number, to: number, end: number): Promise<number> {
    const { organizations } = workspace.model;
    let edit = from;
    for (let visit = 0; edit < to && performance.now() < end; visit++) {
        const organization = organizations[visit % organizations.length]!;
        const file = fileOf(workspace, organization);
        await server.open(file);
        for (let here = 0; here < 50 && edit < to; here += 2, edit += 2) {
            const toggling = new Toggling(server, mistakeIn(workspace, organization, edit));
            await toggling.next();
            if (here % 10 === 0) await ask(server, file, edit);
            await toggling.end();
        }
        await server.close(file);
        if (visit % 10 === 0) await comeAndGo(server, workspace, visit);
    }
    return edit;
}

function mistakeIn(workspace: Workspace, organization: Organization, edit: number) {
    const file = fileOf(workspace, organization);
    const client = organization.clients[edit % organization.clients.length]!;
    const { begins, right, wrong } = workspace.format.mistake;
    return { file, begins: begins(organization, client), right, wrong, concerns: [file] };
}

async function ask({ connection }: LanguageServer, file: string, edit: number): Promise<void> {
    const place = { textDocument: { uri: pathToFileURL(file).href }, position: { line: 12 + edit % 40, character: 14 } };
    await connection.sendRequest(CompletionRequest.type, place);
    await connection.sendRequest(HoverRequest.type, place);
    await connection.sendRequest(ReferencesRequest.type, { ...place, context: { includeDeclaration: true } });
    await connection.sendRequest(DocumentSymbolRequest.type, place);
}

async function comeAndGo(server: LanguageServer, { folder }: Workspace, visit: number): Promise<void> {
    const file = join(folder, `visitor${visit}.apim`);
    const uri = pathToFileURL(file).href;
    writeFileSync(file, `organization Visitor${visit} {\n  client Guest@1.0 {\n    contract Branch0/Api0@1.0 via Silver\n  }\n}\n`);
    const came = server.until(() => server.hasErrors(file), limit);
    await server.watched({ uri, type: FileChangeType.Created });
    await came;
    rmSync(file);
    const went = server.until(() => !server.hasErrors(file), limit);
    await server.watched({ uri, type: FileChangeType.Deleted });
    await went;
}
