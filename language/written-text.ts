import { firstOf } from './first-of.ts';

/** What is read by offsets: a string, or a text in pieces. */
export interface Written {
    readonly length: number;
    slice(from?: number, to?: number): string;
}

/**
 * A text that never changes, in pieces: another one, which an edit makes of it, shares with it all but the piece around the edit. A small text is one
 * piece. To write megabytes anew takes longer than all else that follows from a keystroke, so whoever looks at a part of a text asks for that part.
 */
export class WrittenText implements Written {
    readonly pieces: readonly string[];
    readonly length: number;
    /** Where each piece ends. */
    readonly #ends: number[] = [];
    #whole: string | undefined;

    constructor(...pieces: readonly string[]) {
        this.pieces = pieces;
        this.length = 0;
        for (const { length } of pieces) this.#ends.push(this.length += length);
        if (pieces.length === 1) this.#whole = pieces[0];
    }

    get whole(): string {
        return this.#whole ??= this.pieces.join('');
    }

    slice(from = 0, to = this.length): string {
        if (this.#whole !== undefined) return this.#whole.slice(from, to);
        if (to <= from) return '';
        const place = this.#placeOf(from);
        const begin = this.#beginOf(place);
        let found = this.pieces[place]?.slice(from - begin, to - begin) ?? '';
        for (let next = place + 1; next < this.pieces.length && this.#beginOf(next) < to; next++) found += this.pieces[next]!.slice(0, to - this.#beginOf(next));
        return found;
    }

    /** The text with another one in the place of what stands between two offsets. */
    replaced(from: number, to: number, text: string): WrittenText {
        const first = this.#placeOf(from), last = this.#placeOf(to);
        const front = this.pieces[first]?.slice(0, from - this.#beginOf(first)) ?? '';
        const behind = this.pieces[last]?.slice(to - this.#beginOf(last)) ?? '';
        const near = front.length > small ? front.length - around : 0, far = behind.length > small ? around : behind.length;
        const changed = [front.slice(near), text, behind.slice(0, far)].join('');
        const pieces = [...this.pieces.slice(0, first), front.slice(0, near), changed, behind.slice(far), ...this.pieces.slice(last + 1)].filter(piece => piece !== '');
        return pieces.length > most ? new WrittenText(pieces.join('')) : new WrittenText(...pieces);
    }

    /** Where a character is, at an offset or behind it; -1 where it is not. */
    indexOf(character: string, from = 0): number {
        for (let place = this.#placeOf(from); place < this.pieces.length; place++) {
            const at = this.pieces[place]!.indexOf(character, from - this.#beginOf(place));
            if (at >= 0) return at + this.#beginOf(place);
        }
        return -1;
    }

    #beginOf(place: number): number {
        return this.#ends[place - 1] ?? 0;
    }

    /** Which piece has the character at an offset; behind the last one, the last piece. */
    #placeOf(offset: number): number {
        return Math.max(0, Math.min(firstOf(0, this.pieces.length, place => this.#ends[place]! > offset), this.pieces.length - 1));
    }
}

/** Characters that are written anew with an edit without anybody noticing. */
const small = 1 << 16;
/** So many of them stay together on both sides of it: what is typed next is typed there. */
const around = 1 << 14;
/** So many pieces are few. */
const most = 256;
