/** Why `java.util.regex` refuses a pattern: a sentence's end ("…: a group is never closed"), and the offset in UTF-16 units. */
export interface RegexProblem { message: string; offset: number }

export class RegexError extends Error {
    readonly offset: number;

    constructor(message: string, offset: number) {
        super(message);
        this.offset = offset;
    }
}

export type Flag = 'i' | 'm' | 's' | 'd' | 'u' | 'c' | 'x' | 'U';

/**
 * A cursor over the code points of a pattern, which moves as that of `java.util.regex.Pattern` does: with the flag `x`, white space and
 * comments are passed over, also inside classes. Behind the end stands 0.
 */
export class Reader {
    readonly #points: readonly number[];
    readonly #offsets: readonly number[];
    flags: ReadonlySet<Flag> = new Set();
    cursor = 0;
    /** Names of the capturing groups so far. */
    readonly groups = new Set<string>();
    groupCount = 1;

    constructor(pattern: string) {
        const { points, offsets } = withoutQuotes(pattern);
        this.#points = points;
        this.#offsets = [...offsets, pattern.length];
    }

    get length(): number {
        return this.#points.length;
    }

    /** The character at a place, comments or not. */
    at(index: number): number {
        return this.#points[index] ?? 0;
    }

    peek(): number {
        return this.#past(() => this.at(this.cursor), () => this.at(++this.cursor));
    }

    next(): number {
        this.cursor++;
        return this.peek();
    }

    read(): number {
        return this.#past(() => this.at(this.cursor++), () => this.at(this.cursor++));
    }

    /** The character behind the one at the cursor; both are taken. */
    skip(): number {
        this.cursor += 2;
        return this.at(this.cursor - 1);
    }

    nextEscaped(): number {
        return this.at(++this.cursor);
    }

    isAtEnd(): boolean {
        return this.cursor >= this.length;
    }

    fail(message: string, index = this.cursor - 1): never {
        throw new RegexError(message, this.#offsets[Math.max(0, Math.min(index, this.length))] ?? 0);
    }

    #past(first: () => number, following: () => number): number {
        let point = first();
        if (!this.flags.has('x')) return point;
        while (isSpace(point) || point === hash) {
            if (point === hash) while (!isLineEnd(point) && this.cursor <= this.length) point = following();
            else point = following();
        }
        return point;
    }
}

const hash = 0x23;
const isSpace = (point: number) => point === 0x20 || (point >= 9 && point <= 13);
const isLineEnd = (point: number) => point === 0 || [0x0A, 0x0D, 0x85, 0x2028, 0x2029].includes(point);

/** Replaces `\Q…\E` by escaped characters, as Java does before it parses. An end may be missing. */
function withoutQuotes(pattern: string): { points: number[]; offsets: number[] } {
    const points: number[] = [], offsets: number[] = [];
    let isQuoted = false, isFirst = false;
    for (let index = 0; index < pattern.length;) {
        const point = pattern.codePointAt(index) ?? 0;
        const put = (...text: number[]) => text.forEach(one => { points.push(one); offsets.push(index); });
        const following = pattern[index + 1];
        if (isQuoted && point === backslash && following === 'E') {
            isQuoted = false;
            index += 2;
            continue;
        }
        if (!isQuoted && point === backslash && following !== undefined) {
            if (following === 'Q') isQuoted = isFirst = true;
            else put(point, pattern.codePointAt(index + 1) ?? 0);
            index += 1 + String.fromCodePoint(pattern.codePointAt(index + 1) ?? 0).length;
            continue;
        }
        if (!isQuoted || point >= 128 || /[a-z]/i.test(String.fromCodePoint(point))) put(point);
        // A digit right behind `\Q` must not become part of what stands in front of it.
        else if (/\d/.test(String.fromCodePoint(point))) put(...isFirst ? [backslash, 0x78, 0x33, point] : [point]);
        else put(backslash, point);
        isFirst = false;
        index += point > 0xFFFF ? 2 : 1;
    }
    return { points, offsets };
}

const backslash = 0x5C;
