import type { Declaration, DeclarationKind, Range } from './declarations.ts';
import { declarationNodes, sitesOf, type DeclarationNode, type Sites } from './extraction.ts';
import { offsetsOf } from './places.ts';
import type { Group } from './groups.ts';
import type { SourceFile } from './source-file.ts';

/** The version of a file that there is. */
export interface Home { file: SourceFile }

/**
 * Something that a file declares: what it is and where it is written. What it says, and its syntax, are read when somebody asks. `ordinal` counts the
 * declarations of one key in one file. It stays the same while the text changes around it.
 */
export class Entry<D extends Declaration = Declaration> {
    readonly kind: DeclarationKind;
    readonly key: string;
    /** Those that it is judged with, where it is one of a project. */
    group: Group | undefined;
    /** Which of the declarations of its file it is. */
    place: number;
    #home: Home;

    constructor(home: Home, place: number, kind: DeclarationKind, key: string) {
        this.#home = home;
        this.place = place;
        this.kind = kind;
        this.key = key;
    }

    /** Given by the index. */
    get ordinal(): number {
        return ordinals.get(this) ?? 0;
    }

    set ordinal(ordinal: number) {
        if (ordinal > 0) ordinals.set(this, ordinal);
        else ordinals.delete(this);
    }

    /** Says that a new version of its file does not have it. */
    stayIn(file: SourceFile): void {
        this.#home = { file };
    }

    get uri(): string {
        return this.file.uri;
    }

    get file(): SourceFile {
        return this.#home.file;
    }

    /** Where it begins in the text, its documentation included. */
    get from(): number {
        return this.file.writtenOffsets(this.place)[0];
    }

    get to(): number {
        return this.file.writtenOffsets(this.place)[1];
    }

    /** The line in which it begins, behind its documentation, and how far from the beginning of that. */
    get line(): number {
        return this.file.beginOf(this.place).line;
    }

    get character(): number {
        return this.file.beginOf(this.place).character;
    }

    /** The name of the organization that it stands in. */
    get owner(): string | undefined {
        const owner = this.file.rows.ownerOf(this.place);
        return owner < 0 ? undefined : this.file.nameOf(owner);
    }

    get declaration(): D {
        return this.file.declarationAt(this.place) as D;
    }

    get nameRange(): Range {
        return this.file.nameRangeOf(this.place) ?? this.sites['name']!;
    }

    /** The places that findings elsewhere may relate to. */
    get sites(): Sites {
        return sitesOf(this.syntax);
    }

    /** The syntax with all that is written, for features that change it. */
    get node(): DeclarationNode {
        const { to, file } = this;
        if (!file.isSound(this.place) || (this.kind === 'organization' && !file.isStrict)) return file.syntaxAt(this.place);
        if (this.kind === 'organization') return file.concreteNodes[this.place]!;
        // Of an organization that is not closed, the last declaration ends where it ends.
        return declarationNodes(this.file.excerpt({ from: this.from }).root).findLast(node => offsetsOf(node)[1] === to) ?? this.syntax;
    }

    /** The syntax as checks read it. */
    get syntax(): DeclarationNode {
        return this.file.syntaxAt(this.place);
    }
}

/** Nearly all are the only ones of their key. */
const ordinals = new WeakMap<Entry, number>();
