import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range } from './declarations.ts';
import type { WrittenText, Written } from './written-text.ts';

/** What an editor has open. Its text is another one with each edit. */
export interface OpenDocument extends TextDocument { readonly written: WrittenText }

/**
 * A text with its positions, which never changes. The beginnings of its lines are those of the document that an editor has open, as long as that says the
 * same: the editor's is kept up to date edit by edit, while finding all lines of megabytes anew takes longer than anybody types.
 */
export class TextSnapshot implements TextDocument {
    readonly uri: string;
    readonly languageId = 'apim';
    readonly version = 0;
    readonly written: WrittenText;
    /** It is the editor's to keep: once it is closed, nobody has it. */
    readonly #open: WeakRef<OpenDocument> | undefined;
    #own: TextDocument | undefined;

    constructor(uri: string, text: WrittenText, open?: WeakRef<OpenDocument>) {
        this.uri = uri;
        this.written = text;
        this.#open = open;
    }

    get lineCount(): number {
        return this.#document.lineCount;
    }

    getText(range?: Range): string {
        return range ? this.#document.getText(range) : this.written.whole;
    }

    positionAt(offset: number): Position {
        return this.#document.positionAt(offset);
    }

    offsetAt(position: Position): number {
        return this.#document.offsetAt(position);
    }

    getLineRange(line: number): Range {
        return this.#document.getLineRange(line);
    }

    getEOLCharacters(line: number): string {
        return this.#document.getEOLCharacters(line);
    }

    get #document(): TextDocument {
        const open = this.#own ? undefined : this.#open?.deref();
        return open?.written === this.written ? open : this.#own ??= TextDocument.create(this.uri, this.languageId, this.version, this.written.whole);
    }
}

/** The text of a document, for who looks at parts of it. */
export function writtenIn(document: TextDocument): Written {
    return document instanceof TextSnapshot ? document.written : document.getText();
}
