import { backReference, character, grapheme, lineBreak, nothing, type Piece } from './lengths.ts';
import type { Reader } from './reader.ts';

/** What an escape stands for: one character, a class of them (`point` is then absent), or an assertion. */
export interface Escape { point?: number; study: Piece; isCharacter: boolean }

const classes = 'DdHhSsVWwv', onlyOutside = 'ABGRXZbkz', controls: Record<string, number> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** Reads an escape, the cursor being on the backslash; properties (`\p`) are read elsewhere. `isRange`: a class of characters counts as its first. */
export function escape(reader: Reader, place: { inClass: boolean; isRange: boolean }): Escape {
    const from = reader.cursor;
    const point = reader.skip();
    const letter = String.fromCodePoint(point);
    const character_ = (value: number): Escape => ({ point: value, study: character, isCharacter: true });
    if (/[1-9]/.test(letter)) return place.inClass ? illegal(reader, from, letter) : reference(reader, point - 0x30);
    if (classes.includes(letter)) return place.isRange && letter === 'v' ? character_(11) : { study: character, isCharacter: true };
    if (onlyOutside.includes(letter)) {
        if (place.inClass) illegal(reader, from, letter);
        return { study: assertion(reader, letter, from), isCharacter: false };
    }
    const control = controls[letter];
    if (control !== undefined) return character_(control);
    switch (letter) {
        case '0': return character_(octal(reader, from));
        case 'c': {
            if (reader.isAtEnd()) reader.fail("'\\c' needs a character behind it", from);
            return character_(reader.read() ^ 64);
        }
        case 'N': return named(reader, from);
        case 'u': return character_(unicode(reader, from));
        case 'x': return character_(hexadecimal(reader, from));
        default:
            if (point === 0 && reader.cursor > reader.length) reader.fail('a backslash stands at the end', from);
            return /[A-Za-z]/.test(letter) ? illegal(reader, from, letter) : character_(point);
    }
}

function illegal(reader: Reader, from: number, letter: string): never {
    reader.fail(`'\\${letter}' means nothing here`, from);
}

function assertion(reader: Reader, letter: string, from: number): Piece {
    switch (letter) {
        case 'R': return lineBreak;
        case 'X': return grapheme;
        case 'k': {
            if (reader.read() !== 0x3C) reader.fail("'\\k' needs the name of a group: \\k<name>", from);
            const name = groupName(reader, reader.read());
            if (!reader.groups.has(name)) reader.fail(`there is no group '${name}' in front of it`, from);
            return backReference;
        }
        case 'b': {
            if (reader.peek() !== 0x7B) return nothing;
            if (reader.skip() !== 0x67) {
                reader.cursor -= 2;
                return nothing;
            }
            return reader.read() === 0x7D ? nothing : reader.fail("'\\b{g' is never closed", from);
        }
        default: return nothing;
    }
}

/** A name in angle brackets, `point` being its first letter. */
export function groupName(reader: Reader, point: number): string {
    let name = '';
    let letter = String.fromCodePoint(point);
    if (!/[A-Za-z]/.test(letter)) reader.fail('the name of a group begins with a letter');
    for (; /[A-Za-z0-9]/.test(letter); letter = String.fromCodePoint(reader.read())) name += letter;
    if (letter !== '>') reader.fail("the name of a group has letters and digits only, and ends with '>'");
    return name;
}

/** As many digits as make the number of a group that there is. */
function reference(reader: Reader, first: number): Escape {
    for (let group = first; ;) {
        const digit = reader.peek() - 0x30;
        group = group * 10 + digit;
        if (!(digit >= 0 && digit <= 9) || reader.groupCount - 1 < group) return { study: backReference, isCharacter: false };
        reader.read();
    }
}

function octal(reader: Reader, from: number): number {
    const digit = (most: number) => {
        const value = reader.read() - 0x30;
        if (value >= 0 && value <= most) return value;
        reader.cursor--;
        return undefined;
    };
    const first = digit(7) ?? reader.fail("'\\0' needs octal digits behind it", from);
    const second = digit(7);
    if (second === undefined) return first;
    const third = first <= 3 ? digit(7) : undefined;
    return third === undefined ? first * 8 + second : first * 64 + second * 8 + third;
}

const hexDigit = (point: number) => {
    const value = Number.parseInt(String.fromCodePoint(point), 16);
    return Number.isNaN(value) ? undefined : value;
};

function hexadecimal(reader: Reader, from: number): number {
    const first = reader.read();
    const high = hexDigit(first);
    const low = high === undefined ? undefined : hexDigit(reader.read());
    if (high !== undefined && low !== undefined) return high * 16 + low;
    if (first !== 0x7B || hexDigit(reader.peek()) === undefined) reader.fail("'\\x' needs two hexadecimal digits, or some in braces", from);
    let value = 0;
    for (; ;) {
        const point = reader.read();
        const digit = hexDigit(point);
        if (digit === undefined) return point === 0x7D ? value : reader.fail("the brace of '\\x{' is never closed", from);
        value = value * 16 + digit;
        if (value > 0x10FFFF) reader.fail('there is no character of such a high number', from);
    }
}

function unicode(reader: Reader, from: number): number {
    const four = () => {
        let value = 0;
        for (let count = 0; count < 4; count++) value = value * 16 + (hexDigit(reader.read()) ?? reader.fail("'\\u' needs four hexadecimal digits", from));
        return value;
    };
    const high = four();
    if (high < 0xD800 || high > 0xDBFF) return high;
    const { cursor } = reader;
    if (reader.read() === 0x5C && reader.read() === 0x75) {
        const low = four();
        if (low >= 0xDC00 && low <= 0xDFFF) return (high - 0xD800) * 0x400 + low - 0xDC00 + 0x10000;
    }
    reader.cursor = cursor;
    return high;
}

/** A character by its name. Which names there are, only Unicode's own table knows: what could be one is taken as it is. */
function named(reader: Reader, from: number): Escape {
    if (reader.read() !== 0x7B) reader.fail("'\\N' needs the name of a character in braces", from);
    let name = '';
    for (let point = reader.read(); point !== 0x7D; point = reader.read()) {
        if (reader.cursor > reader.length) reader.fail("the brace of '\\N{' is never closed", from);
        name += String.fromCodePoint(point);
    }
    if (!/^[A-Za-z][A-Za-z0-9 -]*$/.test(name.trim())) reader.fail(`'${name}' is no name of a character`, from);
    return { study: character, isCharacter: true, point: 0x10FFFF };
}
