import type { ParameterLookup } from '../../language/option-values.ts';
import type { Writing } from './source-value.ts';

/** The secrets that were found, each under one name: a secret that stands in several places is one parameter. */
export class NamedSecrets {
    readonly #names = new Map<string, string>();
    readonly #values = new Map<string, string>();
    readonly #isTaken: (name: string) => boolean;
    readonly #parameters: ParameterLookup;

    /** @param isTaken whether something in the project has this name already */
    constructor(isTaken: (name: string) => boolean, parameters: ParameterLookup) {
        this.#isTaken = isTaken;
        this.#parameters = parameters;
    }

    /** Value and name of each. */
    get all(): ReadonlyMap<string, string> {
        return this.#names;
    }

    /** For what belongs to this owner (`Orders`): a password there is called `ordersPassword`. */
    of(owner: string): Writing {
        return { parameters: this.#lookup, nameSecret: (hint, value) => this.#name(owner, hint, value) };
    }

    /** The project has a name for it already. */
    learn(value: string, name: string): void {
        if (!this.#names.has(value)) this.#set(value, name);
    }

    readonly #lookup: ParameterLookup = name => {
        const secret = this.#values.get(name);
        return secret === undefined ? this.#parameters(name) : { kind: 'secret', text: secret };
    };

    #set(value: string, name: string): void {
        this.#names.set(value, name);
        this.#values.set(name, value);
    }

    #name(owner: string, hint: string, value: string): string {
        const known = this.#names.get(value);
        if (known !== undefined) return known;
        const words = [...`${owner} ${hint}`.split(/[^A-Za-z0-9]+/)].filter(word => word !== '');
        const name = words.map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1)).join('').replace(/^\d/, '_$&');
        for (let number = 1; ; number++) {
            const candidate = number === 1 ? name : `${name}${number}`;
            if (this.#isTaken(candidate) || this.#values.has(candidate)) continue;
            this.#set(value, candidate);
            return candidate;
        }
    }
}
