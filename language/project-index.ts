import { elementOf, organizationOf, withoutVersion, type Declaration, type DeclarationKind, type Range } from './declarations.ts';
import type { Entry } from './entry.ts';
import type { Work } from './in-turns.ts';
import { KeyTable } from './key-table.ts';
import { LinkIndex } from './link-index.ts';
import type { WrittenKey } from './links.ts';
import { Names } from './names.ts';
import { NearNames } from './near-names.ts';
import { kinds } from './file-rows.ts';
import type { SourceFile } from './source-file.ts';
import type { Dependencies } from './tracker.ts';

export type DeclarationOf<K extends DeclarationKind> = Extract<Declaration, { kind: K }>;

/** Of clients, which are most of what is declared, a table once there is time to make one. Listing what is in that takes longer, so that of the others, which completion lists, there is none. */
type EntriesByKey = Map<string, Entry> | KeyTable<Entry>;

/** Names a place in a declaration of another file without holding its position, which may move before it is shown. */
export interface SiteReference { kind: DeclarationKind; key: string; uri: string; ordinal: number; site: string }

/**
 * Every declaration of a project by kind and key, and who contracts what. Look-ups are one map access each; what a check looks up it depends on
 * (see `Tracker`), so that an edit concerns the declarations that looked at a changed key, whether it was there or not.
 */
export class ProjectIndex {
    readonly #tracker: Dependencies;
    /** By kind and key; of those that are declared several times, the first one. */
    readonly #entries = new Map(kinds.map((kind): [DeclarationKind, EntriesByKey] => [kind, new Map()]));
    /** Begins anew where something is declared meanwhile. */
    #packing: Work<void> | undefined;
    /** All of a slot (`api:Acme/Orders@1.0`) of which there are several. */
    readonly #several = new Map<string, readonly Entry[]>();
    readonly #files = new Map<string, readonly Entry[]>();
    readonly #links: LinkIndex;
    /** From the first misspelt name of a kind on. */
    readonly #near = new Map<DeclarationKind, NearNames>();

    constructor(tracker: Dependencies) {
        this.#tracker = tracker;
        this.#links = new LinkIndex(tracker, () => this.#all());
    }

    /**
     * Replaces what a file declares: `gone` by `come`, the rest of `declared` being what was there before; undefined removes the file.
     * Returns the entries that are gone.
     */
    replace(uri: string, file: Pick<SourceFile, 'declared' | 'gone' | 'come'> | undefined): readonly Entry[] {
        this.#packing = undefined;
        const gone = file?.gone ?? this.inFile(uri), come = file?.come ?? [];
        if (file && file.declared.length > 0) this.#files.set(uri, file.declared);
        else this.#files.delete(uri);
        if (gone.length === 0) {
            for (const entry of come) this.#add(entry);
        } else {
            const slots = Map.groupBy([...gone, ...come], ({ kind, key }) => `${kind}:${key}`);
            const isGone = new Set(gone);
            for (const entries of slots.values()) this.#exchange(entries.filter(entry => isGone.has(entry)), entries.filter(entry => !isGone.has(entry)));
        }
        this.#links.replace(gone, come);
        return gone;
    }

    /** The declaration that a key stands for: the first one where it is declared twice. */
    find<K extends DeclarationKind>(kind: K, key: string): DeclarationOf<K> | undefined {
        return this.entries(kind, key)[0]?.declaration;
    }

    /** All declarations of a key, in the order of their files and in written order. */
    entries<K extends DeclarationKind>(kind: K, key: string): readonly Entry<DeclarationOf<K>>[] {
        this.#tracker.read(`${kind}:${key}`);
        return this.#under(kind, key) as readonly Entry<DeclarationOf<K>>[];
    }

    /** Whether nothing else is declared by its key. Nobody depends on the answer: where another one comes or goes, both are checked anew. */
    isAlone({ kind, key }: Entry): boolean {
        return this.#several.size === 0 || !this.#several.has(`${kind}:${key}`);
    }

