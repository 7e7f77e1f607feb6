import { Secret } from './secret.ts';

/**
 * Something that holds secrets inside, such as a bean with the values of secret parameters: printing, inspecting or
 * serializing what contains it yields the mask.
 */
export class Sealed<T> {
    readonly #content: T;

    constructor(content: T) {
        this.#content = content;
    }

    reveal(): T {
        return this.#content;
    }

    toString(): string {
        return Secret.mask;
    }

    toJSON(): string {
        return Secret.mask;
    }

    [Symbol.for('nodejs.util.inspect.custom')](): string {
        return Secret.mask;
    }
}
