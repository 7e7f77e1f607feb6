import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkers, root } from '../contestants.ts';
import { timeInTurn, type Contestant } from '../fresh-process.ts';
import { modelOf, type Model } from '../model.ts';
import { inScratchFolder, writeWorkspace, type Workspace } from '../workspace.ts';
import { many, ratio, shown, type Extent, type Row } from './row.ts';

/** `apim check` in a fresh process, without a cache of facts, beside everybody else who checks the same model; milliseconds beyond `node -e 0`. */
export function check({ largest }: Extent): Promise<Row[]> {
    return inScratchFolder(folder => {
        const compared = Math.min(10_000, largest);
        return [...besidePeers(join(folder, 'peers'), compared), ...command(join(folder, 'command')), ...growth(join(folder, 'growth'), largest), ...again(join(folder, 'again'), largest)];
    });
}

function besidePeers(folder: string, clients: number): Row[] {
    const model = modelOf(clients);
    const others = Object.entries(checkers).map(([format, checker]) => [format, checker(writeWorkspace(join(folder, format), format as keyof typeof checkers, model))]);
    const times = timeInTurn<string>({ apim: cold(writeWorkspace(join(folder, 'apim'), 'apim', model)), ...Object.fromEntries(others) as Record<string, Contestant> }, 3);
    rmSync(folder, { recursive: true });
    const what = `cold check, ${many(clients)} clients`;
    return [
        { what, value: times['apim'], unit: 'ms' },
        ratio(`${what}, beside JSON.parse`, times['apim'], times['json'], 2, 'JSON.parse'),
        ratio(`${what}, beside yaml and ajv`, times['apim'], times['yaml'], 0.03, 'yaml and ajv'),
        ratio(`${what}, beside Prisma`, times['apim'], times['prisma'], 0.03, 'Prisma'),
        ratio(`${what}, beside TypeSpec`, times['apim'], times['typespec'], 0.015, 'TypeSpec')
    ];
}

function command(folder: string): Row[] {
    const { apim, nothing } = timeInTurn({ apim: cold(writeWorkspace(folder, 'apim', modelOf(1000))) }, 15);
    return [ratio('`apim check` with everything, 1 000 clients, beside `node -e 0`', apim === undefined ? undefined : apim + nothing, nothing, 2, 'node -e 0')];
}

function growth(folder: string, largest: number): Row[] {
    const sizes = [1000, 10_000, 100_000].filter(size => size <= largest);
    const times = timeInTurn(Object.fromEntries([
        ...sizes.map(size => [`${size}`, workspace(join(folder, `${size}`), modelOf(size))]),
        ['one', workspace(join(folder, 'one'), modelOf(1250, Infinity))], ['eight', workspace(join(folder, 'eight'), modelOf(10_000, Infinity))]
    ].map(([name, written]) => [name, cold(written as Workspace)])) as Record<string, Contestant>, 3);
    rmSync(folder, { recursive: true });
    return [
        ...sizes.slice(1).map(size => ratio(`growth, ${many(size / 10)} to ${many(size)} clients`, times[`${size}`], times[`${size / 10}`], 11)),
        ratio('growth, one organization of 1 250 to 10 000 clients', times['eight'], times['one'], 9)
    ];
}

function again(folder: string, clients: number): Row[] {
    const { first, second } = twice(workspace(folder, modelOf(clients)));
    // Right after files were written their texts are compared: times are certain from two seconds on.
    const { early } = timeInTurn({ first, early: second }, 1);
    const { late } = timeInTurn({ late: second }, 15);
    rmSync(folder, { recursive: true });
    return [{ what: `second start, ${many(clients)} clients, from a cache`, value: late, unit: 'ms', goal: 50, ...early === undefined ? {} : { note: `${shown(early)} ms while all files are new` } }];
}

/** A check of everything, and one that finds what that one kept. */
export function twice(written: Workspace): { first: Contestant; second: Contestant } {
    const first = cold(written);
    const { before: _, ...second } = first;
    return { first, second };
}

function workspace(folder: string, model: Model): Workspace {
    return writeWorkspace(folder, 'apim', model);
}

/** Whatever a run may keep for the next one, compiled code apart, is in the project or in the user's cache folder. */
export function cold({ folder, model }: Workspace): Contestant {
    const cache = `${folder}-cache`;
    const files = model.organizations.length;
    return {
        command: [join(root, 'out/apim.cjs'), 'check', '-C', folder], expects: new RegExp(`^No problems in ${files} files?\\.$`, 'm'), env: { ...process.env, XDG_CACHE_HOME: cache },
        before: () => {
            rmSync(cache, { recursive: true, force: true });
            rmSync(join(folder, '.apim'), { recursive: true, force: true });
            mkdirSync(cache, { recursive: true });
        }
    };
}
