import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const program = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../cli/demo/main.ts')];
const hasCurl = spawnSync('curl', ['--version']).status === 0;
const key = /[0-9a-f]{8}-[0-9a-f]{4}-4/;

interface Finished { status: number | null; output: string }

/** Runs `npm start`, and once it prints `pattern`, `then` with what it has printed so far. `preload` is run before the program. */
function start(args: readonly string[], { pattern, then, preload = '' }: { pattern?: RegExp; then?: (output: string, interrupt: () => void) => void; preload?: string } = {}): Promise<Finished> {
    const child = spawn(process.execPath, [`--import=data:text/javascript,${encodeURIComponent(preload)}`, ...program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let isReached = false;
    for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
            output += chunk.toString('utf8');
            if (!isReached && pattern?.test(output)) {
                isReached = true;
                then?.(output, () => child.kill('SIGINT'));
            }
        });
    }
    return new Promise(resolve => { child.once('close', status => resolve({ status, output })); });
}

describe('npm start', () => {

    it('does the main job and ends with 0', async () => {
        const { status, output } = await start([]);
        assert.equal(status, 0, output);
        for (const line of [
            /✓ checked {4}3 files, no errors/, /✓ registered 2 APIs and 2 clients, as anna@shop\.example/, /ShopInc +MobileShop +2\.1 +registered +Acme\/Orders@1\.0 via Gold +http:\/\/127\.0\.0\.1:\d+\/Acme\/Orders\/1\.0/,
            /ShopInc\/BackOffice@1\.0 +Acme\/Orders@1\.0 +200 +9999 of 10000 +403 API not public\./, /ShopInc\/MobileShop@2\.1 +Acme\/Orders@1\.0 +200/, /2 contracts answered 200/
        ]) assert.match(output, line);
        assert.doesNotMatch(output, key);
    });

    it('with --keep leaves it running, prints lines that work and no key, and takes everything away at Ctrl-C', async () => {
        let tried: Promise<{ stdout: string }> | undefined;
        const { status, output } = await start(['--keep'], {
            pattern: /Ctrl-C/,
            then: (printed, interrupt) => {
                const lines = printed.split('\n').filter(line => /^ {2}(apim\(\)|curl)/.test(line)).map(line => line.replace('curl -i', 'curl -si'));
                tried = hasCurl ? promisify(execFile)('sh', ['-c', lines.join('\n')]) : Promise.resolve({ stdout: 'HTTP/1.1 200 no curl\n'.repeat(lines.length - 1) });
                void tried.then(interrupt, interrupt);
            }
        });
        assert.equal(status, 0, output);
        assert.doesNotMatch(output, key);
        const answers = (await tried)?.stdout ?? '';
        assert.equal(answers.match(/^HTTP\/1\.1 200 /gm)?.length, 2, answers);
        const folder = /-C (\S+)/.exec(output)?.[1];
        assert.ok(folder !== undefined && !existsSync(folder));
    });

    it('ends what it has started when it is interrupted on the way', async () => {
        // It interrupts itself: what is left to do then takes a quarter of a second, and whoever reads its output may be later.
        const { status, output } = await start([], { preload: "const { log } = console; console.log = line => { log(line); if (line.includes('✓ gateway')) process.kill(process.pid, 'SIGINT'); };" });
        assert.equal(status, 130, output);
        const url = /✓ gateway {4}(\S+)/.exec(output)?.[1] ?? '';
        await assert.rejects(fetch(url));
    });
});
