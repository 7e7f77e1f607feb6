import type { Entry } from './entry.ts';
import { lastBefore } from './excerpt.ts';
import { ownCopy } from './own-copy.ts';
import { ReferenceSites, type ReferenceSite, type Uses } from './references.ts';
import type { SourceFile } from './source-file.ts';
import type { Dependencies } from './tracker.ts';
import { hasWord, wordsOf, type Words } from './words.ts';

/**
 * Every name of a project that stands for something declared, by the element that it names (`api:Acme/Orders`, all versions).
 * Keyed by text and not by what it resolves to, so that a name is found whether or not its declaration is there yet. The names of a file are read with the first
 * question about a word that occurs in it: whoever only checks a project asks about few.
 */
export class ReferenceIndex {
    /** The files that name an element, each once. */
    readonly #elements = new Map<string, string[]>();
    readonly #files = new Map<string, SourceFile>();
    /** What the files that were read name. */
    readonly #named = new Map<string, Map<string, Uses>>();
    /** Files whose names nobody asked about, with their words where those are known. */
    readonly #unread = new Map<string, Words | undefined>();
    #isAsked = false;
    readonly #tracker: Dependencies;

    constructor(tracker: Dependencies) {
        this.#tracker = tracker;
    }

    /** Replaces the names of a file; undefined removes it. */
    replace(uri: string, file: SourceFile | undefined): void {
        const before = this.#files.get(uri);
        const isUnread = !this.#isAsked && !this.#named.has(uri);
        if (!isUnread) this.#read([uri]);
        if (file) this.#files.set(uri, file);
        else this.#files.delete(uri);
        if (isUnread) {
            this.#unread.set(uri, undefined);
            return;
        }
        // Whoever asked before depends on what is named where.
        const changed = (element: string) => this.#tracker.changed(`used:${element}`);
        if (before && file) return this.#exchange(uri, file, changed);
        this.#unread.set(uri, undefined);
        this.#read([uri], changed);
    }

    /** The files that name an element in any version, by name: in whatever order they came, the same is said of them. */
    filesNaming(element: string): readonly string[] {
        return this.#filesNaming(element).toSorted();
    }

    #filesNaming(element: string): readonly string[] {
        const word = wordOf(element);
        for (const [uri, words] of this.#unread) if (words ? hasWord(words, word) : this.#files.get(uri)?.text.includes(word)) this.#read([uri]);
        return this.#elements.get(element) ?? [];
    }

    /** Looks at the words of a file, so that questions need not look at its text. */
    prepare(uri: string): void {
        const file = this.#files.get(uri);
        if (file && this.#unread.has(uri)) this.#unread.set(uri, wordsOf(file.text));
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
        if (!file) return [];
        const { textDocument } = file;
        if (element === undefined || /^(?:organization|parameter):/.test(element)) return file.references.in(textDocument, element);
        // Only in what is declared can it be named, and only where its name is written.
        return entriesWith(file, wordOf(element)).flatMap(entry => namesOf(entry).in(textDocument, element));
    }

    /** Whether a file of the project declares the element in some version. */
    isDeclared(element: string): boolean {
        return this.#are(element, { declared: true });
    }

    #are(element: string, { declared }: { declared: boolean }): boolean {
        return this.#filesNaming(element).some(uri => (this.#named.get(uri)?.get(element)?.[declared ? 'declared' : 'used'] ?? 0) > 0);
    }

    /** No question that was answered before concerns a file that is read late: all that have the word were read for it. */
    #read(uris: readonly string[], changed: (element: string) => void = () => undefined): void {
        for (const uri of uris) {
            if (!this.#unread.delete(uri)) continue;
            const before = this.#named.get(uri) ?? nothing, after = this.#files.get(uri)?.references.elements() ?? new Map<string, Uses>();
            for (const element of before.keys()) if (!after.has(element)) this.#remove(element, uri);
            for (const element of after.keys()) if (!before.has(element)) this.#add(element, uri);
            if (after.size > 0) this.#named.set(uri, after);
            else this.#named.delete(uri);
            for (const element of new Set([...before.keys(), ...after.keys()])) {
                if (isUsedOtherwise(element, before.get(element), after.get(element))) changed(element);
            }
        }
    }

    /** Takes the names of what came in the place of those of what is gone; all others are written as they were. */
    #exchange(uri: string, { gone, come }: SourceFile, changed: (element: string) => void): void {
        const named = this.#named.get(uri) ?? new Map<string, Uses>();
        const differences = new Map<string, Uses>();
        for (const [entries, by] of [[gone, -1], [come, 1]] as const) {
            for (const [element, { declared, used }] of entries.flatMap(entry => [...namesOf(entry).elements()])) {
                const known = differences.get(element);
                differences.set(element, { declared: (known?.declared ?? 0) + by * declared, used: (known?.used ?? 0) + by * used });
            }
        }
        for (const [element, more] of differences) {
            const before = named.get(element);
            const after = { declared: (before?.declared ?? 0) + more.declared, used: (before?.used ?? 0) + more.used };
            const isNamed = after.declared + after.used > 0;
            if (isNamed) named.set(before ? element : ownCopy(element), after);
            else named.delete(element);
            if (before && !isNamed) this.#remove(element, uri);
            if (!before && isNamed) this.#add(element, uri);
            if (isUsedOtherwise(element, before, after)) changed(element);
        }
        if (named.size > 0) this.#named.set(uri, named);
        else this.#named.delete(uri);
    }

    #add(element: string, uri: string): void {
        const files = this.#elements.get(element);
        if (files) files.push(uri);
        else this.#elements.set(ownCopy(element), [uri]);
    }

    #remove(element: string, uri: string): void {
        const files = this.#elements.get(element)?.filter(other => other !== uri) ?? [];
        if (files.length > 0) this.#elements.set(element, files);
        else this.#elements.delete(element);
    }
}

/** What is written for an element, or the end of that, whatever stands around it. */
function wordOf(element: string): string {
    return element.slice(Math.max(element.lastIndexOf('/'), element.indexOf(':')) + 1);
}

/** The declarations in which a word stands; organizations are none of them, since they would stand for all that is in them. */
function entriesWith({ text, declared }: SourceFile, word: string): Entry[] {
    const found = new Set<Entry>();
    for (let at = text.indexOf(word); at >= 0;) {
        const entry = declared[lastBefore(declared, at)];
        if (entry && entry.kind !== 'organization') found.add(entry);
        // Once is enough.
        at = text.indexOf(word, Math.max(at + Math.max(word.length, 1), entry && entry.kind !== 'organization' ? entry.to : 0));
    }
    return [...found];
}

function namesOf(entry: Entry): ReferenceSites {
    return new ReferenceSites(entry.kind === 'organization' ? entry.file.ownSyntaxAt(entry.place) : entry.syntax, entry.owner);
}

function isUsedOtherwise(element: string, before: Uses | undefined, after: Uses | undefined): boolean {
    return element.startsWith('parameter:') && (before?.used ?? 0) > 0 !== (after?.used ?? 0) > 0;
}

const nothing: ReadonlyMap<string, Uses> = new Map();
