import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, getCompileCacheDir } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** A module, and what is to be called when so much of it has run that what was compiled is worth keeping: it is asked for at the end of the process, and kept once. */
export interface CompiledBundle<T> { module: T; keep: () => void }

/**
 * Loads a bundle with what a run before has compiled of it; undefined where nothing may be kept, or there is no such bundle. Node's own cache keeps of a module
 * what is compiled when it is loaded. Most functions are compiled when they are first called, which took a third of the time of a small check, and of the start
 * of a language server: here they are kept, too.
 */
export function compiledBundle<T>(file: string, build: string): CompiledBundle<T> | undefined {
    const folder = getCompileCacheDir();
    if (folder === undefined || !existsSync(file)) return undefined;
    const kept = join(folder, `${basename(file)}-${build}`);
    const cachedData = read(kept);
    const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`, { filename: file, ...cachedData ? { cachedData } : {} });
    const isKept = cachedData !== undefined && script.cachedDataRejected !== true;
    const module = { exports: {} };
    (script.runInThisContext() as Wrapped)(module.exports, createRequire(file), module, file, dirname(file));
    return { module: module.exports as T, keep: () => { if (!isKept) process.once('exit', () => { write(kept, script.createCachedData()); sweep(dirname(folder), basename(file)); }); } };
}

type Wrapped = (exports: object, require: NodeJS.Require, module: { exports: object }, filename: string, dirname: string) => void;

/**
 * Undefined where there is none, or one that is damaged: V8 itself would not notice. It is kept twice and compared, since loading what Node has for checksums
 * takes as long as a tenth of a small check.
 */
function read(kept: string): Buffer | undefined {
    try {
        const bytes = readFileSync(kept);
        const data = bytes.subarray(0, bytes.length / 2);
        return data.equals(bytes.subarray(data.length)) ? data : undefined;
    } catch {
        return undefined;
    }
}

/** As a whole or not at all: others may be reading it. */
function write(kept: string, data: Buffer): void {
    const draft = `${kept}.${process.pid}`;
    try {
        writeFileSync(draft, Buffer.concat([data, data]), { flag: 'wx', mode: 0o600 });
        renameSync(draft, kept);
    } catch {
        rmSync(draft, { force: true });
    }
}

/** Takes away what other builds have left, also under another version of Node, and processes that were killed. One that is in use after all is compiled once more. */
function sweep(folder: string, bundle: string): void {
    try {
        const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(found => basename(found).startsWith(`${bundle}-`)).map(found => join(folder, found));
        for (const found of files) if (Date.now() - statSync(found).mtimeMs > longAgo) rmSync(found, { force: true });
    } catch {
        // Somebody else did, or it is not ours.
    }
}

/** A month, in milliseconds. */
const longAgo = 30 * 24 * 3_600_000;
