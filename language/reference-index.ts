import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ReferenceSite, ReferenceSites } from './references.ts';
import type { Dependencies } from './tracker.ts';

/** A file whose names are known, and the text in which they have their places. */
interface NamingFile { references: ReferenceSites; textDocument: TextDocument }

/**
 * Every name of a project that stands for something declared, by the element that it names (`api:Acme/Orders`, all versions).
 * Keyed by text and not by what it resolves to, so that a name is found whether or not its declaration is there yet.
 */
export class ReferenceIndex {
    /** The files that name an element, each once. */
    readonly #elements = new Map<string, string[]>();
    readonly #files = new Map<string, NamingFile>();
    readonly #tracker: Dependencies;

    constructor(tracker: Dependencies) {
        this.#tracker = tracker;
    }

    /** Replaces the names of a file; undefined removes it. */
    replace(uri: string, file: NamingFile | undefined): void {
        const before = this.#files.get(uri)?.references.elements() ?? new Map<string, never>();
        const after = file?.references.elements() ?? new Map<string, never>();
        for (const element of before.keys()) if (!after.has(element)) this.#remove(element, uri);
        for (const element of after.keys()) if (!before.has(element)) this.#add(element, uri);
        if (after.size > 0 && file) this.#files.set(uri, file);
        else this.#files.delete(uri);
        for (const element of new Set([...before.keys(), ...after.keys()])) {
            if (element.startsWith('parameter:') && before.get(element)?.used !== after.get(element)?.used) this.#tracker.changed(`used:${element}`);
        }
    }

    /** The files that name an element in any version. */
    filesNaming(element: string): readonly string[] {
        return this.#elements.get(element) ?? [];
    }

    /** The names that stand for an element in any version, by file. */
    ofElement(element: string): ReadonlyMap<string, readonly ReferenceSite[]> {
        return new Map(this.filesNaming(element).map(uri => [uri, this.inFile(uri, element)]));
    }

    /** Whether a parameter is used in some file; a check that asks depends on the answer. */
    isUsed(parameter: string): boolean {
        const element = `parameter:${parameter}`;
        this.#tracker.read(`used:${element}`);
        return this.#are(element, { declared: false });
    }

    /** The names of one file, or those that stand for an element. */
    inFile(uri: string, element?: string): readonly ReferenceSite[] {
        const file = this.#files.get(uri);
        return file?.references.in(file.textDocument, element) ?? [];
    }

    /** Whether a file of the project declares the element in some version. */
    isDeclared(element: string): boolean {
        return this.#are(element, { declared: true });
    }

    #are(element: string, { declared }: { declared: boolean }): boolean {
        return this.filesNaming(element).some(uri => this.#files.get(uri)?.references.has(element, declared));
    }

    #add(element: string, uri: string): void {
        const files = this.#elements.get(element);
        if (files) files.push(uri);
        else this.#elements.set(element, [uri]);
    }

    #remove(element: string, uri: string): void {
        const files = this.#elements.get(element)?.filter(other => other !== uri) ?? [];
        if (files.length > 0) this.#elements.set(element, files);
        else this.#elements.delete(element);
    }
}
