/** Names that the index knows, as they are in one of its maps. */
export class Names implements Iterable<string> {
    readonly #known: ReadonlyMap<string, unknown>;

    constructor(known: ReadonlyMap<string, unknown>) {
        this.#known = known;
    }

    has(key: string): boolean {
        return this.#known.has(key);
    }

    get size(): number {
        return this.#known.size;
    }

    [Symbol.iterator](): IterableIterator<string> {
        return this.#known.keys();
    }
}
