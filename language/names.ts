/** Names that the index knows, as it has them. */
export class Names implements Iterable<string> {
    readonly #known: ReadonlySetLike<string>;

    constructor(known: ReadonlySetLike<string>) {
        this.#known = known;
    }

    has(key: string): boolean {
        return this.#known.has(key);
    }

    get size(): number {
        return this.#known.size;
    }

    [Symbol.iterator](): Iterator<string> {
        return this.#known.keys();
    }
}
