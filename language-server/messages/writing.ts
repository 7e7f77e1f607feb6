import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { environmentNames } from '../../project/environment.ts';
import { mayDo } from '../../registration/roles.ts';
import { Refusal } from '../boundary.ts';
import { normalUri } from '../file-uri.ts';
import type { Draft, OpenApiAnswer, ProjectParams, WritingAnswer, WritingChoices, WritingParams } from '../protocol.ts';
import { choicesOf } from '../writing/choices.ts';
import { judged } from '../writing/judge.ts';
import { readOpenApi } from '../writing/open-api.ts';
import { draftOfOpenApi, isInside } from '../writing/open-api-draft.ts';
import type { Window } from './window.ts';

/** What can be chosen from in a project. */
export async function writingChoices(window: Window, { project }: ProjectParams): Promise<WritingChoices> {
    const { session, environment, person } = await window.context(window.project(project), { asks: false });
    const organizations = session.declarations('organization', environment);
    return choicesOf(session.project, {
        mayWrite: organization => mayDo('write declarations', organization, organizations, person).ok,
        relative: uri => session.relative(uri), environments: environmentNames(session.parsed.file)
    });
}

/** The source with what was chosen; nothing is changed by asking. */
export async function writing(window: Window, { project, draft, field }: WritingParams): Promise<WritingAnswer> {
    const { session, environment, person } = await window.context(window.project(project), { asks: false });
    const found = judged(session, draft, field === undefined ? { environment } : { field });
    const organization = ownerOf(found.draft);
    if (organization !== undefined) await window.valueOf(mayDo('write declarations', organization, session.declarations('organization', environment), person));
    const { written } = found;
    return {
        draft: found.draft, problems: found.problems,
        ...written ? {
            source: {
                uri: written.entry.uri, path: session.relative(written.entry.uri), text: textOf(written.entry), cursor: written.cursor, created: [...written.created],
                changes: Object.fromEntries([...written.texts].map(([uri, text]) => [uri, difference(textBefore(uri), text)])), texts: Object.fromEntries(written.texts)
            }
        } : {}
    };

    function textBefore(uri: string): string {
        return (uri === session.projectFileUri ? session.projectFileText : session.project.files.get(uri)?.text) ?? '';
    }
}

/** Whose declarations are touched; a new organization is nobody's yet. */
function ownerOf(draft: Draft): string | undefined {
    switch (draft.kind) {
        case 'organization': return undefined;
        case 'contract': return draft.client.slice(0, draft.client.indexOf('/'));
        case 'version': return draft.entity.slice(0, draft.entity.indexOf('/'));
        default: return draft.organization;
    }
}

/** What an OpenAPI document says of an API. */
export function openApi(window: Window, { project, uri, text }: ProjectParams & { uri: string; text: string }): OpenApiAnswer {
    const { session } = window.project(project);
    const found = readOpenApi(text);
    if ('problem' in found) {
        const place = { line: found.line - 1, character: 0 };
        throw new Refusal(`${session.relative(uri)}:${found.line} ${found.problem}`, undefined, { source: { uri, range: { start: place, end: place } } });
    }
    const file = normalUri(uri);
    return { draft: draftOfOpenApi(session, found, file), isOutside: !isInside(session, file), servers: found.servers, notes: found.notes };
}

/** One edit: what stands between what both begin and end with. */
function difference(before: string, after: string): TextEdit[] {
    if (before === after) return [];
    const most = Math.min(before.length, after.length);
    let start = 0, end = 0;
    while (start < most && before[start] === after[start]) start += 1;
    while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
    const document = TextDocument.create('', '', 0, before);
    return [{ range: { start: document.positionAt(start), end: document.positionAt(before.length - end) }, newText: after.slice(start, after.length - end) }];
}

/** The lines of a declaration without what they are indented by. */
function textOf({ node }: { node: { $cstNode?: { text: string; range: { start: { character: number } } } } | undefined }): string {
    const indent = ' '.repeat(node?.$cstNode?.range.start.character ?? 0);
    return (node?.$cstNode?.text ?? '').split(/\r?\n/).map(line => line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()).join('\n');
}
