import { ownCopy } from './own-copy.ts';

/** What is known of texts that are written alike all over a project, until there are too many of them: what was half typed is not asked for again. */
export class RecentTexts<T> {
    readonly #known = new Map<string, T>();

    get(text: string): T | undefined {
        return this.#known.get(text);
    }

    clear(): void {
        this.#known.clear();
    }

    keep(text: string, value: T): T {
        return this.keepOwn(ownCopy(text), value);
    }

    /** The same of a text that is a copy already. */
    protected keepOwn(text: string, value: T): T {
        if (this.#known.size >= most) this.#known.clear();
        this.#known.set(text, value);
        return value;
    }
}

/** What is made of such texts, each once. */
export class KnownTexts<T> extends RecentTexts<T> {
    readonly #make: (text: string) => T;

    constructor(make: (text: string) => T) {
        super();
        this.#make = make;
    }

    of(text: string): T {
        const known = this.get(text);
        if (known !== undefined) return known;
        const own = ownCopy(text);
        return this.keepOwn(own, this.#make(own));
    }
}

const most = 10_000;
