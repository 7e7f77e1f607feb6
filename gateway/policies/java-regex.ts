import { regexProblem } from '../../java-regex/judge.ts';

/** A Java pattern as JavaScript understands it; `source` is made for the flag `v`, which `flags` holds. */
export interface JavaRegex { source: string; flags: string }

/** Why a pattern cannot be used here: Java would refuse it as well, or it needs what JavaScript has not. */
export class RegexProblem extends Error {}

/**
 * Translates the part of Java's syntax that people write; what Java itself refuses is refused as the editor refuses it. Possessive quantifiers and atomic groups have no counterpart and are
 * refused; so is everything that is not known, since a pattern that means something else would be worse than none.
 */
export function translateJavaRegex(pattern: string): JavaRegex {
    const problem = regexProblem(pattern);
    if (problem) throw new RegexProblem(`the regular expression is not valid: ${problem.message}`);
    const flags = /^\(\?([a-zA-Z]+)\)/.exec(pattern);
    const source = new Translation(pattern, flags?.[0].length ?? 0).run();
    const result = { source, flags: `v${jsFlags(flags?.[1] ?? '')}` };
    if (!compiles(result.source, result.flags)) throw new RegexProblem('the regular expression is not valid');
    return result;
}

/**
 * Whether a translated pattern cannot take long, whatever the text: one quantifier at most, on a character or a class, and no choice. It then costs a
 * thread and a wait for nothing.
 */
export function isHarmless(source: string): boolean {
    let flat = source.replace(/\\[upP]\{[^}]*\}|\\[\s\S]/g, 'x').replaceAll('(?:', '(').replace(/\(\?<[a-zA-Z]\w*>/g, '(');
    // Classes may hold classes: the inner ones go first.
    for (let before = ''; flat !== before;) [before, flat] = [flat, flat.replace(/\[[^[\]]*\]/g, 'x')];
    const quantifiers = flat.match(/[*+?]\??|\{[^}]*\}\??/g) ?? [];
    return quantifiers.length <= 1 && !/[|]|\(\?|\)[*+?{]/.test(flat);
}

/** Java's replacement (`$1`, `${name}`, `\$`) in JavaScript's form. */
export function translateJavaReplacement(replacement: string, regex: JavaRegex): string {
    const groups = countGroups(regex);
    return replacement.replace(/\\([\s\S]?)|\$\{(\w+)\}|\$(\d+)|\$/g, (text, escaped: string | undefined, name: string | undefined, digits: string | undefined) => {
        if (escaped !== undefined) return escaped === '$' ? '$$' : escaped;
        if (name !== undefined) return `$<${name}>`;
        if (digits === undefined) throw new RegexProblem('a $ in the replacement has to be followed by the number of a group, or be written \\$');
        // Java takes as many digits as make the number of a group, the rest is text.
        let length = digits.length;
        while (length > 1 && Number(digits.slice(0, length)) > groups) length--;
        const group = Number(digits.slice(0, length));
        if (group > groups) throw new RegexProblem(`the replacement names group ${group}, the regular expression has ${groups}`);
        return `${group === 0 ? '$&' : `$${String(group).padStart(2, '0')}`}${digits.slice(length)}`;
    });
}

const space = ' \\t\\n\\x0B\\f\\r';
const horizontal = ' \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';
const vertical = '\\n\\x0B\\f\\r\\x85\\u2028\\u2029';
const sets: Record<string, string> = {
    d: '[0-9]', D: '[^0-9]', w: '[a-zA-Z_0-9]', W: '[^a-zA-Z_0-9]', s: `[${space}]`, S: `[^${space}]`,
    h: `[${horizontal}]`, H: `[^${horizontal}]`, v: `[${vertical}]`, V: `[^${vertical}]`,
};
const named: Record<string, string> = {
    Lower: 'a-z', Upper: 'A-Z', ASCII: '\\x00-\\x7F', Alpha: 'a-zA-Z', Digit: '0-9', Alnum: 'a-zA-Z0-9', Blank: ' \\t', Cntrl: '\\x00-\\x1F\\x7F',
    XDigit: '0-9a-fA-F', Space: space, Graph: '\\x21-\\x7E', Print: '\\x20-\\x7E', Punct: '\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E',
};
const controls: Record<string, string> = { t: '\\t', n: '\\n', r: '\\r', f: '\\f', a: '\\x07', e: '\\x1B' };
const anchors: Record<string, string> = { A: '(?<![\\s\\S])', z: '(?![\\s\\S])', Z: '(?=(?:\\r\\n|[\\n\\r\\x85\\u2028\\u2029])?(?![\\s\\S]))', b: '\\b', B: '\\B', R: `(?:\\r\\n|[${vertical}])` };

class Translation {
    readonly #text: string;
    #at: number;

    constructor(text: string, from: number) {
        this.#text = text;
        this.#at = from;
    }

    run(): string {
        let out = '';
        while (this.#at < this.#text.length) out += this.#atom();
        return out;
    }

    #atom(): string {
        const character = this.#next();
        switch (character) {
            case '\\': return this.#escape(false);
            case '[': return this.#set();
            case '(': return this.#group();
            case '*': case '+': case '?': return character + this.#greed();
            case '{': {
                const bounds = /^\d+(,\d*)?\}/.exec(this.#rest());
                if (!bounds) throw new RegexProblem('a { has to begin a repetition such as {2,5}, or be written \\{');
                this.#at += bounds[0].length;
                return `{${bounds[0]}${this.#greed()}`;
            }
            case '.': case '^': case '$': case '|': case ')': return character;
            default: return literal(character);
        }
    }

