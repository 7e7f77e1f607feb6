import type { ReferenceSite } from './references.ts';

/**
 * Every name of a project that stands for something declared, by the element that it names (`api:Acme/Orders`, all versions).
 * Keyed by text and not by what it resolves to, so that a name is found whether or not its declaration is there yet.
 */
export class ReferenceIndex {
    readonly #elements = new Map<string, Map<string, ReferenceSite[]>>();
    readonly #files = new Map<string, readonly ReferenceSite[]>();

    /** Replaces the names of a file; an empty list removes the file. */
    replace(uri: string, sites: readonly ReferenceSite[]): void {
        for (const { element } of this.#files.get(uri) ?? []) {
            const files = this.#elements.get(element);
            files?.delete(uri);
            if (files?.size === 0) this.#elements.delete(element);
        }
        for (const site of sites) {
            const files = this.#elements.get(site.element) ?? new Map<string, ReferenceSite[]>();
            this.#elements.set(site.element, files);
            const inFile = files.get(uri);
            if (inFile) inFile.push(site);
            else files.set(uri, [site]);
        }
        if (sites.length > 0) this.#files.set(uri, sites);
        else this.#files.delete(uri);
    }

    /** The names that stand for an element in any version, by file. */
    ofElement(element: string): ReadonlyMap<string, readonly ReferenceSite[]> {
        return this.#elements.get(element) ?? nowhere;
    }

    /** The names of one file, in no particular order. */
    inFile(uri: string): readonly ReferenceSite[] {
        return this.#files.get(uri) ?? [];
    }

    /** Whether a file of the project declares the element in some version. */
    isDeclared(element: string): boolean {
        return this.ofElement(element).values().some(sites => sites.some(site => site.declaration));
    }
}

const nowhere: ReadonlyMap<string, readonly ReferenceSite[]> = new Map();
