import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { servers, type ServerContestant } from '../contestants.ts';
import { LanguageServer, type Memory } from '../language-server.ts';
import { modelOf } from '../model.ts';
import { fileOf, inScratchFolder, writeWorkspace, type Workspace } from '../workspace.ts';
import { many, ratio, shown, type Extent, type Row } from './row.ts';

const limit = 240_000;
/** Milliseconds after which V8 has given back what only the start needed. */
const untilAtRest = 30_000;

interface Start {
    milliseconds: number;
    memory: Memory;
}

/** A language server from its start until everything that is wrong in a workspace has been sent, and what it has in memory then. */
export function start({ largest }: Extent): Promise<Row[]> {
    return inScratchFolder(async folder => {
        const rows = await besidePeers(join(folder, 'peers'), Math.min(10_000, largest));
        return [...rows, ...largest > 10_000 ? await alone(join(folder, 'large'), largest) : []];
    });
}

async function besidePeers(folder: string, clients: number): Promise<Row[]> {
    const starts = new Map<string, Start[]>();
    const contestants = Object.entries(servers).map(([name, server]) => ({
        name, server, tiny: tiny(join(folder, name, 'tiny'), server), workspace: writeWorkspace(join(folder, name, 'all'), server.format, modelOf(clients), () => true)
    }));
    for (let round = 0; round < 2; round++) {
        for (const { name, server, tiny, workspace } of contestants) {
            const begun = await started(server, tiny);
            const all = await started(server, workspace);
            if (begun && all) starts.set(name, [...starts.get(name) ?? [], { milliseconds: all.milliseconds - begun.initialized, memory: all.memory }]);
        }
    }
    rmSync(folder, { recursive: true });
    const time = (name: string) => starts.has(name) ? Math.min(...starts.get(name)!.map(({ milliseconds }) => milliseconds)) : undefined;
    const memory = (name: string) => starts.has(name) ? Math.min(...starts.get(name)!.map(({ memory }) => memory.rss)) / 1e6 : undefined;
    const what = `all diagnostics of the language server, ${many(clients)} clients`;
    return [
        { what, value: time('apim'), unit: 'ms' },
        ratio(`${what}, beside yaml-language-server`, time('apim'), time('yaml'), 0.04, 'yaml-language-server'),
        ratio(`${what}, beside prisma-language-server`, time('apim'), time('prisma'), undefined, 'prisma-language-server'),
        { what: `memory of the process then, ${many(clients)} clients`, value: memory('apim'), unit: 'MB', note: ['yaml', 'prisma'].flatMap(peer => memory(peer) === undefined ? [] : `${shown(memory(peer)!)} MB of ${peer}-language-server`).join(', ') }
    ];
}

async function alone(folder: string, clients: number): Promise<Row[]> {
    const { apim } = servers;
    const before = await started(apim, tiny(join(folder, 'tiny'), apim));
    const all = await started(apim, writeWorkspace(join(folder, 'all'), 'apim', modelOf(clients), () => true), untilAtRest);
    const what = `${many(clients)} clients, closed files`;
    return [
        { what: `all diagnostics of the language server, ${many(clients)} clients`, value: all && before && all.milliseconds - before.initialized, unit: 'ms' },
        { what: `heap a client, ${what}`, value: all && before && (all.memory.heap - before.memory.heap) / clients, unit: 'B', goal: 200 },
        { what: `memory of the process, ${what}`, value: all && all.memory.rss / 1e6, unit: 'MB', goal: 200, ...all && { note: `at rest; ${shown(all.memory.peak / 1e6)} MB at most, while it starts` } }
    ];
}

function tiny(folder: string, { format }: ServerContestant): Workspace {
    return writeWorkspace(folder, format, modelOf(10), () => true);
}

async function started({ command, language, opens }: ServerContestant, workspace: Workspace, wait = 0): Promise<Start & { initialized: number } | undefined> {
    const files = workspace.model.organizations.map(organization => fileOf(workspace, organization));
    const server = await LanguageServer.start(command, workspace.folder, language);
    try {
        const pending = new Set(files);
        const all = server.until(() => {
            for (const file of pending) if (server.hasErrors(file)) pending.delete(file);
            return pending.size === 0;
        }, limit, server.begun);
        for (const file of opens === 'all' ? files : opens === 'one' ? files.slice(-1) : []) await server.open(file);
        const milliseconds = await all;
        await setTimeout(wait);
        return { milliseconds, memory: await server.memory(), initialized: server.initializedAfter };
    } catch (error) {
        process.stderr.write(`${command.join(' ')} in ${workspace.folder}: ${error instanceof Error ? error.message : String(error)}\n`);
        return undefined;
    } finally {
        await server.stop();
    }
}
