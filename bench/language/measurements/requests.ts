import { pathToFileURL } from 'node:url';
import {
    CompletionRequest, DocumentSymbolRequest, HoverRequest, ReferencesRequest, RenameRequest, WorkspaceSymbolRequest, type CompletionItem, type CompletionList, type ProtocolConnection
} from 'vscode-languageserver-protocol/node';
import { positionAt } from '../language-server.ts';
import { median } from '../median.ts';
import { leafOf, placesOf, type Place, type Places } from '../places.ts';
import type { Running } from '../running.ts';
import { Toggling } from '../toggling.ts';
import { many, type Row } from './row.ts';

type Ask = (connection: ProtocolConnection, running: Running, places: Places) => Promise<unknown>;

const at = ({ server }: Running, { file, text }: Place) => ({
    textDocument: { uri: pathToFileURL(file).href }, position: positionAt(server.textOf(file), server.textOf(file).indexOf(text) + text.length)
});

const questions: { name: string; goal?: number; ask: Ask }[] = [
    { name: 'completion of an API', goal: 5, ask: (connection, running, places) => connection.sendRequest(CompletionRequest.type, at(running, places.contract)) },
    { name: 'completion of a plan', goal: 5, ask: (connection, running, places) => connection.sendRequest(CompletionRequest.type, at(running, places.via)) },
    { name: 'hover over an API', ask: (connection, running, places) => connection.sendRequest(HoverRequest.type, at(running, places.declaration)) },
    { name: 'references of an API', ask: (connection, running, places) => connection.sendRequest(ReferencesRequest.type, { ...at(running, places.declaration), context: { includeDeclaration: true } }) },
    { name: 'renaming an API', ask: (connection, running, places) => connection.sendRequest(RenameRequest.type, { ...at(running, places.declaration), newName: 'Renamed' }) },
    { name: 'symbols of a file', ask: (connection, _, places) => connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: pathToFileURL(places.contract.file).href } }) },
    { name: 'symbols of the workspace', ask: (connection, _, places) => connection.sendRequest(WorkspaceSymbolRequest.type, { query: places.words }) }
];

/** What is asked of a server after a keystroke whose diagnostics are there; milliseconds by question, of several servers in turn. */
export async function timeRequests(servers: readonly Running[], times: number, only: (name: string) => boolean = () => true, milliseconds = 60_000): Promise<{ name: string; goal?: number; figures: number[][]; items: number }[]> {
    const togglings = servers.map(({ server, workspace }) => new Toggling(server, leafOf(workspace)));
    // They are looked for in all of the model, which is no work of the server.
    const places = servers.map(({ workspace }) => placesOf(workspace));
    const end = performance.now() + milliseconds;
    const asked = questions.filter(({ name }) => only(name)).map(question => ({ ...question, figures: servers.map((): number[] => []), items: 0 }));
    for (let time = -2; time < times && (time < 1 || performance.now() < end); time++) {
        for (const [index, running] of servers.entries()) {
            for (const question of asked) {
                await togglings[index]!.next();
                const begun = performance.now();
                const answer = await question.ask(running.server.connection, running, places[index]!);
                if (time >= 0) question.figures[index]!.push(performance.now() - begun);
                question.items = countOf(answer);
                if (question.items === 0) throw new Error(`${question.name} is answered by nothing`);
            }
        }
    }
    for (const toggling of togglings) await toggling.end();
    return asked;
}

/** How long what is asked takes in a large workspace, beside a small one. */
export async function requests(small: Running, large: Running, [few, clients]: readonly [number, number]): Promise<Row[]> {
    const asked = await timeRequests([small, large], 20);
    return asked.map(({ name, goal, figures, items }) => ({
        what: `${name}, ${many(clients)} clients`, value: median(figures[1]!), unit: 'ms', ...goal === undefined ? {} : { goal }, note: `at ${many(few)} clients ${median(figures[0]!).toFixed(1)} ms${items > 1 ? `; ${items} entries` : ''}`
    }));
}

function countOf(answer: unknown): number {
    if (Array.isArray(answer)) return answer.length;
    if (typeof answer !== 'object' || answer === null) return 0;
    return (answer as CompletionList).items?.length ?? (answer as { changes?: Record<string, CompletionItem[]> }).changes ? 1 : Object.keys(answer).length;
}
