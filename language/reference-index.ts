import type { ReferenceSite } from './references.ts';
import type { Tracker } from './tracker.ts';

/**
 * Every name of a project that stands for something declared, by the element that it names (`api:Acme/Orders`, all versions).
 * Keyed by text and not by what it resolves to, so that a name is found whether or not its declaration is there yet.
 */
export class ReferenceIndex {
    readonly #elements = new Map<string, Map<string, ReferenceSite[]>>();
    readonly #files = new Map<string, readonly ReferenceSite[]>();
    readonly #tracker: Tracker;

    constructor(tracker: Tracker) {
        this.#tracker = tracker;
    }

    /** Replaces the names of a file; an empty list removes the file. */
    replace(uri: string, sites: readonly ReferenceSite[]): void {
        const before = parametersUsed(this.#files.get(uri) ?? []);
        const after = parametersUsed(sites);
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
        for (const element of before.symmetricDifference(after)) this.#tracker.changed(`used:${element}`);
    }

    /** The names that stand for an element in any version, by file. */
    ofElement(element: string): ReadonlyMap<string, readonly ReferenceSite[]> {
        return this.#elements.get(element) ?? nowhere;
    }

    /** Whether a parameter is used in some file; a check that asks depends on the answer. */
    isUsed(parameter: string): boolean {
        const element = `parameter:${parameter}`;
        this.#tracker.read(`used:${element}`);
        return this.ofElement(element).values().some(sites => sites.some(site => !site.declaration));
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

function parametersUsed(sites: readonly ReferenceSite[]): Set<string> {
    return new Set(sites.filter(({ element, declaration }) => !declaration && element.startsWith('parameter:')).map(({ element }) => element));
}

const nowhere: ReadonlyMap<string, readonly ReferenceSite[]> = new Map();