    /** The keys of all declarations of a kind. Whoever reads them depends on every name: for look-ups that failed, and for whole-project work. */
    keys(kind: DeclarationKind): Names {
        this.#tracker.read(`names:${kind}`);
        return new Names(this.#entries.get(kind)!);
    }

    /** Whether a plan, an API or a client is declared. Whoever asks depends on the names in its organization, and not on what is declared. */
    declares(kind: 'plan' | 'api' | 'client', key: string): boolean {
        this.#tracker.read(`names:${kind}:${organizationOf(key)}`);
        return this.#entries.get(kind)!.has(key);
    }

    /** Keys that are called so (`Orders@1.0`) in any organization, whatever their case. */
    called(kind: 'plan' | 'api' | 'client', element: string): ReadonlySet<string> {
        this.#tracker.read(calledSo(kind, element));
        return this.#nearOf(kind).called(element);
    }

    /** Keys in an organization. */
    within(kind: 'plan' | 'api' | 'client', organization: string): ReadonlySet<string> {
        this.#tracker.read(`names:${kind}:${organization}`);
        return this.#nearOf(kind).within(organization);
    }

    /** Keys of the clients, retired ones too, that have a contract with an API. */
    consumers(api: string): Names {
        return this.#links.usersOf('consumers', api);
    }

    /** In which ways an API is reached by contracts of clients that are not retired, each once: see `wayFrom`. */
    waysTo(api: string): Names {
        this.#tracker.read(`api:${api}`);
        return this.#links.usersOf('ways', api);
    }

    /** Keys of the APIs that offer a plan. */
    offering(plan: string): Names {
        return this.#links.usersOf('offers', plan);
    }

    /** Whether some API offers a plan. */
    isOffered(plan: string): boolean {
        return this.#links.isNamed('offers', plan);
    }

    /** Keys of all versions of an API, itself included. */
    versionsOf(api: string): Names {
        this.#tracker.read(`api:${api}`);
        return this.#links.usersOf('versions', withoutVersion(api));
    }

    /** Whether some declaration uses a policy type. */
    usesPolicy(type: string): boolean {
        return this.#links.isNamed('policies', type);
    }

    /** The signing keys that policies are given. */
    signingKeys(): WrittenKey[] {
        return [...this.#links.usersOf('keys', '')].sort().map(written => JSON.parse(written) as WrittenKey);
    }

    /** Slots (`api:Acme/Orders@1.0`) of the declarations that write a signing key. */
    writing(key: WrittenKey): Names {
        return this.#links.usersOf('writing', JSON.stringify(key));
    }

    /** The declarations of one file, in written order. */
    inFile(uri: string): readonly Entry[] {
        return this.#files.get(uri) ?? [];
    }

    /** Where a site is now. */
    resolve(reference: SiteReference): Range | undefined {
        const entry = this.#under(reference.kind, reference.key).find(({ uri, ordinal }) => uri === reference.uri && ordinal === reference.ordinal);
        return reference.site === 'name' ? entry?.nameRange : entry?.sites[reference.site] ?? entry?.nameRange;
    }

    /** To be called again and again while there is nothing else to do: makes it smaller. Whether there is more to be done. */
    pack(): boolean {
        this.#packing ??= this.#pack();
        if (this.#packing.next().done !== true) return true;
        this.#packing = undefined;
        return false;
    }

    *#pack(): Work<void> {
        const clients = this.#entries.get('client')!;
        if (clients instanceof KeyTable) return;
        const table = new KeyTable<Entry>(clients.size);
        for (const [key, entry] of clients) {
            table.set(key, entry);
            if (table.size % atOnce === 0) yield;
        }
        this.#entries.set('client', table);
    }

    #nearOf(kind: DeclarationKind): NearNames {
        let near = this.#near.get(kind);
        if (!near) this.#near.set(kind, near = new NearNames(this.#entries.get(kind)!.keys()));
        return near;
    }

    *#all(): Generator<Entry> {
        for (const entries of this.#files.values()) yield* entries;
    }

    #under(kind: DeclarationKind, key: string): readonly Entry[] {
        const several = this.#several.size === 0 ? undefined : this.#several.get(`${kind}:${key}`);
        if (several) return several;
        const entry = this.#entries.get(kind)!.get(key);
        return entry ? [entry] : [];
    }

    #add(entry: Entry): void {
        const entries = this.#entries.get(entry.kind)!;
        if (entries.has(entry.key)) return this.#exchange([], [entry]);
        entries.set(entry.key, entry);
        this.#near.get(entry.kind)?.add(entry.key);
        if (this.#tracker.isRead) this.#changed(entry, true);
    }

    /** Puts declarations of one key in the place of others of the same file. */
    #exchange(gone: readonly Entry[], come: readonly Entry[]): void {
        const [{ kind, key, uri }] = [...gone, ...come] as [Entry];
        const before = this.#under(kind, key);
        const own = (entries: readonly Entry[]) => entries.filter(entry => entry.uri === uri);
        const after = [...before.filter(entry => !gone.includes(entry)), ...come].sort((a, b) => a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.place - b.place);
        const was = own(before), is = own(after);
        is.forEach((entry, ordinal) => { entry.ordinal = ordinal; });
        const [first] = after;
        if (before.length === 0) this.#near.get(kind)?.add(key);
        if (!first) this.#near.get(kind)?.delete(key);
        if (!first) this.#entries.get(kind)!.delete(key);
        else this.#entries.get(kind)!.set(key, first);
        if (after.length > 1) this.#several.set(`${kind}:${key}`, after);
        else this.#several.delete(`${kind}:${key}`);
        if (after.length > 1 || before.length > 1) {
            for (const entry of [...before, ...after]) {
                this.#tracker.touch(entry);
                if (entry.group) this.#tracker.touch(entry.group);
            }
        }
        if (was.length !== is.length || (this.#tracker.reads(`${kind}:${key}`) && saidBy(was) !== saidBy(is))) this.#changed({ kind, key }, (before.length === 0) !== (after.length === 0));
    }

    #changed({ kind, key }: Pick<Entry, 'kind' | 'key'>, cameOrWent: boolean): void {
        this.#tracker.changed(`${kind}:${key}`);
        if (!cameOrWent) return;
        this.#tracker.changed(`names:${kind}`);
        if (!key.includes('/')) return;
        this.#tracker.changed(`names:${kind}:${organizationOf(key)}`);
        this.#tracker.changed(calledSo(kind, elementOf(key)));
    }
}

/** So many are put into a table in less than a millisecond. */
const atOnce = 1024;

/** Two declarations are the same exactly when their JSON is. */
function saidBy(entries: readonly Entry[]): string {
    return JSON.stringify(entries.map(({ declaration }) => declaration));
}

function calledSo(kind: DeclarationKind, element: string): string {
    return `called:${kind}:${element.toLowerCase()}`;
}
