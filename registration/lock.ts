import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, succeed, type Result } from './failure.ts';
import { isAlive, waitUntil } from './process.ts';
import { codeOf, projectFolder } from './project-folder.ts';

export interface LockOptions {
    /** As long the run before is waited for. */
    milliseconds?: number;
    signal?: AbortSignal | undefined;
    /** Called once, with the process that is waited for, when the first second has not been enough. */
    onWait?: ((pid: number) => void) | undefined;
}

/** One registration at a time in an environment of a project on this machine. Waits for the run before; `release` gives way to the next. */
export async function lockEnvironment(
    project: string, environment: string, { milliseconds = 30_000, signal, onWait }: LockOptions = {}
): Promise<Result<{ release: () => Promise<void> }>> {
    const folder = await projectFolder(project, 'locks');
    if (!folder.ok) {
        return folder;
    }
    const path = join(folder.value, `${encodeURIComponent(environment)}.lock`);
    let trouble: string | undefined;
    const begun = performance.now();
    let said = false;
    const locked = await waitUntil(async () => {
        trouble = await take(path);
        if (trouble === 'EEXIST' && !said && performance.now() - begun > 1_000) {
            said = true;
            onWait?.(await holder(path) ?? 0);
        }
        return trouble !== 'EEXIST' || signal?.aborted === true;
    }, milliseconds);
    if (signal?.aborted) {
        if (trouble === undefined) await rm(path, { force: true });
        return fail({ kind: 'cancelled' });
    }
    if (!locked) {
        return fail({ kind: 'another-run', environment, pid: await holder(path) ?? 0 });
    }
    return trouble === undefined
        ? succeed({ release: () => rm(path, { force: true }) })
        : fail({ kind: 'disk', path, code: trouble });
}

/** `undefined` once it is ours, otherwise the code of what stands in the way. */
async function take(path: string): Promise<string | undefined> {
    try {
        await writeFile(path, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
        return undefined;
    } catch (error) {
        const code = codeOf(error);
        const pid = code === 'EEXIST' ? await holder(path) : undefined;
        if (pid !== undefined && !isAlive(pid)) {
            await removeStale(path, pid);
        }
        return code;
    }
}

/** Two that find the same stale lock must not remove each other's new one: only who has moved that very file away removes it. */
async function removeStale(path: string, pid: number): Promise<void> {
    const aside = `${path}.${process.pid}`;
    try {
        await rename(path, aside);
        if (await holder(aside) === pid) {
            await rm(aside, { force: true });
        } else {
            await rename(aside, path);
        }
    } catch {
        // Somebody else was quicker.
    }
}

async function holder(path: string): Promise<number | undefined> {
    const pid = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
    return Number.isInteger(pid) ? pid : undefined;
}
