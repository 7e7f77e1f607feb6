import { firstOf } from './first-of.ts';
import { Token } from './generated/strict-lexer.ts';
import { readOutline } from './outline.ts';
import { parseString } from './strings.ts';

/** The words of a text as numbers, few of which two words share: enough to know where a name is not written. */
export type Words = Uint32Array;

/** Names of parameters inside of texts are among them. Undefined where the text has mistakes. */
export function wordsOf(text: string): Words | undefined {
    const outline = readOutline(text);
    if (!outline) return undefined;
    const words = new Set<number>();
    for (let token = 0; outline.kinds[token] !== 0; token++) {
        const isQuoted = outline.kinds[token] === Token.QUOTED_NAME;
        const begin = outline.begins[token]!;
        if (isQuoted) words.add(numberOf(text.slice(begin, outline.ends[token]).replaceAll('`', '')));
        else if (outline.kinds[token] === Token.STRING) for (const name of parametersIn(text.slice(begin, outline.ends[token]))) words.add(numberOf(name));
        else if (isLetter(text.charCodeAt(begin))) words.add(numberOf(text, begin, outline.ends[token]));
    }
    return Uint32Array.from(words).sort();
}

export function hasWord(words: Words, word: string): boolean {
    const wanted = numberOf(word);
    return words[firstOf(0, words.length, place => words[place]! >= wanted)] === wanted;
}

function numberOf(text: string, from = 0, to = text.length): number {
    let number = 0;
    for (let at = from; at < to; at++) number = (Math.imul(number, 31) + text.charCodeAt(at)) >>> 0;
    return number;
}

function parametersIn(string: string): string[] {
    return string.includes('${') ? parseString(string).placeholders.map(({ name }) => name) : [];
}

function isLetter(code: number): boolean {
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}
