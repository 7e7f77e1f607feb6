import { isUtf8 } from 'node:buffer';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { URI } from 'vscode-uri';
import type { ProjectSession } from '../language-server/session/project-session.ts';
import { fail, succeed, type Result } from '../registration/failure.ts';
import { writeOutputFile } from '../registration/output-file.ts';
import { codeOf } from '../registration/project-folder.ts';
import { stop, stopFor, type Stop } from './ending.ts';

/** A file of the source with the text that it had when it was read, and the one that it is to have. `isNew`: it is to come into being. */
export interface SourceChange { uri: string; before: string; after: string; isNew?: true }

/** The files of a project that differ in another state of it. */
export function sourceChanges({ project }: ProjectSession, texts: ReadonlyMap<string, string>): SourceChange[] {
    return [...texts].sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([uri, after]): SourceChange => {
            const before = project.files.get(uri)?.text;
            return { uri, after, before: before ?? '', ...before === undefined ? { isNew: true } : {} };
        }).filter(({ before, after }) => before !== after);
}

/** Writes all of them, or none: a file that somebody else changed meanwhile keeps the rest from being written, and where one cannot be written those before get their text back. */
export async function writeSources(session: ProjectSession, changes: readonly SourceChange[]): Promise<Stop | undefined> {
    const files: { path: string; raw: string | undefined; text: string }[] = [];
    for (const { uri, before, after, isNew } of changes) {
        const path = URI.parse(uri).fsPath;
        const bytes = await readFile(path).catch(() => undefined);
        if (isNew && bytes === undefined) {
            files.push({ path, raw: undefined, text: after });
            continue;
        }
        if (isNew) {
            return stop('refused', `The source was left as it is: ${session.relative(uri)} exists, and is no part of the project. Move it away, or take it out of "exclude" in apim.yaml.`);
        }
        const raw = bytes && isUtf8(bytes) ? bytes.toString('utf8') : undefined;
        const mark = raw?.startsWith('\uFEFF') ? '\uFEFF' : '';
        if (raw === undefined || raw !== mark + before) {
            return stop('refused', `The source was left as it is: ${session.relative(uri)} was changed by somebody else meanwhile. Run the command again.`);
        }
        files.push({ path, raw, text: mark + after });
    }
    for (const [index, { path, raw, text }] of files.entries()) {
        const written = raw === undefined ? await writeNew(path, text) : await writeOutputFile(path, text);
        if (written.ok) {
            continue;
        }
        const stuck: string[] = [];
        for (const before of files.slice(0, index)) {
            const isBack = before.raw === undefined ? await rm(before.path, { force: true }).then(() => true, () => false) : (await writeOutputFile(before.path, before.raw)).ok;
            if (!isBack) {
                stuck.push(before.path);
            }
        }
        const { exit, message } = stopFor(written.failure);
        return { exit, message: stuck.length === 0 ? `The source was left as it is: ${message}` : `${message} ${stuck.join(', ')} could not be put back and stays edited: look with git diff.` };
    }
    return undefined;
}

/** Never over a file that came into being meanwhile. */
async function writeNew(path: string, text: string): Promise<Result<void>> {
    try {
        await writeFile(path, text, { flag: 'wx' });
        return succeed(undefined);
    } catch (error) {
        return fail({ kind: 'disk', path, code: codeOf(error) });
    }
}
