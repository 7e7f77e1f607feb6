/** Names that the index knows, as it has them. */
export class Names implements Iterable<string> {
    readonly #known: ReadonlyMap<string, unknown> | ReadonlySet<string>;

    constructor(known: ReadonlyMap<string, unknown> | ReadonlySet<string>) {
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
