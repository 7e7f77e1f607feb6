import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range } from './declarations.ts';

/**
 * A text with its positions, which never changes. The beginnings of its lines are those of the document that an editor has open, as long as that says the
 * same: the editor's is kept up to date edit by edit, while finding all lines of megabytes anew takes longer than anybody types.
 */
export class TextSnapshot implements TextDocument {
    readonly uri: string;
    readonly languageId = 'apim';
    readonly version = 0;
    readonly #text: string;
    /** It is the editor's to keep: once it is closed, nobody has it. */
    readonly #open: WeakRef<TextDocument> | undefined;
    #own: TextDocument | undefined;

    constructor(uri: string, text: string, open?: WeakRef<TextDocument>) {
        this.uri = uri;
        this.#text = text;
        this.#open = open;
    }

    get lineCount(): number {
        return this.#document.lineCount;
    }

    getText(range?: Range): string {
        return range ? this.#document.getText(range) : this.#text;
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
        return open?.getText() === this.#text ? open : this.#own ??= TextDocument.create(this.uri, this.languageId, this.version, this.#text);
    }
}
