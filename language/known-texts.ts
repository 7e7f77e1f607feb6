import { ownCopy } from './own-copy.ts';

/** What is made of texts, each once: of those that are written alike all over a project. */
export class KnownTexts<T> {
    readonly #make: (text: string) => T;
    readonly #known = new Map<string, T>();

    constructor(make: (text: string) => T) {
        this.#make = make;
    }

    of(text: string): T {
        const known = this.#known.get(text);
        if (known !== undefined) return known;
        // What was half typed is not asked for again.
        if (this.#known.size >= most) this.#known.clear();
        const own = ownCopy(text);
        const made = this.#make(own);
        this.#known.set(own, made);
        return made;
    }
}

const most = 10_000;
