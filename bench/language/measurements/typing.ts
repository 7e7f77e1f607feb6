import { join } from 'node:path';
import { servers } from '../contestants.ts';
import { median, percentile } from '../median.ts';
import { modelOf } from '../model.ts';
import { halfTypedOf, leafOf, type Toggle } from '../places.ts';
import { running, type Running } from '../running.ts';
import { inTurn, Toggling } from '../toggling.ts';
import { inScratchFolder } from '../workspace.ts';
import { edits, editsBesidePeers } from './edits.ts';
import { requests, timeRequests } from './requests.ts';
import { many, type Extent, type Row } from './row.ts';

const few = 1000;

/** Keystrokes and questions in a large workspace, beside a small one in turn and beside peers. */
export function typing({ largest }: Extent): Promise<Row[]> {
    return inScratchFolder(async folder => [
        ...await editsBesidePeers(join(folder, 'peers'), Math.min(10_000, largest)),
        ...await inWorkspaces(folder, [few, largest], async (small, large) => [...await edits(small, large, [few, largest]), ...await requests(small, large, [few, largest])])
    ]);
}

/** The same where everything is declared in one file. */
export function oneFile({ largest }: Extent): Promise<Row[]> {
    return inScratchFolder(async folder => {
        const tenth = await inOneFile(join(folder, 'tenth'), largest / 10, async (only, size) => {
            const asked = await timeRequests([only], 10, name => name.startsWith('completion'));
            return [
                ...asked.map(({ name, figures }): Row => ({ what: `${name}, ${size}`, value: median(figures[0]!), unit: 'ms', goal: 10 })),
                await timeEdit(`edit → diagnostics, ${size}: a word, half typed`, only, halfTypedOf(only.workspace))
            ];
        });
        const whole = await inOneFile(join(folder, 'whole'), largest, async (only, size) => [
            { ...await timeEdit(`edit → diagnostics, ${size}`, only, leafOf(only.workspace)), goal: 10 },
            await timeEdit(`edit → diagnostics, ${size}: a word, half typed`, only, halfTypedOf(only.workspace))
        ]);
        return [...tenth, ...whole];
    });
}

async function timeEdit(what: string, { server }: Running, toggle: Toggle): Promise<Row> {
    const [arrivals = []] = await inTurn([new Toggling(server, toggle)], 40, 60_000);
    const figures = arrivals.flatMap(arrival => [...arrival.values()]);
    return { what, value: median(figures), unit: 'ms', note: `p95 ${percentile(figures, 0.95).toFixed(1)} ms` };
}

async function inOneFile(folder: string, clients: number, measure: (only: Running, size: string) => Promise<Row[]>): Promise<Row[]> {
    const only = await running(servers.apim, folder, modelOf(clients, Infinity));
    try {
        return await measure(only, `${many(clients)} clients in one file of ${(only.workspace.bytes / 1e6).toFixed(1)} MB`);
    } finally {
        await only.server.stop();
    }
}

async function inWorkspaces(folder: string, sizes: readonly [number, number], measure: (small: Running, large: Running) => Promise<Row[]>): Promise<Row[]> {
    const [small, large] = await Promise.all(sizes.map((clients, index) => running(servers.apim, join(folder, `workspace-${index}`), modelOf(clients))));
    try {
        return await measure(small!, large!);
    } finally {
        await small!.server.stop();
        await large!.server.stop();
    }
}
