import { EngineError } from '../engine-error.ts';

/**
 * The options of a policy as JSON, read with the conversions that Apiman's Jackson makes: a number in quotes is a number, an unknown
 * option is ignored, an absent one is undefined. What does not fit is an `EngineError` with 500, as on Apiman, in one readable line.
 */
export class Options {
    readonly #members: Record<string, unknown>;
    readonly #where: string;

    static parse(json: string, where: string): Options {
        if (json.trim() === '') throw new EngineError(500, `${where}: the configuration is empty.`);
        let value: unknown;
        try {
            value = JSON.parse(json);
        } catch {
            throw new EngineError(500, `${where}: the configuration is not valid JSON.`);
        }
        return new Options(value, where);
    }

    constructor(value: unknown, where: string) {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new EngineError(500, `${where}: an object is expected.`);
        this.#members = value as Record<string, unknown>;
        this.#where = where;
    }

    text(name: string): string | undefined {
        const value = this.#get(name);
        if (value === undefined || value === null) return undefined;
        if (typeof value === 'string') return value;
        if (typeof value === 'number' || typeof value === 'boolean') return String(value);
        return this.#refuse(name, 'a text');
    }

    /** Absent and null are 0, as a Java number is without a value. */
    whole(name: string): number {
        const value = this.#get(name);
        if (value === undefined || value === null || value === '') return 0;
        const number = typeof value === 'string' ? Number(value) : value;
        if (typeof number !== 'number' || !Number.isFinite(number)) return this.#refuse(name, 'a whole number');
        return Math.trunc(number);
    }

    flag(name: string): boolean | undefined {
        const value = this.#get(name);
        if (value === undefined || value === null) return undefined;
        if (typeof value === 'boolean') return value;
        if (typeof value === 'number') return value !== 0;
        if (value === 'true' || value === 'True' || value === 'TRUE') return true;
        if (value === 'false' || value === 'False' || value === 'FALSE' || value === '') return false;
        return this.#refuse(name, 'true or false');
    }

    /** Case matters. */
    choice<T extends string>(name: string, allowed: readonly T[]): T | undefined {
        const value = this.#get(name);
        if (value === undefined || value === null) return undefined;
        const found = allowed.find(choice => choice === value);
        return found ?? this.#refuse(name, `one of ${allowed.join(', ')}`);
    }

    texts(name: string): string[] | undefined {
        const value = this.#get(name);
        if (value === undefined || value === null) return undefined;
        if (!Array.isArray(value)) return this.#refuse(name, 'a list of texts');
        return value.map(entry => typeof entry === 'string' ? entry : entry === null || typeof entry === 'object' ? this.#refuse(name, 'a list of texts') : String(entry));
    }

    /** An object in the options. */
    part(name: string): Options | undefined {
        const value = this.#get(name);
        return value === undefined || value === null ? undefined : new Options(value, `${this.#where}, ${name}`);
    }

    parts(name: string): Options[] | undefined {
        const value = this.#get(name);
        if (value === undefined || value === null) return undefined;
        if (!Array.isArray(value)) return this.#refuse(name, 'a list of objects');
        return value.map((entry, at) => new Options(entry, `${this.#where}, ${name}[${at}]`));
    }

    /** Whether the option is there and not null. */
    has(name: string): boolean {
        return (this.#get(name) ?? null) !== null;
    }

    /** As `parts`; absent is an empty list, but null is no list at all, which Apiman fails on. */
    partsOrNone(name: string): Options[] {
        if (this.#get(name) === null) throw this.error(`${name} is null.`);
        return this.parts(name) ?? [];
    }

    /** For what a policy finds wrong by itself. */
    error(message: string): EngineError {
        return new EngineError(500, `${this.#where}: ${message}`);
    }

    #get(name: string): unknown {
        return Object.hasOwn(this.#members, name) ? this.#members[name] : undefined;
    }

    /** The value itself is not shown: it may be a secret. */
    #refuse(name: string, expected: string): never {
        throw new EngineError(500, `${this.#where}: ${name} has to be ${expected}.`);
    }
}
