import type { Range } from '../../language/declarations.ts';
import type { Entry } from '../../language/entry.ts';
import { MEMBER_BEGIN, memberSize } from '../../language/file-rows.ts';
import type { DeclarationNode } from '../../language/extraction.ts';
import { ownData } from '../../language/own-copy.ts';
import type { SourceFile } from '../../language/source-file.ts';

/**
 * What the declarations of a file contribute to an answer about all of it. An editor asks for that after each pause in typing, and nearly all is written as it was: what a
 * declaration contributes is kept as long as it is. Lines count from the one that it begins in.
 */
export class Contributions<T> {
    readonly #make: (entry: Entry) => T;
    readonly #known = new WeakMap<Entry, T>();

    constructor(make: (entry: Entry) => T) {
        this.#make = make;
    }

    of(entry: Entry): T {
        const known = this.#known.get(entry);
        if (known !== undefined) return known;
        const made = ownData(this.#make(entry));
        this.#known.set(entry, made);
        return made;
    }
}

/**
 * Whether a file is the sum of its declarations: what is written of an organization itself stands in front of what is declared in it, as it nearly always does, or
 * there is a mistake in it, so that it is made anew with each change. Any other file is looked at as a whole.
 */
export function isSum(file: SourceFile): boolean {
    const { declared, rows } = file;
    return declared.every(({ kind }, place) => {
        const first = declared[place + 1];
        if (kind !== 'organization' || !first) return true;
        const { members, from, to } = rows.membersOf(place);
        return from === to || members[to - memberSize + MEMBER_BEGIN]! < first.from || !file.isSound(place);
    });
}

/** The syntax of a declaration; of an organization, what is written of itself. */
export function ownSyntax(entry: Entry): DeclarationNode {
    return entry.kind === 'organization' && entry.file.isStrict ? entry.file.excerpt({ from: entry.from }).root.declarations[0] as DeclarationNode : entry.syntax;
}

export function movedBy({ start, end }: Range, lines: number): Range {
    return { start: { line: start.line + lines, character: start.character }, end: { line: end.line + lines, character: end.character } };
}
