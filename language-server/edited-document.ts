import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { Position, Range } from '../language/declarations.ts';
import { firstOf } from '../language/first-of.ts';
import type { OpenDocument } from '../language/text-snapshot.ts';
import { WrittenText } from '../language/written-text.ts';

/** A document that an editor has open. What `vscode-languageserver-textdocument` has for it writes all of the text anew with each keystroke. */
export class EditedDocument implements OpenDocument {
    /** From so many changes on, as formatting a large file makes them, the text is put together once and not with each. */
    static many = 500;
    readonly uri: string;
    readonly languageId: string;
    version: number;
    written: WrittenText;
    /** Where each line begins. */
    #lines: number[] | undefined;

    constructor(uri: string, languageId: string, version: number, text: string) {
        this.uri = uri;
        this.languageId = languageId;
        this.version = version;
        this.written = new WrittenText(text);
    }

    get lineCount(): number {
        return this.#begins.length;
    }

    getText(range?: Range): string {
        return range ? this.written.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.written.whole;
    }

    update(changes: readonly TextDocumentContentChangeEvent[], version: number): this {
        const together = changes.length < EditedDocument.many ? undefined : this.#together(changes);
        if (together) {
            this.written = together;
            this.#lines = undefined;
        } else for (const change of changes) {
            if ('range' in change) {
                const offsets = [this.offsetAt(change.range.start), this.offsetAt(change.range.end)] as const;
                this.#replace(Math.min(...offsets), Math.max(...offsets), change.text);
            } else {
                this.written = new WrittenText(change.text);
                this.#lines = undefined;
            }
        }
        this.version = version;
        return this;
    }

    positionAt(offset: number): Position {
        const inside = Math.max(Math.min(offset, this.written.length), 0);
        const line = this.#lineOf(inside);
        const begin = this.#begins[line]!;
        return { line, character: this.#inFrontOfEnd(inside, begin) - begin };
    }

    offsetAt({ line, character }: Position): number {
        const begin = this.#begins[line];
        if (begin === undefined) return line < 0 ? 0 : this.written.length;
        if (character <= 0) return begin;
        return this.#inFrontOfEnd(Math.min(begin + character, this.#behind(line)), begin);
    }

    getLineRange(line: number): Range {
        if (line < 0) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
        const there = Math.min(line, this.lineCount - 1);
        return { start: { line: there, character: 0 }, end: { line: there, character: this.#inFrontOfEnd(this.#behind(there), this.#begins[there]!) - this.#begins[there]! } };
    }

    getEOLCharacters(line: number): string {
        const begin = this.#begins[line];
        return begin === undefined ? '' : this.written.slice(this.#inFrontOfEnd(this.#behind(line), begin), this.#behind(line));
    }

    /** The text after changes of which each is in front of the one before, as editors send them: none moves what is changed next. Undefined where they are others. */
    #together(changes: readonly TextDocumentContentChangeEvent[]): WrittenText | undefined {
        const parts: string[] = [];
        let behind = this.written.length + 1;
        for (const change of changes) {
            if (!('range' in change)) return undefined;
            const from = this.offsetAt(change.range.start), to = this.offsetAt(change.range.end);
            if (to < from || to >= behind) return undefined;
            parts.push(this.written.slice(to, behind), change.text);
            behind = from;
        }
        return new WrittenText([...parts, this.written.slice(0, behind)].reverse().join(''));
    }

    #replace(from: number, to: number, text: string): void {
        const begins = this.#begins;
        const first = this.#lineOf(from) + 1, behind = this.#lineOf(to) + 1;
        this.written = this.written.replaced(from, to, text);
        const end = from + text.length;
        // Where two halves of a line's end came together, lines are counted anew.
        if ([from, end].some(at => this.written.slice(Math.max(at - 1, 0), at + 1) === '\r\n')) {
            this.#lines = undefined;
            return;
        }
        const lines = lineBegins(text, from);
        if (lines.length === behind - first) for (const [index, begin] of lines.entries()) begins[first + index] = begin;
        else if (lines.length < 1000) begins.splice(first, behind - first, ...lines);
        else this.#lines = [...begins.slice(0, first), ...lines, ...begins.slice(behind)];
        const all = this.#begins, moved = text.length - (to - from);
        if (moved !== 0) for (let line = first + lines.length; line < all.length; line++) all[line]! += moved;
    }

    get #begins(): number[] {
        return this.#lines ??= [0, ...lineBegins(this.written.whole, 0)];
    }

    #lineOf(offset: number): number {
        return firstOf(0, this.#begins.length, line => this.#begins[line]! > offset) - 1;
    }

    /** Where the next line begins. */
    #behind(line: number): number {
        return this.#begins[line + 1] ?? this.written.length;
    }

    #inFrontOfEnd(offset: number, begin: number): number {
        let at = offset;
        while (at > begin && /[\r\n]/.test(this.written.slice(at - 1, at))) at--;
        return at;
    }
}

/** How `TextDocuments` makes and changes what is open. */
export const editedDocuments = {
    create: (uri: string, languageId: string, version: number, text: string): EditedDocument => new EditedDocument(uri, languageId, version, text),
    update: (document: EditedDocument, changes: TextDocumentContentChangeEvent[], version: number): EditedDocument => document.update(changes, version)
};

/** Where the lines begin that follow the ends of lines in a text; that begins at an offset. */
function lineBegins(text: string, offset: number): number[] {
    const begins = [];
    for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code !== 10 && code !== 13) continue;
        if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
        begins.push(offset + at + 1);
    }
    return begins;
}
