import { keyOf, type Declaration, type DeclarationKind, type Range } from './declarations.ts';
import type { DeclarationNode, Sites } from './extraction.ts';
import { LinkIndex, type WrittenKey } from './link-index.ts';
import type { Declared } from './source-file.ts';
import type { Dependencies } from './tracker.ts';

export type DeclarationOf<K extends DeclarationKind> = Extract<Declaration, { kind: K }>;

/** A declaration with its file. `ordinal` counts the declarations of one key in one file. */
export class Entry<D extends Declaration = Declaration> {
    readonly uri: string;
    readonly ordinal: number;
    #declared: Declared<D>;

    constructor(uri: string, declared: Declared<D>, ordinal: number) {
        this.uri = uri;
        this.#declared = declared;
        this.ordinal = ordinal;
    }

    /** Takes the place of what was written the same in the version of the file before. */
    moveTo(declared: Declared): void {
        this.#declared = declared as Declared<D>;
    }

    /** Where it begins in the text, its documentation included. */
    get offset(): number {
        return this.#declared.from;
    }

    /** The line in which it begins. */
    get line(): number {
        return this.#declared.line;
    }

    get declaration(): D {
        return this.#declared.declaration;
    }

    /** The places that findings elsewhere may relate to. */
    get sites(): Sites {
        return this.#declared.sites;
    }

    /** The syntax with all that is written, for features that change it. */
    get node(): DeclarationNode {
        return this.#declared.node;
    }

    /** The syntax as checks read it. */
    get syntax(): DeclarationNode {
        return this.#declared.syntax;
    }
}

/** Names a place in a declaration of another file without holding its position, which may move before it is shown. */
export interface SiteReference { kind: DeclarationKind; key: string; uri: string; ordinal: number; site: string }

/**
 * Every declaration of a project by kind and key, and who contracts what. Look-ups are one map access each; what a check looks up it depends on
 * (see `Tracker`), so that an edit concerns the declarations that looked at a changed key, whether it was there or not.
 */
export class ProjectIndex {
    readonly #tracker: Dependencies;
    readonly #entries = new Map<string, Entry[]>();
    readonly #files = new Map<string, readonly Entry[]>();
    readonly #names = new Map<DeclarationKind, Set<string>>();
    readonly #links: LinkIndex;

    constructor(tracker: Dependencies) {
        this.#tracker = tracker;
        this.#links = new LinkIndex(tracker);
    }

    /**
     * Replaces what a file declares; an empty list removes the file. What is written as it was (it has the very same declaration) keeps its entry.
     * Returns the entries that are gone.
     */
    replace(uri: string, declared: readonly Declared[]): Entry[] {
        const known = this.#files.get(uri) ?? [];
        const byDeclaration = new Map(known.map(entry => [entry.declaration, entry]));
        const ordinals = new Map<string, number>();
        const entries = declared.map(each => {
            const slot = slotOf(each.declaration);
            const ordinal = ordinals.get(slot) ?? 0;
            ordinals.set(slot, ordinal + 1);
            const kept = byDeclaration.get(each.declaration);
            if (kept?.ordinal !== ordinal) return new Entry(uri, each, ordinal);
            kept.moveTo(each);
            return kept;
        });
        const kept = new Set(entries.filter(entry => byDeclaration.get(entry.declaration) === entry));
        const gone = known.filter(entry => !kept.has(entry));
        const touched = new Set([...gone, ...entries.filter(entry => !kept.has(entry))].map(({ declaration }) => slotOf(declaration)));
        const before = bySlot(known.filter(({ declaration }) => touched.has(slotOf(declaration))));
        const after = bySlot(entries.filter(({ declaration }) => touched.has(slotOf(declaration))));
        const slots = new Set([...before.keys(), ...after.keys()]);
        for (const slot of slots) this.#replaceSlot(uri, slot, after.get(slot) ?? []);
        if (entries.length > 0) this.#files.set(uri, entries);
        else this.#files.delete(uri);
        const changed = [...slots].filter(slot => !isSame(before.get(slot), after.get(slot)));
        for (const slot of changed) this.#tracker.changed(slot);
        const declarations = (file: typeof before) => changed.flatMap(slot => (file.get(slot) ?? []).map(({ declaration }) => declaration));
        this.#links.replace(declarations(before), declarations(after));
        return gone;
    }

    /** The declaration that a key stands for: the first one where it is declared twice. */
    find<K extends DeclarationKind>(kind: K, key: string): DeclarationOf<K> | undefined {
        return this.entries(kind, key)[0]?.declaration;
    }

