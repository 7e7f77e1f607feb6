/**
 * The local gateway beside a bare Node proxy, the real Apiman (`APIMAN_HOME`) and a gateway from npm, in one run on one machine:
 * `npm run bench:gateway [-- seconds rounds]`. Needs `wrk` (Debian: apt-get install wrk). Prints requests per second as the median of the
 * rounds, as a ratio to the bare proxy in the same round, the latency of one connection at a time, start-up time and memory.
 */
import { execFileSync, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configure, contestants, startPrinting, type Contestant } from './contestants.ts';

const seconds = Number(process.argv[2] ?? 4);
const rounds = Number(process.argv[3] ?? 3);
if (spawnSync('wrk', ['-v']).error) {
    console.error('This bench needs wrk: apt-get install wrk');
    process.exit(64);
}

const limit = { implementation: 'RateLimitingPolicy', config: { limit: 1_000_000_000_000, granularity: 'Client', period: 'Year' } };
const header = (name: string) => ({ implementation: 'plugin:io.apiman.plugins:apiman-plugins-simple-header-policy:3.1.3.Final:war/io.apiman.plugins.simpleheaderpolicy.SimpleHeaderPolicy', config: { addHeaders: [{ headerName: name, headerValue: 'x', valueType: 'String', applyTo: 'Request', overwrite: true }] } });
const ten = [limit, ...Array.from({ length: 4 }, (_, at) => header(`X-Added-${at}`)), ...Array.from({ length: 4 }, () => ({ implementation: 'IPBlacklistPolicy', config: { ipList: ['10.0.0.0/8'] } })), { implementation: 'QuotaPolicy', config: limit.config }];
const settings = [
    { name: 'one rate limit, 10 clients, 1 KB', policies: [limit], clients: 10, bytes: 1024, all: true },
    { name: 'ten policies, 10 clients, 1 KB', policies: ten, clients: 10, bytes: 1024, all: false },
    { name: 'one rate limit, 10 000 clients, 1 KB', policies: [limit], clients: 10_000, bytes: 1024, all: false },
    { name: 'one rate limit, 10 clients, 1 MB', policies: [limit], clients: 10, bytes: 1024 * 1024, all: true },
];

for (const { name, policies, clients, bytes, all } of settings) {
    const backend = await startPrinting('back-end.ts', `${bytes}`);
    const running: { contestant: Contestant; child: ChildProcess; url: string; started: number }[] = [];
    try {
        for (const contestant of contestants.filter(({ configurable }) => configurable || all)) {
            const begun = performance.now();
            const started = await contestant.start(backend.url).catch((error: unknown) => console.error(`${contestant.name}: ${error instanceof Error ? error.message : String(error)}`));
            if (!started) continue;
            running.push({ contestant, child: started.child, url: started.url, started: performance.now() - begun });
            if (started.configuration) await configure(started.configuration, backend.url, clients, policies);
        }
        console.log(`\n${name}`);
        const figures = new Map<string, { rate: number; ratio: number }[]>();
        for (let round = 0; round <= rounds; round++) {
            const rates = running.map(({ contestant, url }) => ({ contestant, rate: load(url, 32, clients).rate }));
            const bare = rates.find(({ contestant }) => contestant.name === 'bare Node proxy')?.rate ?? Number.NaN;
            // The first round warms up.
            if (round > 0) for (const { contestant, rate } of rates) figures.set(contestant.name, [...figures.get(contestant.name) ?? [], { rate, ratio: rate / bare }]);
        }
        for (const { contestant, child, url, started } of running) {
            const { p50, p99 } = load(url, 1, clients);
            const measured = figures.get(contestant.name) ?? [];
            console.log([
                contestant.name.padEnd(20), `${Math.round(median(measured.map(({ rate }) => rate)))}/s`.padStart(9), `${median(measured.map(({ ratio }) => ratio)).toFixed(2)} × bare`.padStart(12),
                `p50 ${p50}`.padStart(12), `p99 ${p99}`.padStart(12), `start ${Math.round(started)} ms`.padStart(14), `${memory(child.pid)} MB`.padStart(8),
            ].join('  '));
        }
    } finally {
        for (const { child } of running) child.kill('SIGKILL');
        backend.child.kill('SIGKILL');
    }
}

/** wrk with one thread; each connection goes through the keys of the clients. */
function load(url: string, connections: number, clients: number): { rate: number; p50: string; p99: string } {
    const script = join(tmpdir(), `apim-bench-${process.pid}.lua`);
    writeFileSync(script, `local n = 0\nrequest = function()\n  n = (n + 1) % ${clients}\n  return wrk.format("GET", "/bench/api/1.0/thing", { ["X-API-Key"] = "key-" .. n })\nend\n`);
    const text = execFileSync('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, url], { encoding: 'utf8' });
    const bad = /Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1];
    if (bad) throw new Error(`${url} answered ${bad} calls with an error.`);
    const figure = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '?';
    return { rate: Number(figure(/Requests\/sec:\s+([\d.]+)/)), p50: figure(/50%\s+(\S+)/), p99: figure(/99%\s+(\S+)/) };
}

/** Resident, in MB. */
function memory(pid: number | undefined): string {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? '?' : String(Math.round(Number(kilobytes) / 1024));
}

function median(values: number[]): number {
    return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
