import type { Declaration, DeclarationKind, Range } from './declarations.ts';
import { declarationNodes, sitesOf, type DeclarationNode, type Sites } from './extraction.ts';
import { kinds } from './file-rows.ts';
import { offsetsOf } from './places.ts';
import type { Group } from './groups.ts';
import type { SourceFile } from './source-file.ts';

/** The version of a file that there is; of an entry that is one of a project, those that it is judged with, who know that version. */
export interface Home { readonly file: SourceFile; readonly group?: Group | undefined }

/**
 * Something that a file declares: what it is and where it is written. What it says, and its syntax, are read when somebody asks. `ordinal` counts the
 * declarations of one key in one file. It stays the same while the text changes around it. A project has so many that each field counts.
 */
export class Entry<D extends Declaration = Declaration> {
    readonly key: string;
    home: Home;
    /** Its place, and behind that its kind. */
    #placeAndKind: number;

    /** `kind` is its place in `kinds`. */
    constructor(home: Home, place: number, kind: number, key: string) {
        this.home = home;
        this.#placeAndKind = place << kindBits | kind;
        this.key = key;
    }

    get kind(): DeclarationKind {
        return kinds[this.#placeAndKind & (1 << kindBits) - 1]!;
    }

    /** Which of the declarations of its file it is. */
    get place(): number {
        return this.#placeAndKind >> kindBits;
    }

    set place(place: number) {
        this.#placeAndKind = place << kindBits | this.#placeAndKind & (1 << kindBits) - 1;
    }

    /** Those that it is judged with, where it is one of a project. */
    get group(): Group | undefined {
        return this.home.group;
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
        this.home = { file, group: this.group };
    }

    get uri(): string {
        return this.file.uri;
    }

    get file(): SourceFile {
        return this.home.file;
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

/** Enough for the number of a kind. */
const kindBits = 3;

/** Nearly all are the only ones of their key. */
const ordinals = new WeakMap<Entry, number>();
