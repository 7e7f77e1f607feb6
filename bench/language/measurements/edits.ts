import { join } from 'node:path';
import { servers } from '../contestants.ts';
import { median, percentile } from '../median.ts';
import { modelOf } from '../model.ts';
import { halfTypedOf, leafOf, placesOf, type Toggle } from '../places.ts';
import { running, type Running } from '../running.ts';
import { inTurn, Toggling, type Arrivals } from '../toggling.ts';
import type { Workspace } from '../workspace.ts';
import { many, ratio, type Row } from './row.ts';

/** What is changed, which of the files with new diagnostics is waited for, whether it counts for the slowest of three, and whether it concerns more in a larger workspace. */
const kinds: { name: string; toggle: (workspace: Workspace) => Toggle; awaited: 'own' | 'other'; counts: boolean; grows?: boolean }[] = [
    { name: 'a leaf', toggle: leafOf, awaited: 'own', counts: true },
    { name: 'an API that others use', toggle: workspace => placesOf(workspace).api, awaited: 'own', counts: true },
    { name: 'the same, arrival in an open file that depends on it', toggle: workspace => placesOf(workspace).api, awaited: 'other', counts: true },
    { name: 'a plan that all clients use', toggle: workspace => placesOf(workspace).plan, awaited: 'own', counts: false, grows: true },
    { name: 'a word of a leaf, half typed', toggle: halfTypedOf, awaited: 'own', counts: false }
];

/** Milliseconds from keystrokes to their diagnostics, of several servers in turn, by what is changed; what grows with the workspace is left out where it is said so. */
export async function timeEdits(servers: readonly Running[], times: number, { all: isAll = true, milliseconds = 20_000 } = {}): Promise<{ name: string; counts: boolean; figures: number[][] }[]> {
    const known = new Map<string, Arrivals[][]>();
    const all = [];
    for (const { name, toggle, awaited, counts, grows = false } of kinds) {
        if (grows && !isAll) continue;
        const toggles = servers.map(({ workspace }) => toggle(workspace));
        const key = JSON.stringify(toggles);
        const arrivals = known.get(key) ?? await inTurn(servers.map(({ server }, index) => new Toggling(server, toggles[index]!)), times, milliseconds);
        known.set(key, arrivals);
        all.push({ name, counts, figures: arrivals.map((arrived, index) => arrived.map(arrival => arrival.get(awaited === 'own' ? toggles[index]!.file : toggles[index]!.concerns.at(-1)!)!)) });
    }
    return all;
}

/** From a keystroke to its diagnostics, over stdio, in a small and in a large workspace whose diagnostics have all been sent. */
export async function edits(small: Running, large: Running, [few, clients]: readonly [number, number]): Promise<Row[]> {
    const timed = await timeEdits([small, large], 60);
    const rows = timed.map(({ name, figures: [few = [], lots = []] }): Row => ({
        what: `edit → diagnostics, ${many(clients)} clients: ${name}`, value: median(lots), unit: 'ms', note: `p95 ${percentile(lots, 0.95).toFixed(1)} ms; at 1 000 clients ${median(few).toFixed(1)} ms`
    }));
    const slowest = (index: number, part: number) => Math.max(...timed.filter(({ counts }) => counts).map(({ figures }) => percentile(figures[index]!, part)));
    const what = `edit → diagnostics, ${many(clients)} clients, the slowest of the first three`;
    return [
        ...rows, { what: `${what}: median`, value: slowest(1, 0.5), unit: 'ms', goal: 5 }, { what: `${what}: p95`, value: slowest(1, 0.95), unit: 'ms', goal: 15 },
        ratio(`${what}, beside ${many(few)} clients`, slowest(1, 0.5), slowest(0, 0.5), 1.5, `${many(few)} clients`)
    ];
}

/** The same for the leaf in the formats of the peers, each in its own language server. */
export async function editsBesidePeers(folder: string, clients: number): Promise<Row[]> {
    const started: (Running & { name: string })[] = [];
    try {
        for (const [name, server] of Object.entries(servers)) started.push({ name, ...await running(server, join(folder, name), modelOf(clients)) });
        const arrivals = await inTurn(started.map(({ server, workspace }) => new Toggling(server, leafOf(workspace))), 15);
        const [own, ...others] = arrivals.map(all => median(all.map(arrival => [...arrival.values()][0]!)));
        const what = `edit → diagnostics, ${many(clients)} clients: a leaf`;
        return [
            { what, value: own, unit: 'ms' },
            ...others.map((other, index): Row => ratio(`${what}, beside ${started[index + 1]!.name}-language-server`, own, other, undefined, `${started[index + 1]!.name}-language-server`))
        ];
    } finally {
        for (const { server } of started) await server.stop();
    }
}
