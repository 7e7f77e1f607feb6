/**
 * The local gateway beside a bare Node proxy, the real Apiman (`APIMAN_HOME`) and a gateway from npm, in one run on one machine:
 * `npm run bench:gateway [-- seconds rounds setting…]`, where settings go by their numbers and all are measured without one. Needs `wrk` (Debian: apt-get install wrk). Each round calls all of them one after the other;
 * figures are medians of the rounds, comparisons are made in each round. A goal that is missed is said, and is no error: the machine may have had other work.
 */
import { execFileSync, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiman, bare, configure, contestants, local, startPrinting, type Contestant } from './contestants.ts';
import { goalLine, goalOfCrowd, goalOfStart, goalsOfSetting, type Figures } from './goals.ts';

const seconds = Number(process.argv[2] ?? 4);
const rounds = Number(process.argv[3] ?? 3);
const chosen = process.argv.slice(4).map(Number);
if (spawnSync('wrk', ['-v']).error) {
    console.error('This bench needs wrk: apt-get install wrk');
    process.exit(64);
}

const limit = { implementation: 'RateLimitingPolicy', config: { limit: 1_000_000_000_000, granularity: 'Client', period: 'Year' } };
const header = (name: string) => ({ implementation: 'plugin:io.apiman.plugins:apiman-plugins-simple-header-policy:3.1.3.Final:war/io.apiman.plugins.simpleheaderpolicy.SimpleHeaderPolicy', config: { addHeaders: [{ headerName: name, headerValue: 'x', valueType: 'String', applyTo: 'Request', overwrite: true }] } });
const ten = [limit, ...Array.from({ length: 4 }, (_, at) => header(`X-Added-${at}`)), ...Array.from({ length: 4 }, () => ({ implementation: 'IPBlacklistPolicy', config: { ipList: ['10.0.0.0/8'] } })), { implementation: 'QuotaPolicy', config: limit.config }];
const settings = [
    { name: 'one rate limit, 10 clients, 1 KB', policies: [limit], clients: 10, bytes: 1024, all: true, hasGoals: true },
    { name: 'ten policies, 10 clients, 1 KB', policies: ten, clients: 10, bytes: 1024, all: false, hasGoals: false },
    { name: 'one rate limit, 10 000 clients, 1 KB', policies: [limit], clients: 10_000, bytes: 1024, all: false, hasGoals: false },
    { name: 'one rate limit, 10 clients, 1 MB', policies: [limit], clients: 10, bytes: 1024 * 1024, all: true, hasGoals: false },
];

const tenClients = `${local}, 10 clients`;

console.log(`Node ${process.versions.node}, ${availableParallelism()} cores, ${process.platform} ${process.arch}, ${new Date().toISOString().slice(0, 10)}; rounds: ${rounds} of ${seconds} s`);
console.log(goalLine(goalOfStart(await startTime())));
for (const { name, policies, clients, bytes, all, hasGoals } of settings.filter((_, at) => chosen.length === 0 || chosen.includes(at + 1))) {
    console.log(`\n${name}`);
    const figures = await measure(policies, clients, bytes, all);
    for (const one of figures) console.log(row(one));
    const ours = figures.find(one => one.name === local);
    if (ours && hasGoals) for (const goal of goalsOfSetting(ours)) console.log(goalLine(goal));
    const few = figures.find(one => one.name === tenClients);
    if (ours && few) console.log(goalLine(goalOfCrowd(few, ours)));
}

/** Milliseconds from the start of the process until it says that it serves: the fastest of five, since other work on the machine only adds to it. */
async function startTime(): Promise<number> {
    const times: number[] = [];
    for (let time = 0; time < 5; time++) {
        const begun = performance.now();
        const { child } = await contestants.find(contestant => contestant.name === local)!.start('');
        times.push(performance.now() - begun);
        child.kill('SIGKILL');
    }
    return Math.min(...times);
}

