/**
 * A value that must never be shown: an API key, a password, the value of a secret parameter.
 * Printing, interpolating, inspecting or serializing it yields the mask; only `reveal()` yields the value,
 * so that every place where a secret leaves the tool can be found by searching for that word.
 */
export class Secret {
    static readonly mask = '(secret)';
    readonly #value: string;

    constructor(value: string) {
        this.#value = value;
    }

    reveal(): string {
        return this.#value;
    }

    equals(other: Secret): boolean {
        return this.#value === other.#value;
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
