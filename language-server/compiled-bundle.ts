import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import nodeModule from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import zlib from 'node:zlib';

/** A module, and what is to be called when so much of it has run that what was compiled is worth keeping: it is asked for at the end of the process, and kept once. */
export interface CompiledBundle<T> { module: T; keep: () => void }

/**
 * Loads a bundle with what a run before has compiled of it; undefined where nothing may be kept, or there is no such bundle. Node's own cache keeps of a module
 * what is compiled when it is loaded. Most functions are compiled when they are first called, which took a third of the time of a small check, and of the start
 * of a language server: here they are kept, too.
 */
export function compiledBundle<T>(file: string, build: string): CompiledBundle<T> | undefined {
    const folder = nodeModule.getCompileCacheDir();
    if (folder === undefined || !existsSync(file)) return undefined;
    const kept = path.join(folder, `${path.basename(file)}-${build}`);
    const cachedData = read(kept);
    const script = new Script(nodeModule.wrap(readFileSync(file, 'utf8')), { filename: file, ...cachedData ? { cachedData } : {} });
    const isKept = cachedData !== undefined && script.cachedDataRejected !== true;
    const module = { exports: {} };
    (script.runInThisContext() as Wrapped)(module.exports, nodeModule.createRequire(file), module, file, path.dirname(file));
    return { module: module.exports as T, keep: () => { if (!isKept) process.once('exit', () => { write(kept, script.createCachedData()); sweep(path.dirname(folder), path.basename(file)); }); } };
}

type Wrapped = (exports: object, require: NodeJS.Require, module: { exports: object }, filename: string, dirname: string) => void;

/** Undefined where there is none, or one that is damaged: V8 itself would not notice. */
function read(kept: string): Buffer | undefined {
    try {
        const bytes = readFileSync(kept);
        const data = bytes.subarray(checksumLength);
        return bytes.readUInt32LE() === zlib.crc32(data) ? data : undefined;
    } catch {
        return undefined;
    }
}

/** As a whole or not at all: others may be reading it. */
function write(kept: string, data: Buffer): void {
    const draft = `${kept}.${process.pid}`;
    const checksum = Buffer.alloc(checksumLength);
    checksum.writeUInt32LE(zlib.crc32(data));
    try {
        writeFileSync(draft, Buffer.concat([checksum, data]), { flag: 'wx', mode: 0o600 });
        renameSync(draft, kept);
    } catch {
        rmSync(draft, { force: true });
    }
}

/** Takes away what other builds have left, also under another version of Node, and processes that were killed. One that is in use after all is compiled once more. */
function sweep(folder: string, bundle: string): void {
    try {
        const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(found => path.basename(found).startsWith(`${bundle}-`)).map(found => path.join(folder, found));
        for (const found of files) if (Date.now() - statSync(found).mtimeMs > longAgo) rmSync(found, { force: true });
    } catch {
        // Somebody else did, or it is not ours.
    }
}

const checksumLength = 4;
/** A month, in milliseconds. */
const longAgo = 30 * 24 * 3_600_000;
