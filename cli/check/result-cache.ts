import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Shell } from '../shell.ts';
import { fingerprint } from './fingerprint.ts';
import type { KeptResult } from './kept-result.ts';

/** What a kept result holds for: this program, this folder, and the environment as it was named. */
export interface Validity { build: string; folder: string; environment: string | undefined }

const format = 'apim check 1';
/** Results of projects that nobody has checked for so long are taken away. */
const lifetime = 60 * 24 * 60 * 60 * 1000;

/** The results of checks in the user's cache folder, a file each. What is damaged or made by another program is as good as none, and no failure ever keeps a check from its end. */
export class ResultCache {
    readonly #file: string;
    readonly #validity: string;

    constructor({ environment }: Pick<Shell, 'environment'>, validity: Validity) {
        this.#validity = JSON.stringify([validity.build, validity.folder, validity.environment]);
        this.#file = path.join(cacheFolder(environment), `${fingerprint(Buffer.from(JSON.stringify([validity.folder, validity.environment])))}.check`);
    }

    read(): KeptResult | undefined {
        try {
            const bytes = readFileSync(this.#file);
            const head = Buffer.byteLength(`${format} `) + 17;
            const body = bytes.subarray(head);
            if (bytes.toString('latin1', 0, head) !== `${format} ${fingerprint(body)}\n`) return undefined;
            const text = body.toString('utf8');
            const end = text.indexOf('\n');
            return text.slice(0, end) === this.#validity ? JSON.parse(text.slice(end + 1)) as KeptResult : undefined;
        } catch {
            return undefined;
        }
    }

    /** Writes it as a whole or not at all, so that whoever reads at the same time finds the one before. */
    write(result: KeptResult): void {
        const folder = path.dirname(this.#file);
        const draft = `${this.#file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
        try {
            mkdirSync(folder, { recursive: true, mode: 0o700 });
            const body = Buffer.from(`${this.#validity}\n${JSON.stringify(result)}`);
            writeFileSync(draft, Buffer.concat([Buffer.from(`${format} ${fingerprint(body)}\n`), body]), { flag: 'wx', mode: 0o600 });
            renameSync(draft, this.#file);
            removeOld(folder);
        } catch {
            remove(draft);
        }
    }
}

function remove(file: string): void {
    try {
        rmSync(file, { force: true });
    } catch {
        // It stays, or never was.
    }
}

/** Where programs keep what they can make again, by the convention of the system. */
function cacheFolder(environment: Shell['environment']): string {
    const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = environment;
    const home = environment['HOME'] || homedir();
    const base = xdg && path.isAbsolute(xdg) ? xdg
        : process.platform === 'win32' ? local || path.join(home, 'AppData', 'Local')
            : path.join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache');
    return path.join(base, 'apim');
}

function removeOld(folder: string): void {
    for (const name of readdirSync(folder)) {
        const file = path.join(folder, name);
        if (/\.check\b/.test(name) && Date.now() - statSync(file).mtimeMs > lifetime) remove(file);
    }
}
