/** `npm run bench -- --quick`: what must not depend on how large the workspace is, does not. Ratios only, so that any machine can run it, busy or not. */
import { join } from 'node:path';
import { servers } from './contestants.ts';
import { timeInTurn } from './fresh-process.ts';
import { median } from './median.ts';
import { timeEdits } from './measurements/edits.ts';
import { cold, twice } from './measurements/check.ts';
import { timeRequests } from './measurements/requests.ts';
import { modelOf } from './model.ts';
import { running, type Running } from './running.ts';
import { inScratchFolder, writeWorkspace } from './workspace.ts';

const [small, large] = [1000, 10_000];
/** A workspace of ten times the size may cost so many times as much where it should cost the same: far from ten, and from what noise does. */
const allowed = 2.5;
/** Milliseconds that noise may add to what takes hardly any time. */
const noise = 2;
const attempts = 3;

/** What was measured, in milliseconds, and how much more the large one may take. */
export interface Outcome {
    what: string;
    figures: readonly [small: number, large: number];
    allowed: number;
}

/** Whether nothing grows that must not. What seems to is measured again: noise does not come back, growth does. */
export async function growth(): Promise<boolean> {
    return inScratchFolder(async folder => {
        const servers = await both(folder);
        try {
            const isEven = await again(() => evenWork(servers));
            return await again(async () => evenChecks(folder)) && isEven;
        } finally {
            for (const { server } of servers) await server.stop();
        }
    });
}

async function again(measure: () => Promise<Outcome[]>): Promise<boolean> {
    let grown = new Set<string>();
    for (let attempt = 1; attempt <= attempts; attempt++) {
        const outcomes = (await measure()).filter(({ what }) => attempt === 1 || grown.has(what));
        for (const { what, figures: [few, lots], allowed } of outcomes) {
            process.stdout.write(`${what.padEnd(70)} ${few.toFixed(1).padStart(8)} ms ${lots.toFixed(1).padStart(8)} ms  ${(lots / few).toFixed(2).padStart(6)} ×  (at most ${allowed} ×)\n`);
        }
        grown = new Set(outcomes.filter(hasGrown).map(({ what }) => what));
        if (grown.size === 0) return true;
        process.stdout.write(`grew too much at attempt ${attempt} of ${attempts}: ${[...grown].join('; ')}\n`);
    }
    return false;
}

export function hasGrown({ figures: [few, lots], allowed }: Outcome): boolean {
    // What could not be measured is no proof.
    return !(lots <= few * allowed + noise);
}

async function evenWork(servers: readonly Running[]): Promise<Outcome[]> {
    const edits = await timeEdits(servers, 10, { all: false, milliseconds: 8000 });
    const requests = await timeRequests(servers, 9, name => !name.includes('workspace'), 20_000);
    return [...edits.map(({ name, figures }) => ({ name: `edit → diagnostics: ${name}`, figures })), ...requests].map(({ name, figures }) => ({
        what: `${name}, ${small} and ${large} clients`, figures: [median(figures[0]!), median(figures[1]!)], allowed
    }));
}

function evenChecks(folder: string): Outcome[] {
    const [few, lots] = [250, 2000].map(clients => writeWorkspace(join(folder, `organization-${clients}`), 'apim', modelOf(clients, Infinity)));
    const { first, second } = twice(lots!);
    const times = timeInTurn({ few: cold(few!), first, second }, 2);
    return [
        { what: 'cold check, one organization of 250 and of 2000 clients', figures: [times.few ?? NaN, times.first ?? NaN], allowed: 12 },
        { what: 'cold check and second start, one organization of 2000 clients', figures: [times.first ?? NaN, times.second ?? NaN], allowed: 0.6 }
    ];
}

function both(folder: string): Promise<Running[]> {
    return Promise.all([small, large].map(clients => running(servers.apim, join(folder, `${clients}`), modelOf(clients))));
}
