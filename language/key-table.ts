/**
 * A map of things by a key that they have, in the order in which they came. It takes a third of the memory of a `Map` and is quick enough for single questions, but
 * fills several times as slowly. In the slot that a key points at, or in one of the next ones up to a free one, it says where its thing is.
 */
export class KeyTable<T extends { readonly key: string }> {
    /** Undefined for what is gone, and for what is still to come. */
    #things: (T | undefined)[] = [];
    /** How many of them came. */
    #end = 0;
    #size = 0;
    /** 0 for a free slot, else the place of a thing, counted from 1, and a part of the hash of its key: hardly one has to be looked at in vain. */
    #slots = new Int32Array();

    /** With room for so many, and more where more come. */
    constructor(size: number) {
        this.#begin(size);
    }

    get size(): number {
        return this.#size;
    }

    get(key: string): T | undefined {
        return this.#thingIn(this.#slotOf(key, hashOf(key)));
    }

    has(key: string): boolean {
        return this.get(key) !== undefined;
    }

    /** `key` is that of the thing. */
    set(key: string, thing: T): this {
        if (this.#end === this.#things.length) {
            const known = this.#things.filter(thing => thing !== undefined);
            this.#begin(Math.ceil((known.length + 1) * growth));
            for (const each of known) this.#put(each.key, each);
        }
        this.#put(key, thing);
        return this;
    }

    delete(key: string): boolean {
        const slots = this.#slots, length = slots.length;
        let free = this.#slotOf(key, hashOf(key));
        if (slots[free] === 0) return false;
        this.#things[placeIn(slots[free]!)] = undefined;
        this.#size--;
        slots[free] = 0;
        // What stands further behind only because the slot was taken moves there.
        for (let at = this.#behind(free); slots[at] !== 0; at = this.#behind(at)) {
            const first = hashOf(this.#thingIn(at)!.key) % length;
            if ((at - first + length) % length < (at - free + length) % length) continue;
            slots[free] = slots[at]!;
            slots[at] = 0;
            free = at;
        }
        return true;
    }

    keys(): IterableIterator<string> {
        return new Keys(this.#things);
    }

    #thingIn(slot: number): T | undefined {
        return this.#slots[slot] === 0 ? undefined : this.#things[placeIn(this.#slots[slot]!)];
    }

    #put(key: string, thing: T): void {
        const hash = hashOf(key), slot = this.#slotOf(key, hash);
        if (this.#slots[slot] !== 0) {
            this.#things[placeIn(this.#slots[slot]!)] = thing;
            return;
        }
        this.#things[this.#end++] = thing;
        this.#size++;
        this.#slots[slot] = hash & markBits | this.#end;
    }

    /** The slot of a key, or the free one where that would be. */
    #slotOf(key: string, hash: number): number {
        const slots = this.#slots, mark = hash & markBits;
        let at = hash % slots.length;
        while (slots[at] !== 0 && ((slots[at]! & markBits) !== mark || this.#thingIn(at)!.key !== key)) at = this.#behind(at);
        return at;
    }

    #behind(slot: number): number {
        return slot + 1 === this.#slots.length ? 0 : slot + 1;
    }

    #begin(size: number): void {
        const room = Math.ceil(size * reserve) + 1;
        this.#things = Array.from({ length: room });
        this.#slots = new Int32Array(Math.ceil(room / mostFilled));
        this.#end = this.#size = 0;
    }
}

/** Each key is read when it is asked for, while it is at hand: a list of them all takes twice as long to make and look through, and a generator three times. */
class Keys implements IterableIterator<string> {
    readonly #things: readonly ({ readonly key: string } | undefined)[];
    #next = 0;

    constructor(things: readonly ({ readonly key: string } | undefined)[]) {
        this.#things = things;
    }

    [Symbol.iterator](): this {
        return this;
    }

    next(): IteratorResult<string, undefined> {
        while (this.#next < this.#things.length) {
            const thing = this.#things[this.#next++];
            if (thing) return { done: false, value: thing.key };
        }
        return { done: true, value: undefined };
    }
}

/** FNV-1a, of UTF-16 units, mixed so that its lower half, too, depends on all of the upper one. */
function hashOf(key: string): number {
    let hash = 0x811C9DC5;
    for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
    return (hash ^ hash >>> 15) >>> 0;
}

/** The others of a slot are for a place: enough for sixteen million. */
const markBits = 0x7F000000;

function placeIn(slot: number): number {
    return (slot & ~markBits) - 1;
}

/** The part of the slots that is taken at most: of more, many would have to be looked at for one. */
const mostFilled = 0.75;
const reserve = 1.05, growth = 1.25;
