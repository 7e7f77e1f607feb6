import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const output = join(import.meta.dirname, '../../cli/output.ts');
const writer = `import { Output } from ${JSON.stringify(output)}; const out = new Output(1); out.write('a'.repeat(3_000_000)); out.write('b'); process.stderr.write(JSON.stringify(await out.finish() ?? null));`;

/** What comes out of a shell's command, read by somebody who looks away for a while first. */
async function readLate(command: string): Promise<{ out: string; err: string }> {
    const folder = mkdtempSync(join(tmpdir(), 'apim-output-'));
    const child = spawn('sh', ['-c', command], { env: { ...process.env, NODE: process.execPath, WRITER: writer, READY: join(folder, 'ready') }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    const closed = once(child, 'close');
    await delay(1_500);
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    await closed;
    rmSync(folder, { recursive: true });
    return { out, err };
}

describe('a standard stream', () => {
    before(function () { if (process.platform === 'win32') this.skip(); });

    it('gets all of a long text, in order, whoever reads slowly', async () => {
        const { out, err } = await readLate('"$NODE" --input-type=module -e "$WRITER"');
        assert.ok(out === `${'a'.repeat(3_000_000)}b`, `${out.length} characters`);
        assert.equal(err, 'null');
    });

    it('gets it also where another program has made writes to it fail instead of waiting', async () => {
        const { out, err } = await readLate(`"$NODE" -e 'process.stdout.write("-", () => fs.writeFileSync(process.argv[1], "")); setTimeout(() => {}, 3000)' "$READY" & until [ -e "$READY" ]; do sleep 0.1; done; "$NODE" --input-type=module -e "$WRITER"; wait`);
        assert.ok(out === `-${'a'.repeat(3_000_000)}b`, `${out.length} characters`);
        assert.equal(err, 'null');
    });

    it('says what kept it from being written, and takes no more then', async function () {
        if (!existsSync('/dev/full')) return this.skip();
        const { err } = await readLate('"$NODE" --input-type=module -e "$WRITER" > /dev/full');
        assert.match(err, /"code":"ENOSPC"/);
    });
});
