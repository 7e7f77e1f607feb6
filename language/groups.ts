import type { Entry, Home } from './entry.ts';
import type { SourceFile } from './source-file.ts';
import type { Doubt } from './verdicts.ts';

/** Some declarations that stand together in a file. What is fine is known of all of them at once: one by one, that would take more memory than they do. */
export class Group implements Home {
    readonly #home: Home;
    /** In no particular order. */
    entries: Entry[] = [];
    /** What of them was checked. */
    doubts: readonly Doubt[] = [];

    constructor(home: Home) {
        this.#home = home;
    }

    get file(): SourceFile {
        return this.#home.file;
    }

    /** The same in groups of so many. */
    parts(size: number): Group[] {
        const parts = [];
        for (let first = 0; first < this.entries.length; first += size) {
            const part = new Group(this.#home);
            part.entries = this.entries.slice(first, first + size);
            part.doubts = this.doubts.filter(({ entry }) => part.entries.includes(entry));
            for (const entry of part.entries) entry.home = part;
            parts.push(part);
        }
        return parts;
    }

    get group(): Group {
        return this;
    }

    get uri(): string {
        return this.file.uri;
    }
}

/** The groups of all files. */
export class Groups {
    /** So many are together where somebody types. */
    static typedSize = 8;
    readonly #files = new Map<string, readonly Group[]>();

    /** In no particular order. */
    inFile(uri: string): readonly Group[] {
        return this.#files.get(uri) ?? [];
    }

    /** Makes small groups of one that an edit concerned: the next one will, too, and then most of what stands around it is not judged again. Whether it was not small. */
    divide(group: Group): boolean {
        if (group.entries.length <= Groups.typedSize) return false;
        this.#files.set(group.uri, this.inFile(group.uri).flatMap(each => each === group ? group.parts(Groups.typedSize) : [each]));
        return true;
    }

    /** Follows a change of what a file declares. Says which groups have other declarations now, and which are gone. */
    replace(uri: string, gone: readonly Entry[], come: readonly Entry[], declared: SourceFile['declared']): { changed: Iterable<Group>; ended: Group[] } {
        const groups = this.#files.get(uri) ?? [], begun: Group[] = [];
        const changed = new Set<Group>();
        for (const entry of gone) {
            const { entries } = entry.group!;
            entries.splice(entries.indexOf(entry), 1);
            changed.add(entry.group!);
        }
        const first = come[0]?.place ?? 0;
        let group = come.length > atOnce ? undefined : declared[first - 1]?.group ?? declared[first + come.length]?.group;
        for (const entry of come) {
            if (!group || group.entries.length >= most) begun.push(group = new Group(entry.home));
            entry.home = group;
            group.entries.push(entry);
            changed.add(group);
        }
        // What they were pushed to has room for more.
        for (const group of changed) group.entries = group.entries.slice();
        const ended = [...changed].filter(({ entries }) => entries.length === 0);
        const left = ended.length > 0 ? groups.filter(({ entries }) => entries.length > 0) : groups;
        if (left.length + begun.length === 0) this.#files.delete(uri);
        else if (left !== groups || begun.length > 0) this.#files.set(uri, left.concat(begun));
        return { changed, ended };
    }
}

/** So many declarations are judged in a fraction of a millisecond. */
const most = 64;
/** More than that are not typed between two looks at them. */
const atOnce = 16;
