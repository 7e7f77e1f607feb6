import type { LangiumDocument } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Declaration } from './declarations.ts';
import type { Entry } from './entry.ts';
import type { DeclarationNode } from './extraction.ts';
import type { FileRows } from './file-rows.ts';
import type { GapSyntax, ReadGap } from './gaps.ts';
import type { ReferenceSites } from './references.ts';
import type * as ast from './generated/ast.ts';
import type { WrittenText } from './written-text.ts';

/** What is made of a text where somebody wants it. */
export interface Trees {
    text: TextDocument;
    strict: ast.Document;
    document: LangiumDocument<ast.Document>;
    /** The nodes of what is declared, in written order, and the same with concrete syntax. */
    nodes: DeclarationNode[];
    concreteNodes: DeclarationNode[];
    /** Trees of single declarations, by place. */
    pieces: DeclarationNode[];
    /** What Langium reads in gaps. */
    gaps: Map<ReadGap, GapSyntax>;
    references: ReferenceSites;
}

/** What is declared; the next version takes over what is written the same. */
export interface Said { declarations: Map<Entry, Declaration> }

/** What a packed file is made of. */
export interface Unpacked { text: WrittenText; rows: FileRows }

/** What was made of the files that were looked at last, by file. Of other files it is made again when it is wanted: a tree is many times its text. */
export class Recent<F extends { length: number }, Made extends object> {
    /** Characters of text, of whose files all is kept. */
    readonly #most: number;
    /** The one that was looked at last is the last one. */
    readonly #recent = new Map<F, Partial<Made>>();
    #last: F | undefined;
    #lastMade: Partial<Made> = {};
    #size = 0;

    constructor(most: number) {
        this.#most = most;
    }

    of(file: F): Partial<Made> {
        if (this.#last === file) return this.#lastMade;
        const known = this.#recent.get(file);
        const made = known ?? {};
        this.#recent.delete(file);
        this.#recent.set(file, made);
        this.#last = file;
        this.#lastMade = made;
        if (!known) this.#add(file);
        return made;
    }

    /** What there is already. */
    known(file: F): Partial<Made> | undefined {
        return this.#recent.get(file);
    }

    forget(file: F): void {
        if (this.#recent.delete(file)) this.#size -= file.length;
        if (this.#last !== file) return;
        this.#last = undefined;
        this.#lastMade = {};
    }

    #add(file: F): void {
        this.#size += file.length;
        for (const oldest of this.#recent.keys()) {
            if (this.#size <= this.#most || this.#recent.size <= fewFiles) break;
            this.forget(oldest);
        }
    }
}

/** So many files keep theirs however large they are: what one request looks at is there until it is answered. */
const fewFiles = 8;
