import { characterClass } from './character-class.ts';
import { escape, groupName } from './escape.ts';
import { branch, character, characters, greedyCharacters, loop, measured, most, nothing, optional, repeated, sequence, type Atom, type Piece } from './lengths.ts';
import { property } from './property.ts';
import { Reader, RegexError, type Flag, type RegexProblem } from './reader.ts';

/**
 * Why `java.util.regex.Pattern.compile` refuses a pattern, or undefined where it takes it. Follows the parser of the JDK (17) step by step, since
 * its borders are nowhere written down: `}` and `]` alone are text, `{` is not; `[^]]` is a class, `a{,3}` is not a repetition.
 */
export function regexProblem(pattern: string): RegexProblem | undefined {
    const reader = new Reader(pattern);
    try {
        alternatives(reader);
        if (reader.at(reader.cursor) === code(')') && !reader.isAtEnd()) reader.fail("')' closes no group", reader.cursor);
        if (reader.cursor !== reader.length) reader.fail('a backslash stands at the end', reader.length - 1);
        return undefined;
    } catch (error) {
        if (error instanceof RegexError) return { message: error.message, offset: error.offset };
        throw error;
    }
}

const code = (letter: string) => letter.codePointAt(0) ?? 0;
const [bar, opening, closing, bracket, brace, backslash, question, star, plus] = [...'|()[{\\?*+'].map(code);

function alternatives(reader: Reader): Piece {
    const choices: Piece[] = [];
    for (; ;) {
        choices.push(concatenation(reader));
        if (reader.peek() !== bar) break;
        reader.next();
    }
    const [only] = choices;
    return choices.length === 1 && only ? only : branch(choices);
}

function concatenation(reader: Reader): Piece {
    const pieces: Piece[] = [];
    for (; ;) {
        const point = reader.peek();
        switch (point) {
            case opening: pieces.push(group(reader) ?? nothing); continue;
            case bar:
            case closing: return sequence(pieces);
            case question:
            case star:
            case plus:
                reader.fail(`'${String.fromCodePoint(point)}' repeats nothing`, reader.cursor);
        }
        if (point === 0 && reader.isAtEnd()) return sequence(pieces);
        pieces.push(repetition(reader, single(reader)).study);
    }
}

/** A class, an anchor, an escape, or as much text as no quantifier speaks of. */
function single(reader: Reader): Atom {
    const point = reader.peek();
    switch (point) {
        case bracket: characterClass(reader, true); return { study: character, single: true };
        case code('^'):
        case code('$'): reader.next(); return { study: nothing };
        case code('.'): reader.next(); return { study: character, single: true };
        case backslash: {
            const escaped = reader.nextEscaped();
            if (escaped === code('p') || escaped === code('P')) {
                property(reader);
                return { study: character, single: true };
            }
            reader.cursor--;
        }
    }
    return text(reader);
}

function text(reader: Reader): Atom {
    let count = 0;
    let last = reader.cursor;
    for (; ;) {
        const point = reader.peek();
        if ([star, plus, question, brace].includes(point)) {
            // The quantifier speaks of the last character only.
            if (count > 1) {
                reader.cursor = last;
                count--;
            }
            break;
        }
        if (['$', '.', '^', '(', '[', '|', ')'].map(code).includes(point) || (point === 0 && reader.isAtEnd())) break;
        if (point === backslash) {
            const escaped = reader.nextEscaped();
            reader.cursor--;
            if (escaped === code('p') || escaped === code('P')) {
                if (count > 0) break;
                return single(reader);
            }
            const before = reader.cursor;
            const found = escape(reader, { inClass: false, isRange: false });
            if (found.point === undefined) {
                if (count === 0) return { study: found.study, ...found.isCharacter ? { single: true } : {} };
                reader.cursor = before;
                break;
            }
            last = before;
        } else {
            last = reader.cursor;
            reader.next();
        }
        count++;
    }
    return count === 1 ? { study: character, single: true } : { study: characters(count) };
}

/** A quantifier, where one follows. `{` alone is not text. */
function repetition(reader: Reader, atom: Atom): Atom {
    const quantifier = readQuantifier(reader);
    if (!quantifier) return atom;
    const { min, max, kind, isOpen } = quantifier;
    if (min === 0 && max === 1) return { study: optional(atom.study) };
    if (isOpen && kind === 'greedy' && atom.single) return { study: greedyCharacters(min) };
    return { study: repeated(atom.study, min, max) };
}

interface Quantifier { min: number; max: number; kind: 'greedy' | 'lazy' | 'possessive'; isOpen: boolean; isOptional: boolean }

