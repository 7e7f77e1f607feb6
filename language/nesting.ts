import { lineText } from './generated/strict-lexer.ts';

/** More levels than anybody writes, and fewer than a parser that calls itself can stand. */
export const deepest = 200;

/** A text whose brackets beyond the deepest level that is read are blank, and where the first of them stands. Everything else keeps its place. */
export function withoutDeepNesting(text: string): { text: string; offset?: number } {
    let depth = 0, offset: number | undefined, from = 0, result = '';
    for (const { 0: part, index } of text.matchAll(textsAndBrackets)) {
        if ('{[('.includes(part)) {
            if (++depth !== deepest + 1) continue;
            offset ??= index;
            result += text.slice(from, index);
            from = index;
        } else if ('}])'.includes(part) && depth > 0 && depth-- === deepest + 1) {
            result += blank(text.slice(from, index + 1));
            from = index + 1;
        }
    }
    if (offset === undefined) return { text };
    return { text: result + (depth > deepest ? blank(text.slice(from)) : text.slice(from)), offset };
}

/** Texts and comments, which may hold brackets, and brackets; also where the rest of a text cannot be read. Texts end where the grammar ends them. */
export const textsAndBrackets = new RegExp(`"""[^]*?(?:"""|$)|${lineText.source}|//.*|/\\*[^]*?(?:\\*/|$)|[{}[\\]()]`, 'g');

function blank(text: string): string {
    return text.replaceAll(/[^\r\n]/g, ' ');
}
