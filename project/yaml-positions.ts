import { isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import type { TextRange } from './text-range.ts';

export type YamlPath = readonly (string | number)[];

/** A text that is written between two others. */
export interface Insertion { at: TextRange['start']; text: string }

/** Finds the places of a YAML text by path, for findings that are made on the plain value. */
export class YamlPositions {
    readonly #text: string;
    #parsed: { document: Document; lines: LineCounter } | undefined;

    constructor(text: string) {
        this.#text = text;
    }

    /** Parsed when it is asked for: a file that is in order has no places that anybody wants to know. */
    get document(): Document {
        return this.#parse().document;
    }

    /** The range of a value, or of its key. Where the path leads to nothing, that of the nearest key above, else the first line. */
    rangeOf(path: YamlPath, part: 'key' | 'value' = 'value'): TextRange {
        for (let length = path.length; length > 0; length--) {
            const { key, value } = this.#find(path.slice(0, length)) ?? {};
            const isAbove = length < path.length;
            const wanted = isAbove || part === 'key' ? key ?? value : isEmpty(value) ? key ?? value : value;
            if (wanted?.range) {
                return this.between(wanted.range[0], wanted.range[1]);
            }
        }
        return this.between(0, this.#text.length);
    }

    /** The range between two offsets, no longer than its first line; an empty one is widened, so that it can be seen. */
    between(start: number, end: number): TextRange {
        const from = Math.min(start, this.#text.length);
        const firstLine = /^[^\r\n]*/.exec(this.#text.slice(from, Math.max(end, from + 1)))?.[0].trimEnd() ?? '';
        return { start: this.#position(from), end: this.#position(Math.min(from + Math.max(firstLine.length, 1), this.#text.length)) };
    }

    /** Where the first entry of a mapping would be written, and its text. The mapping itself is one of the document. */
    insertion(path: YamlPath, entry: string): Insertion | undefined {
        const { key, value } = this.#find(path) ?? {};
        if (isEmpty(value)) return key?.range ? { at: this.#position(key.range[1] + 1), text: ` { ${entry} }` } : undefined;
        const first = isMap(value) ? value.items[0]?.key : undefined;
        if (!isNode(first) || !first.range) return isMap(value) && value.range ? { at: this.#position(value.range[0] + 1), text: ` ${entry} ` } : undefined;
        const at = this.#position(first.range[0]);
        const isFlow = isMap(value) && value.flow === true;
        return { at, text: isFlow ? `${entry}, ` : `${entry}${this.#text.includes('\r\n') ? '\r\n' : '\n'}${' '.repeat(at.character)}` };
    }

    #parse() {
        if (!this.#parsed) {
            const lines = new LineCounter();
            this.#parsed = { lines, document: parseDocument(this.#text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false }) };
        }
        return this.#parsed;
    }

    #position(offset: number): { line: number; character: number } {
        const { line, col } = this.#parse().lines.linePos(offset);
        return { line: Math.max(0, line - 1), character: Math.max(0, col - 1) };
    }

    #find(path: YamlPath): { key?: Node; value?: Node } | undefined {
        let here: { key?: Node; value?: Node } = isNode(this.document.contents) ? { value: this.document.contents } : {};
        for (const step of path) {
            const child = childOf(here.value, step);
            if (!child) {
                return undefined;
            }
            here = child;
        }
        return here;
    }
}

function isEmpty(node: Node | undefined): boolean {
    return !node?.range || node.range[0] === node.range[1];
}

function childOf(node: Node | undefined, step: string | number): { key?: Node; value?: Node } | undefined {
    if (isMap(node)) {
        const pair = node.items.findLast(item => isPair(item) && keyText(item) === String(step));
        return pair && { ...(isNode(pair.key) ? { key: pair.key } : {}), ...(isNode(pair.value) ? { value: pair.value } : {}) };
    }
    const item = isCollection(node) ? node.items[Number(step)] : undefined;
    return isNode(item) ? { value: item } : undefined;
}

function keyText(pair: Pair): string {
    return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}