function readQuantifier(reader: Reader): Quantifier | undefined {
    const point = reader.peek();
    const simple = { [question ?? 0]: [0, 1], [star ?? 0]: [0, most], [plus ?? 0]: [1, most] }[point];
    if (simple) {
        const [min = 0, max = most] = simple;
        return { min, max, kind: kindOf(reader, reader.next()), isOpen: max === most, isOptional: max === 1 };
    }
    if (point !== brace) return undefined;
    const from = reader.cursor;
    const digit = (value: number) => value >= 0x30 && value <= 0x39;
    let next = reader.skip();
    if (!digit(next)) reader.fail("'{' needs a number of repetitions; write '\\{' for the brace itself", from);
    const number = () => {
        let value = 0;
        for (; digit(next); next = reader.read()) {
            value = value * 10 + next - 0x30;
            if (value > most) reader.fail('so many repetitions cannot be counted', from);
        }
        return value;
    };
    const min = number();
    let max = min;
    let isOpen = false;
    if (next === code(',')) {
        next = reader.read();
        isOpen = next === code('}');
        max = isOpen ? most : number();
    }
    if (next !== code('}')) reader.fail("the repetition that '{' begins is never closed", from);
    if (max < min) reader.fail('a repetition ends with a smaller number than it begins with', from);
    return { min, max, kind: kindOf(reader, reader.peek()), isOpen, isOptional: false };
}

function kindOf(reader: Reader, point: number): Quantifier['kind'] {
    if (point !== question && point !== plus) return 'greedy';
    reader.next();
    return point === question ? 'lazy' : 'possessive';
}

/** A group with its quantifier; undefined for flags alone, which hold until the group around them ends. */
function group(reader: Reader): Piece | undefined {
    const from = reader.cursor;
    const { flags } = reader;
    let form: 'plain' | 'assertion' | 'atomic' = 'plain';
    let inner: Piece;
    if (reader.next() !== question) {
        reader.groupCount++;
        inner = alternatives(reader);
    } else {
        const point = String.fromCodePoint(reader.skip());
        switch (point) {
            case ':': inner = alternatives(reader); break;
            case '=':
            case '!': form = 'assertion'; inner = alternatives(reader); break;
            case '>': form = 'atomic'; inner = alternatives(reader); break;
            case '<': {
                const first = reader.read();
                if (first === code('=') || first === code('!')) {
                    form = 'assertion';
                    inner = alternatives(reader);
                    if (!measured(inner).isKnown) reader.fail('a look-behind has to have an obvious maximum length', from);
                } else {
                    const name = groupName(reader, first);
                    if (reader.groups.has(name)) reader.fail(`there is a group '${name}' already`, from);
                    reader.groups.add(name);
                    reader.groupCount++;
                    inner = alternatives(reader);
                }
                break;
            }
            case '$':
            case '@': reader.fail(`'(?${point}' begins no group that there is`, from);
            // falls through
            default: {
                reader.cursor--;
                readFlags(reader);
                const end = reader.read();
                if (end === closing) return undefined;
                if (end !== code(':')) reader.fail(`'(?' is followed by no flag and no kind of group that there is`, from);
                inner = alternatives(reader);
            }
        }
    }
    if (reader.read() !== closing) reader.fail("a group is opened by '(' and never closed", from);
    reader.flags = flags;
    return repeatedGroup(reader, inner, form);
}

const flagLetters = 'imsducxU';

function readFlags(reader: Reader): void {
    let isOn = true;
    for (let letter = String.fromCodePoint(reader.peek()); ; letter = String.fromCodePoint(reader.next())) {
        if (letter === '-' && isOn) {
            isOn = false;
            continue;
        }
        if (!flagLetters.includes(letter)) return;
        const flags = new Set(reader.flags);
        if (isOn) flags.add(letter as Flag);
        else flags.delete(letter as Flag);
        reader.flags = flags;
    }
}

/** Assertions have no length, whatever repeats them. A group whose matches differ is repeated by a loop of unknown length. */
function repeatedGroup(reader: Reader, inner: Piece, form: 'plain' | 'assertion' | 'atomic'): Piece {
    const quantifier = readQuantifier(reader);
    if (form === 'assertion') return nothing;
    if (!quantifier) return inner;
    const { min, max, kind, isOptional } = quantifier;
    if (isOptional) return kind === 'possessive' ? optional(inner) : branch([inner, nothing]);
    if (kind === 'possessive' || form === 'atomic') return repeated(inner, min, max);
    return measured(inner).isDeterministic ? repeated(inner, min, max) : loop;
}