    #greed(): string {
        if (this.#text[this.#at] === '+') throw new RegexProblem('possessive quantifiers (such as *+) cannot be run by the local gateway');
        if (this.#text[this.#at] !== '?') return '';
        this.#at++;
        return '?';
    }

    #group(): string {
        if (this.#text[this.#at] !== '?') return '(';
        const head = /^\?(?::|=|!|<=|<!|<[a-zA-Z][a-zA-Z0-9]*>|[ism]+(?:-[ism]+)?:)/.exec(this.#rest());
        if (head) {
            this.#at += head[0].length;
            return `(${head[0]}`;
        }
        throw new RegexProblem(this.#rest().startsWith('?>') ? 'atomic groups (?>…) cannot be run by the local gateway' : 'flags have to stand at the beginning of the regular expression');
    }

    /** What follows a backslash. */
    #escape(inSet: boolean): string {
        const character = this.#next();
        if (character === 'Q') {
            const end = this.#text.indexOf('\\E', this.#at);
            const quoted = this.#text.slice(this.#at, end < 0 ? undefined : end);
            this.#at = end < 0 ? this.#text.length : end + 2;
            return [...quoted].map(literal).join('');
        }
        if (character === 'p' || character === 'P') return this.#property(character === 'P');
        const simple = sets[character] ?? controls[character] ?? (inSet ? undefined : anchors[character]);
        if (simple !== undefined) return simple;
        const coded = this.#code(character);
        if (coded !== undefined) return literal(coded);
        if (!inSet && /[1-9]/.test(character)) return `(?:\\${character})`;
        const name = !inSet && character === 'k' ? /^<[a-zA-Z][a-zA-Z0-9]*>/.exec(this.#rest())?.[0] : undefined;
        if (name !== undefined) {
            this.#at += name.length;
            return `\\k${name}`;
        }
        if (/[a-zA-Z0-9]/.test(character)) throw new RegexProblem(`\\${character} cannot be run by the local gateway`);
        return literal(character);
    }

    /** A character by its number. */
    #code(kind: string): string | undefined {
        const form = { x: /^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/, u: /^([0-9a-fA-F]{4})/, 0: /^([0-3][0-7]{2}|[0-7]{1,2})/ }[kind];
        const found = form?.exec(this.#rest());
        if (!found) return undefined;
        this.#at += found[0].length;
        const code = Number.parseInt(found[1] ?? found[2] ?? '', kind === '0' ? 8 : 16);
        if (code > 0x10FFFF) throw new RegexProblem('a character number is too large');
        return String.fromCodePoint(code);
    }

    #property(negated: boolean): string {
        const found = /^(?:\{(?:Is)?([A-Za-z]+)\}|([A-Z]))/.exec(this.#rest());
        if (!found) throw new RegexProblem('\\p has to be followed by a property in braces');
        this.#at += found[0].length;
        const name = found[1] ?? found[2] ?? '';
        const ascii = named[name];
        if (ascii !== undefined) return `[${negated ? '^' : ''}${ascii}]`;
        const property = [name, `Script=${name}`].find(candidate => compiles(`\\p{${candidate}}`, 'v'));
        if (property !== undefined) return `\\${negated ? 'P' : 'p'}{${property}}`;
        throw new RegexProblem(`the property ${name} is not known`);
    }

    /** A character class, with Java's nested classes and intersections. */
    #set(): string {
        const negated = this.#text[this.#at] === '^';
        if (negated) this.#at++;
        const operands = [''];
        for (let first = true; ; first = false) {
            const character = this.#next();
            if (character === ']' && !first) break;
            if (character === '&' && this.#text[this.#at] === '&') {
                this.#at++;
                operands.push('');
            } else if (character === '[') operands[operands.length - 1] += this.#set();
            else operands[operands.length - 1] += this.#setItem(character);
        }
        const body = operands.filter(operand => operand !== '');
        return `[${negated ? '^' : ''}${body.length > 1 ? body.map(operand => `[${operand}]`).join('&&') : body[0] ?? ''}]`;
    }

    #setItem(character: string): string {
        const from = character === '\\' ? this.#escape(true) : literal(character);
        if (from.startsWith('[') || !/^-[^\][]/.test(this.#rest()) || this.#rest().startsWith('-&&')) return from;
        this.#at++;
        const end = this.#next();
        return `${from}-${end === '\\' ? this.#escape(true) : literal(end)}`;
    }

    #next(): string {
        const code = this.#text.codePointAt(this.#at);
        if (code === undefined) throw new RegexProblem('the regular expression ends too early');
        const character = String.fromCodePoint(code);
        this.#at += character.length;
        return character;
    }

    #rest(): string {
        return this.#text.slice(this.#at);
    }
}

/** Any character but letters and digits goes by its number: then it has no meaning, inside a class or outside. */
function literal(character: string): string {
    return /[a-zA-Z0-9]/.test(character) ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

function jsFlags(java: string): string {
    if (/[^ismuU]/.test(java)) throw new RegexProblem(`the flags (?${java}) cannot be run by the local gateway`);
    return [...'ism'].filter(flag => java.includes(flag)).join('');
}

function compiles(source: string, flags: string): boolean {
    try {
        return new RegExp(source, flags) instanceof RegExp;
    } catch {
        return false;
    }
}

function countGroups({ source, flags }: JavaRegex): number {
    return new RegExp(`${source}|`, flags).exec('')!.length - 1;
}
