import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ReferenceSite, ReferenceSites } from './references.ts';
import type { Dependencies } from './tracker.ts';

/** A file whose names are read when somebody asks, and the text in which they have their places. */
interface NamingFile { text: string; references: ReferenceSites; textDocument: TextDocument }

/**
 * Every name of a project that stands for something declared, by the element that it names (`api:Acme/Orders`, all versions).
 * Keyed by text and not by what it resolves to, so that a name is found whether or not its declaration is there yet. The names of a file are read with the first
 * question about a word that occurs in it: whoever only checks a project asks about few.
 */
export class ReferenceIndex {
    /** The files that name an element, each once. */
    readonly #elements = new Map<string, string[]>();
    readonly #files = new Map<string, NamingFile>();
    /** What the files that were read name. */
    readonly #named = new Map<string, Named>();
    readonly #unread = new Set<string>();
    #isAsked = false;
    readonly #tracker: Dependencies;

    constructor(tracker: Dependencies) {
        this.#tracker = tracker;
    }

    /** Replaces the names of a file; undefined removes it. */
    replace(uri: string, file: NamingFile | undefined): void {
        const isNew = !this.#files.has(uri);
        this.#read([uri]);
        if (file) this.#files.set(uri, file);
        else this.#files.delete(uri);
        this.#unread.add(uri);
        // Whoever asked before depends on what is named where.
        if (this.#isAsked || !isNew) this.#read([uri], element => this.#tracker.changed(`used:${element}`));
    }

    /** The files that name an element in any version. */
    filesNaming(element: string): readonly string[] {
        const name = element.slice(Math.max(element.indexOf('/'), element.indexOf(':')) + 1);
        if (this.#unread.size > 0) this.#read([...this.#unread].filter(uri => this.#files.get(uri)?.text.includes(name)));
        return this.#elements.get(element) ?? [];
    }

    /** The names that stand for an element in any version, by file. */
    ofElement(element: string): ReadonlyMap<string, readonly ReferenceSite[]> {
        return new Map(this.filesNaming(element).map(uri => [uri, this.inFile(uri, element)]));
    }

    /** Whether a parameter is used in some file; a check that asks depends on the answer. */
    isUsed(parameter: string): boolean {
        const element = `parameter:${parameter}`;
        this.#isAsked = true;
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
        return this.filesNaming(element).some(uri => this.#named.get(uri)?.get(element)?.[declared ? 'declared' : 'used']);
    }

    /** No question that was answered before concerns a file that is read late: all that have the word were read for it. */
    #read(uris: readonly string[], changed: (element: string) => void = () => undefined): void {
        for (const uri of uris) {
            if (!this.#unread.delete(uri)) continue;
            const before = this.#named.get(uri) ?? nothing, after = this.#files.get(uri)?.references.elements() ?? nothing;
            for (const element of before.keys()) if (!after.has(element)) this.#remove(element, uri);
            for (const element of after.keys()) if (!before.has(element)) this.#add(element, uri);
            if (after.size > 0) this.#named.set(uri, after);
            else this.#named.delete(uri);
            for (const element of new Set([...before.keys(), ...after.keys()])) {
                if (element.startsWith('parameter:') && before.get(element)?.used !== after.get(element)?.used) changed(element);
            }
        }
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

type Named = ReadonlyMap<string, { declared: boolean; used: boolean }>;

const nothing: Named = new Map();
