import assert from 'node:assert/strict';
import { uriOf } from '../../language-server/file-uri.ts';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import type { DraftField, DraftSoFar } from '../../language-server/writing/draft.ts';
import { judged, type Judged } from '../../language-server/writing/judge.ts';
import { language } from './language.ts';

const folder = '/project';

/** A project in memory, as the editor works on it. */
export function openSession(files: Record<string, string>): ProjectSession {
    const session = new ProjectSession(folder, language);
    const { 'apim.yaml': projectFile, ...sources } = files;
    if (projectFile !== undefined) session.setProjectFile(projectFile);
    for (const [name, text] of Object.entries(sources)) session.project.setFile(fileUri(name), text);
    return session;
}

export function fileUri(name: string): string {
    return uriOf(`${folder}/${name}`);
}

export function judge(files: Record<string, string>, draft: DraftSoFar, field?: DraftField): Judged & { session: ProjectSession } {
    const session = openSession(files);
    const environment = session.environment();
    assert.ok(environment.kind === 'environment');
    return { session, ...judged(session, draft, field === undefined ? environment : { field }) };
}

/** What the files become that a draft is written into; `█` is where the cursor stands. Nothing of it may be wrong. */
export function checkWriting(files: Record<string, string>, draft: DraftSoFar, expected: Record<string, string>): Judged {
    const { session, ...found } = judge(files, draft);
    assert.ok(found.written, JSON.stringify(found.problems));
    assert.deepEqual(found.problems.filter(({ severity }) => severity === 'error'), []);
    const { texts, entry, cursor } = found.written;
    assert.deepEqual(Object.fromEntries([...texts].map(([uri, text]) => [session.relative(uri), uri === entry.uri ? marked(text, cursor) : text])), expected);
    return found;
}

/** What is said of one answer. */
export function problemsOf(files: Record<string, string>, draft: DraftSoFar, field: DraftField): string[] {
    return judge(files, draft, field).problems.map(({ severity, message }) => `${severity}: ${message}`);
}

function marked(text: string, { line, character }: { line: number; character: number }): string {
    const lines = text.split('\n');
    const written = lines[line] ?? '';
    lines[line] = `${written.slice(0, character)}█${written.slice(character)}`;
    return lines.join('\n');
}
