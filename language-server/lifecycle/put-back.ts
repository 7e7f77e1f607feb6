import { t } from '@vscode/l10n';
import type { Project } from '../../language/project.ts';
import { SourceFile } from '../../language/source-file.ts';
import type { Edit } from '../features/fix.ts';
import { refuse, type Element, type LifecycleRefusal } from './change.ts';
import { insertAtEnd } from './insertion.ts';
import type { RemovedPiece, RestoreDocument } from './restore-document.ts';
import { editAt, eolOf, textsAfter } from './standing.ts';

/** How what was removed comes back into the source. */
export interface PutBack {
    kind: 'change';
    edits: readonly Edit[];
    /** Where each piece goes, in words; and what could not be put back. */
    notes: readonly string[];
    /** What the gateway has to be told of. */
    registers: readonly Element[];
}

/** Puts the pieces of a document where they stood, or at the end of what they belonged to where their place is gone. */
export function putBack(project: Project, { pieces }: RestoreDocument, uriOf: (file: string) => string): PutBack | LifecycleRefusal {
    const there = pieces.find(({ what, element }) => what === 'declaration' && project.index.entries(element.kind, element.key).length > 0);
    if (there) return refuse(t('{0} is declared: there is nothing to put back. Delete the file of what was removed, or name another one.', there.element.key));
    const edits: Edit[] = [];
    const notes: string[] = [];
    for (const piece of pieces) {
        const placed = place(project, piece, uriOf(piece.file));
        if (!placed && piece.what === 'declaration') return refuse(t('There is no organization {0} any more to put {1} into. Write it first: {2}', piece.owner, piece.element.key, `organization ${piece.owner} { }`));
        if (placed) edits.push(placed.edit);
        notes.push(...noteOn(piece, placed));
    }
    if (edits.length === 0) return refuse(t('Nothing of it can be put back: what it belonged to is gone.'));
    const declared = pieces.filter(({ what }) => what !== 'approval').map(({ element }) => element);
    const registers = [...new Map(declared.filter(({ kind }) => kind !== 'plan').map(element => [`${element.kind}:${element.key}`, element])).values()];
    return { kind: 'change', edits, notes, registers };
}

interface Placed { edit: Edit; asItStood: boolean }

function place(project: Project, piece: RemovedPiece, uri: string): Placed | undefined {
    const text = project.files.get(uri)?.text;
    if (text !== undefined) {
        const eol = eolOf(text);
        for (const offset of placesOf(text, piece)) {
            const edit = editAt(project, uri, offset, offset, withEol(piece.text, eol));
            if (isBack(project, piece, edit)) return { edit, asItStood: true };
        }
    }
    const edit = piece.what === 'approval' ? undefined : insertAtEnd(project, piece, uri);
    return edit && isBack(project, piece, edit) ? { edit, asItStood: false } : undefined;
}

/** Offsets at which the text around is as it was, the surest first: less and less of it is asked for. */
function placesOf(text: string, piece: RemovedPiece): number[] {
    const eol = eolOf(text);
    const [before, after] = [withEol(piece.before, eol), withEol(piece.after, eol)];
    const places: number[] = [];
    for (const amount of [{ lines: Infinity }, { lines: 4 }, { lines: 2 }, { lines: 1 }]) {
        const [left, right] = [lastLines(before, amount.lines), firstLines(after, amount.lines)];
        const found = left.length + right.length === 0 ? (text === '' ? [0] : []) : occurrences(text, left + right).map(offset => offset + left.length);
        // What little is left of the surroundings may stand in several places: then it says nothing.
        if (amount.lines === Infinity || found.length === 1) places.push(...found.sort((a, b) => Math.abs(a - piece.offset) - Math.abs(b - piece.offset)));
    }
    return [...new Set(places)];
}

/** Whether the file reads as before with it: the piece is what it was, where it belongs, and nothing else broke. */
function isBack(project: Project, { what, element, owner }: RemovedPiece, edit: Edit): boolean {
    const { services } = project.language;
    const text = textsAfter(project, [edit]).get(edit.uri) ?? '';
    const file = new SourceFile({ services }, edit.uri, text);
    if (file.syntax.length > (project.files.get(edit.uri)?.syntax.length ?? 0)) return false;
    const same = (a: Element, kind: string, key: string) => a.kind === kind && a.key === key;
    return file.declared.some(({ declaration }) => {
        if (!('version' in declaration)) return false;
        const key = `${declaration.organization}/${declaration.name}@${declaration.version}`;
        if (what === 'declaration') return same(element, declaration.kind, key);
        if (what === 'contract') return declaration.kind === 'client' && key === owner && declaration.contracts.length > contractsOf(project, key);
        return declaration.kind === 'api' && key === owner && declaration.offers.some(({ approvedFor }) => approvedFor.includes(element.key));
    });
}

function contractsOf(project: Project, client: string): number {
    return project.index.find('client', client)?.contracts.length ?? 0;
}

function noteOn({ what, element, owner, file, own }: RemovedPiece, placed: Placed | undefined): string[] {
    const name = {
        declaration: { plan: t('The plan {0}', element.key), api: t('The API {0}', element.key), client: t('The client {0}', element.key) }[element.kind],
        contract: t('The contract of {0}', owner), approval: t('The approval of {0} by {1}', element.key, owner)
    }[what];
    if (!placed) return [t('{0} could not be put back ({1}): what it belonged to is gone or was changed.', name, own.replaceAll(/\s+/g, ' '))];
    return placed.asItStood ? [] : [t('{0} stands at the end of {1} now: its place in {2} is gone.', name, owner, file)];
}

function occurrences(text: string, wanted: string): number[] {
    const found: number[] = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) found.push(at);
    return found;
}

function lastLines(text: string, count: number): string {
    return text.split('\n').slice(-count - 1).join('\n');
}

function firstLines(text: string, count: number): string {
    return count === Infinity ? text : text.split('\n').slice(0, count).join('\n') + (text.split('\n').length > count ? '\n' : '');
}

function withEol(text: string, eol: string): string {
    return text.replaceAll(/\r?\n/g, eol);
}