async function measure(policies: { implementation: string; config: unknown }[], clients: number, bytes: number, all: boolean): Promise<Figures[]> {
    const backend = await startPrinting('back-end.ts', `${bytes}`);
    const running: { contestant: Contestant; child: ChildProcess; url: string; clients: number; rounds: { rate: number; cpu: number }[] }[] = [];
    try {
        const wanted = contestants.filter(({ configurable }) => configurable || all).map(contestant => ({ contestant, clients }));
        // In the same rounds, since only then a small difference says something.
        if (clients > 10) wanted.push(...contestants.filter(({ name }) => name === local).map(contestant => ({ contestant: { ...contestant, name: tenClients }, clients: 10 })));
        for (const { contestant, clients: count } of wanted) {
            const started = await contestant.start(backend.url).catch((error: unknown) => console.error(`${contestant.name}: ${error instanceof Error ? error.message : String(error)}`));
            if (!started) continue;
            running.push({ contestant, child: started.child, url: started.url, clients: count, rounds: [] });
            if (started.configuration) await configure(started.configuration, backend.url, count, policies);
        }
        for (const { contestant, url, clients: count } of running) load(url, 32, count, contestant.warmUp);
        for (let round = 0; round < rounds; round++) {
            for (const { child, url, clients: count, rounds: measured } of running) {
                const before = cpuTime(child.pid);
                const { rate, calls } = load(url, 32, count, seconds);
                measured.push({ rate, cpu: (cpuTime(child.pid) - before) / calls });
            }
        }
        const ratesOf = (name: string) => running.find(({ contestant }) => contestant.name === name)?.rounds.map(({ rate }) => rate);
        return running.map(({ contestant, child, url, clients: count, rounds: measured }) => {
            const compared = (others: number[] | undefined) => others && median(measured.map(({ rate }, at) => rate / others[at]!));
            const { p50, p99 } = load(url, 1, count, seconds);
            return {
                name: contestant.name, rate: median(measured.map(({ rate }) => rate)), toBare: compared(ratesOf(bare)) ?? Number.NaN, toApiman: compared(ratesOf(apiman)),
                cpu: median(measured.map(({ cpu }) => cpu)), p50, p99, memory: memory(child.pid),
            };
        });
    } finally {
        for (const { child } of running) child.kill('SIGKILL');
        backend.child.kill('SIGKILL');
    }
}

function row({ name, rate, toBare, toApiman, cpu, p50, p99, memory: megabytes }: Figures): string {
    return [
        name.padEnd(26), `${Math.round(rate)}/s`.padStart(8), `${toBare.toFixed(2)} × bare`.padStart(11), ...(toApiman === undefined ? [] : [`${toApiman.toFixed(2)} × Apiman`.padStart(13)]),
        `CPU ${Math.round(cpu)} us`.padStart(12), `p50 ${p50}`.padStart(12), `p99 ${p99}`.padStart(12), `${Math.round(megabytes)} MB`.padStart(7),
    ].join('  ');
}

/** wrk with one thread; each connection goes through the keys of the clients. */
function load(url: string, connections: number, clients: number, duration: number): { rate: number; calls: number; p50: string; p99: string } {
    const script = join(tmpdir(), `apim-bench-${process.pid}.lua`);
    writeFileSync(script, `local n = 0\nrequest = function()\n  n = (n + 1) % ${clients}\n  return wrk.format("GET", "/bench/api/1.0/thing", { ["X-API-Key"] = "key-" .. n })\nend\n`);
    const text = execFileSync('wrk', ['-t1', `-c${connections}`, `-d${duration}s`, '--latency', '-s', script, url], { encoding: 'utf8' });
    const bad = /Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1];
    if (bad) throw new Error(`${url} answered ${bad} calls with an error.`);
    const figure = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '?';
    return { rate: Number(figure(/Requests\/sec:\s+([\d.]+)/)), calls: Number(figure(/(\d+) requests in/)), p50: figure(/^\s+50%\s+(\S+)/m), p99: figure(/^\s+99%\s+(\S+)/m) };
}

/** Of a process since its start, in microseconds; the kernel counts in hundredths of a second. */
function cpuTime(pid: number | undefined): number {
    const [user, system] = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '').split(' ').slice(11, 13).map(Number);
    return (user! + system!) * 10_000;
}

/** Resident, in MB. */
function memory(pid: number | undefined): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

function median(values: number[]): number {
    return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
