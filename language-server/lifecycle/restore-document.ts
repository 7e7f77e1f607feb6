import * as v from 'valibot';
import type { Project } from '../../language/project.ts';
import type { Cut, LifecycleChange } from './change.ts';
import { textsAfter } from './standing.ts';

const element = v.object({ kind: v.picklist(['plan', 'api', 'client']), key: v.string() });

/**
 * What an action took out of the source, and where it stood, so that it can be put back: text of the source and nothing else.
 * `offset` is the place in the text that was left, `before` and `after` what stood around it there; `own` is the text without the space around it.
 */
const restoreDocument = v.object({
    format: v.literal(1), removed: v.string(), action: v.string(), element,
    pieces: v.pipe(v.array(v.object({
        /** Relative to the project. */
        file: v.string(), what: v.picklist(['declaration', 'contract', 'approval']), owner: v.string(), element,
        offset: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), text: v.string(), own: v.string(), before: v.string(), after: v.string()
    })), v.minLength(1))
});

export type RestoreDocument = v.InferOutput<typeof restoreDocument>;
export type RemovedPiece = RestoreDocument['pieces'][number];

/** As much of the text around it as finds a place again, after edits elsewhere too. */
const context = 400;

/** What a change removes; undefined where it removes nothing. `removed` is the moment, as text. */
export function restoreDocumentOf(project: Project, { action, element: changed, edits, cuts }: LifecycleChange, removed: string, relative: (uri: string) => string): RestoreDocument | undefined {
    if (cuts.length === 0) return undefined;
    const texts = textsAfter(project, edits);
    return {
        format: 1, removed, action, element: changed,
        pieces: [...cuts].sort((a, b) => a.start - b.start).map(cut => {
            const text = project.files.get(cut.uri)?.text ?? '';
            const left = texts.get(cut.uri) ?? '';
            const offset = left.length - lengthBehind(project, cut, edits, text);
            return {
                file: relative(cut.uri), what: cut.what, owner: cut.owner, element: cut.element, offset, text: text.slice(cut.start, cut.end), own: cut.own,
                before: left.slice(Math.max(0, offset - context), offset), after: left.slice(offset, offset + context)
            };
        })
    };
}

export function parseRestoreDocument(text: string): RestoreDocument | undefined {
    try {
        const { success, output } = v.safeParse(restoreDocument, JSON.parse(text));
        return success ? output : undefined;
    } catch {
        return undefined;
    }
}

/** How much text is left behind a cut. */
function lengthBehind(project: Project, { uri, end }: Cut, edits: LifecycleChange['edits'], text: string): number {
    const document = project.files.get(uri)?.textDocument;
    const grown = edits.filter(edit => edit.uri === uri && document && document.offsetAt(edit.range.start) >= end)
        .reduce((sum, { range, newText }) => sum + newText.length - ((document?.offsetAt(range.end) ?? 0) - (document?.offsetAt(range.start) ?? 0)), 0);
    return text.length - end + grown;
}
