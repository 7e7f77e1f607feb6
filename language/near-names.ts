import { elementOf, organizationOf } from './declarations.ts';

/** The keys of one kind (`Acme/Orders@1.0`) by what a misspelt one has in common with them, so that nobody has to look at all of them. */
export class NearNames {
    /** By what stands behind the organization, whatever its case. */
    readonly #byElement = new Map<string, Set<string>>();
    readonly #byOrganization = new Map<string, Set<string>>();

    constructor(keys: Iterable<string>) {
        for (const key of keys) this.add(key);
    }

    /** Those that are called so in any organization. */
    called(element: string): ReadonlySet<string> {
        return this.#byElement.get(element.toLowerCase()) ?? none;
    }

    within(organization: string): ReadonlySet<string> {
        return this.#byOrganization.get(organization) ?? none;
    }

    add(key: string): void {
        for (const [names, name] of this.#places(key)) names.set(name, (names.get(name) ?? new Set()).add(key));
    }

    delete(key: string): void {
        for (const [names, name] of this.#places(key)) {
            const keys = names.get(name);
            keys?.delete(key);
            if (keys?.size === 0) names.delete(name);
        }
    }

    #places(key: string): [Map<string, Set<string>>, string][] {
        return [[this.#byElement, elementOf(key).toLowerCase()], [this.#byOrganization, organizationOf(key)]];
    }
}

const none: ReadonlySet<string> = new Set();
