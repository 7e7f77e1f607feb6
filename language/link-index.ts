import { keyOf, type Declaration, type PolicyUse } from './declarations.ts';
import type { Dependencies } from './tracker.ts';

/**
 * Who names something, by what is named (`consumers:Acme/Orders@1.0`). Several declarations may name the same, so users are counted, and whoever reads
 * a link depends on who its users are, and on nothing else of what they declare: typing in one of them concerns nobody.
 */
export class LinkIndex {
    readonly #tracker: Dependencies;
    readonly #users = new Map<string, Set<string>>();
    /** How often a user names it, where that is more than once. */
    readonly #counts = new Map<string, number>();

    constructor(tracker: Dependencies) {
        this.#tracker = tracker;
    }

    /** In no particular order. */
    usersOf(link: string): ReadonlySet<string> {
        this.#tracker.read(link);
        return this.#users.get(link) ?? nobody;
    }

    /** Takes declarations in the place of others. */
    replace(before: readonly Declaration[], after: readonly Declaration[]): void {
        const changes = new Map<string, { link: string; user: string; by: number }>();
        for (const [declarations, by] of [[before, -1], [after, 1]] as const) {
            for (const [link, user] of declarations.flatMap(linksOf)) {
                const change = changes.get(`${link}\n${user}`) ?? { link, user, by: 0 };
                change.by += by;
                changes.set(`${link}\n${user}`, change);
            }
        }
        for (const { link, user, by } of changes.values()) if (by !== 0) this.#count(link, user, by);
    }

    #count(link: string, user: string, by: number): void {
        const users = this.#users.get(link) ?? new Set();
        const id = `${link}\n${user}`;
        const count = (this.#counts.get(id) ?? (users.has(user) ? 1 : 0)) + by;
        if (count > 1) this.#counts.set(id, count);
        else this.#counts.delete(id);
        if (users.has(user) === count > 0) return;
        if (count > 0) this.#users.set(link, users.add(user));
        else users.delete(user);
        if (users.size === 0) this.#users.delete(link);
        this.#tracker.changed(link);
    }
}

const nobody: ReadonlySet<string> = new Set();

/** The signing key of a JWT policy as it is written, with the type that it is written for: few in a project, however many policies there are. */
export type WrittenKey = [policyType: string, signingKey: PolicyUse['options']['entries'][number]['value']];

/** What a declaration names, and by what it is known there. */
function linksOf(declaration: Declaration): [link: string, user: string][] {
    const key = keyOf(declaration);
    const policies = 'policies' in declaration ? declaration.policies.filter(policy => policy.kind === 'policy') : [];
    const used = policies.flatMap(({ type, options }): [string, string][] => [
        [`policies:${type}`, 'used'],
        ...options.entries.filter(option => option.key === 'signingKeyString').flatMap(({ value }): [string, string][] => {
            const written = JSON.stringify([type, value] satisfies WrittenKey);
            return [['keys', written], [`keys:${written}`, `${declaration.kind}:${key}`]];
        })
    ]);
    switch (declaration.kind) {
        case 'client': return [...used, ...declaration.contracts.map(({ api }): [string, string] => [`consumers:${api}`, key])];
        case 'api': return [...used, ...declaration.offers.map(({ plan }): [string, string] => [`offers:${plan}`, key]), [`versions:${declaration.organization}/${declaration.name}`, key]];
        default: return used;
    }
}