    /** All declarations of a key, in the order of their files and in written order. */
    entries<K extends DeclarationKind>(kind: K, key: string): readonly Entry<DeclarationOf<K>>[] {
        this.#tracker.read(`${kind}:${key}`);
        return (this.#entries.get(`${kind}:${key}`) ?? []) as Entry<DeclarationOf<K>>[];
    }

    /** The keys of all declarations of a kind. Whoever reads them depends on every name: for look-ups that failed, and for whole-project work. */
    keys(kind: DeclarationKind): ReadonlySet<string> {
        this.#tracker.read(`names:${kind}`);
        return this.#names.get(kind) ?? new Set();
    }

    /** Whether a plan, an API or a client is declared. Whoever asks depends on the names in its organization, and not on what is declared. */
    declares(kind: 'plan' | 'api' | 'client', key: string): boolean {
        this.#tracker.read(`names:${kind}:${organizationOf(key)}`);
        return this.#names.get(kind)?.has(key) ?? false;
    }

    /** Keys of the clients, retired ones too, that have a contract with an API. */
    consumers(api: string): ReadonlySet<string> {
        return this.#links.usersOf(`consumers:${api}`);
    }

    /** Keys of the APIs that offer a plan. */
    offering(plan: string): ReadonlySet<string> {
        return this.#links.usersOf(`offers:${plan}`);
    }

    /** Keys of all versions of an API, `element` being `Organization/Name`. */
    versionsOf(element: string): ReadonlySet<string> {
        return this.#links.usersOf(`versions:${element}`);
    }

    /** Whether some declaration uses a policy type. */
    usesPolicy(type: string): boolean {
        return this.#links.usersOf(`policies:${type}`).size > 0;
    }

    /** The signing keys that policies are given. */
    signingKeys(): WrittenKey[] {
        return [...this.#links.usersOf('keys')].sort().map(written => JSON.parse(written) as WrittenKey);
    }

    /** Slots (`api:Acme/Orders@1.0`) of the declarations that write a signing key. */
    writing(key: WrittenKey): ReadonlySet<string> {
        return this.#links.usersOf(`keys:${JSON.stringify(key)}`);
    }

    /** The declarations of one file, in written order. */
    inFile(uri: string): readonly Entry[] {
        return this.#files.get(uri) ?? [];
    }

    /** Where a site is now. */
    resolve(reference: SiteReference): Range | undefined {
        const entry = this.#entries.get(`${reference.kind}:${reference.key}`)?.find(({ uri, ordinal }) => uri === reference.uri && ordinal === reference.ordinal);
        return entry?.sites[reference.site] ?? entry?.sites['name'];
    }

    #replaceSlot(uri: string, slot: string, own: readonly Entry[]): void {
        const entries = [...(this.#entries.get(slot) ?? []).filter(entry => entry.uri !== uri), ...own];
        entries.sort((a, b) => a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.ordinal - b.ordinal);
        const [kind, key] = splitSlot(slot);
        const names = this.#names.get(kind) ?? new Set();
        this.#names.set(kind, names);
        if (entries.length > 0) this.#entries.set(slot, entries);
        else this.#entries.delete(slot);
        if (names.has(key) === entries.length > 0) return;
        if (entries.length > 0) names.add(key);
        else names.delete(key);
        this.#tracker.changed(`names:${kind}`);
        if (key.includes('/')) this.#tracker.changed(`names:${kind}:${organizationOf(key)}`);
    }
}

function bySlot(entries: readonly Entry[]): Map<string, Entry[]> {
    return Map.groupBy(entries, ({ declaration }) => slotOf(declaration));
}

function slotOf(declaration: Declaration): string {
    return `${declaration.kind}:${keyOf(declaration)}`;
}

/** Whether the same is declared: two declarations are the same exactly when their JSON is. */
function isSame(before: readonly Entry[] | undefined, after: readonly Entry[] | undefined): boolean {
    return before?.length === after?.length && JSON.stringify(before?.map(({ declaration }) => declaration)) === JSON.stringify(after?.map(({ declaration }) => declaration));
}

function organizationOf(key: string): string {
    return key.slice(0, key.indexOf('/'));
}

function splitSlot(slot: string): [DeclarationKind, string] {
    const colon = slot.indexOf(':');
    return [slot.slice(0, colon) as DeclarationKind, slot.slice(colon + 1)];
}
