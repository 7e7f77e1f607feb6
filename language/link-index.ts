import { countOf, textsIn, withMore, type Counts } from './counts.ts';
import type { Entry } from './entry.ts';
import { linksOf, type LinkKind } from './links.ts';
import { Names } from './names.ts';
import { ownCopy } from './own-copy.ts';
import type { Dependencies } from './tracker.ts';

/**
 * Who names something, by what is named: the consumers of an API, the APIs that offer a plan. Several declarations may name the same, so users are counted,
 * and whoever reads a link depends on who its users are, and on nothing else of what they declare: typing in one of them concerns nobody.
 */
export class LinkIndex {
    readonly #tracker: Dependencies;
    /** All declarations there are. */
    readonly #declared: () => Iterable<Entry>;
    /** By kind and by what is named, how often each user names it. */
    readonly #links = new Map<LinkKind, Map<string, Counts>>();

    constructor(tracker: Dependencies, declared: () => Iterable<Entry>) {
        this.#tracker = tracker;
        this.#declared = declared;
        for (const kind of atOnce) this.#links.set(kind, new Map());
    }

    /** In no particular order. */
    usersOf(kind: LinkKind, link: string): Names {
        if (!isSaidOfApi(kind)) this.#tracker.read(`${kind}:${link}`);
        return new Names(textsIn(this.#linksOf(kind).get(link)));
    }

    /** Whether anybody names something. Whoever asks depends on that alone, and not on who does. */
    isNamed(kind: LinkKind, link: string): boolean {
        this.#tracker.read(`named:${kind}:${link}`);
        return this.#linksOf(kind).has(link);
    }

    /** Takes declarations in the place of others. */
    replace(before: readonly Entry[], after: readonly Entry[]): void {
        if (before.length === 0) {
            // Nothing can cancel out: most files are read once.
            for (const entry of after) linksOf(entry, (kind, link, user) => this.#count(kind, link, user, 1));
            return;
        }
        const changes = new Map<string, { kind: LinkKind; link: string; user: string; by: number }>();
        for (const [entries, by] of [[before, -1], [after, 1]] as const) {
            for (const entry of entries) {
                linksOf(entry, (kind, link, user) => {
                    const id = `${kind}:${link}\n${user}`;
                    const change = changes.get(id) ?? { kind, link, user, by: 0 };
                    change.by += by;
                    changes.set(id, change);
                });
            }
        }
        for (const { kind, link, user, by } of changes.values()) if (by !== 0) this.#count(kind, link, user, by);
    }

    /** Of what few ask about, links are kept from the first question on. */
    #linksOf(kind: LinkKind): ReadonlyMap<string, Counts> {
        const known = this.#links.get(kind);
        if (known) return known;
        const links = new Map<string, Counts>();
        this.#links.set(kind, links);
        for (const entry of this.#declared()) linksOf(entry, (each, link, user) => { if (each === kind) this.#count(kind, link, user, 1, false); });
        return links;
    }

    #count(kind: LinkKind, link: string, user: string, by: number, isNews = true): void {
        const links = this.#links.get(kind);
        if (!links) return;
        const known = links.get(link), isAsked = isNews && this.#tracker.isRead;
        const before = isAsked ? countOf(known, user) : 0;
        const users = withMore(known, user, by);
        if (!users) links.delete(link);
        else if (users !== known) links.set(known === undefined ? ownCopy(link) : link, users);
        if (!isAsked || (before > 0) === (before + by > 0)) return;
        if (known === undefined || users === undefined) this.#tracker.changed(`named:${kind}:${link}`);
        if (!isSaidOfApi(kind)) return this.#tracker.changed(`${kind}:${link}`);
        for (const api of kind === 'ways' ? [link] : new Set([user, ...textsIn(users).keys()])) this.#tracker.changed(`api:${api}`);
    }
}

/** Whoever asks for the ways to an API, or for its versions, looks at what it says, too, and depends on it all at once (`api:Acme/Orders@1.0`): a project has very many APIs. */
function isSaidOfApi(kind: LinkKind): boolean {
    return kind === 'ways' || kind === 'versions';
}

/** What checks ask about in every project. */
const atOnce: readonly LinkKind[] = ['ways', 'offers', 'versions', 'policies', 'keys'];
