import type { LangiumDocument } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Declaration } from './declarations.ts';
import type { Entry } from './entry.ts';
import type { DeclarationNode } from './extraction.ts';
import type { ReferenceSites } from './references.ts';
import type * as ast from './generated/ast.ts';

/** What is made of a text where somebody wants it. */
export interface Trees {
    text?: TextDocument;
    strict?: ast.Document | undefined;
    document?: LangiumDocument<ast.Document>;
    /** The nodes of what is declared, in written order, and the same with concrete syntax. */
    nodes?: DeclarationNode[];
    concreteNodes?: DeclarationNode[];
    /** Trees of single declarations, by place. */
    pieces?: DeclarationNode[];
    /** What is declared; the next version takes over what is written the same. */
    declarations?: Map<Entry, Declaration>;
    references?: ReferenceSites;
}

/** Trees of the files that were looked at last, by file. A tree is many times its text, so those of other files are made again when they are wanted. */
export class RecentTrees<F extends { text: string }> {
    /** The one that was looked at last is the last one. */
    readonly #recent = new Map<F, Trees>();
    #last: F | undefined;
    #size = 0;

    of(file: F): Trees {
        const known = this.#recent.get(file);
        if (known && this.#last === file) return known;
        const trees = known ?? {};
        this.#recent.delete(file);
        this.#recent.set(file, trees);
        this.#last = file;
        if (!known) this.#add(file);
        return trees;
    }

    /** What there is already. */
    known(file: F): Trees | undefined {
        return this.#recent.get(file);
    }

    forget(file: F): void {
        if (this.#recent.delete(file)) this.#size -= file.text.length;
        if (this.#last === file) this.#last = undefined;
    }

    #add(file: F): void {
        this.#size += file.text.length;
        for (const oldest of this.#recent.keys()) {
            if (this.#size <= mostText || this.#recent.size <= fewFiles) break;
            this.forget(oldest);
        }
    }
}

/** Characters of text whose trees are kept. */
const mostText = 500_000;
/** So many files keep theirs however large they are: what one request looks at is there until it is answered. */
const fewFiles = 8;
