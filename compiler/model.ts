import type { ApiDeclaration, Declaration, DeclarationKind, Origin, ParameterDeclaration, PlanDeclaration, PolicySetDeclaration, PolicyTypeDeclaration } from '../language/declarations.ts';
import type { Lookup } from '../language/policy-chain.ts';

/** A declaration with the places in its file that the compiler may point at. */
export interface ModelEntry { kind: DeclarationKind; key: string; declaration: Declaration; uri: string; nameRange: Origin['range']; sites: Readonly<Record<string, Origin['range']>> }

/** The declarations of one environment by kind and key. Of two with one key the first counts, as everywhere. */
export class Model implements Lookup {
    readonly #entries = new Map<string, ModelEntry>();
    /** What was read once: an API is asked for by each of its contracts. */
    readonly #declarations = new Map<ModelEntry, Declaration>();
    readonly #shippedTypes: ReadonlyMap<string, PolicyTypeDeclaration>;

    constructor(entries: Iterable<ModelEntry>, shippedTypes: ReadonlyMap<string, PolicyTypeDeclaration>) {
        this.#shippedTypes = shippedTypes;
        for (const entry of entries) {
            const slot = `${entry.kind}:${entry.key}`;
            if (this.#entries.has(slot)) continue;
            this.#entries.set(slot, entry);
        }
    }

    /** All of a kind, each read when it is its turn. */
    *all<K extends DeclarationKind>(kind: K): Generator<Extract<Declaration, { kind: K }>> {
        for (const entry of this.#entries.values()) {
            if (entry.kind === kind) yield this.#read(entry) as Extract<Declaration, { kind: K }>;
        }
    }

    api(key: string): ApiDeclaration | undefined {
        return this.#find('api', key);
    }

    plan(key: string): PlanDeclaration | undefined {
        return this.#find('plan', key);
    }

    parameter(name: string): ParameterDeclaration | undefined {
        return this.#find('parameter', name);
    }

    policySet(name: string): PolicySetDeclaration | undefined {
        return this.#find('policies', name);
    }

    policyType(name: string): PolicyTypeDeclaration | undefined {
        return this.#find('policy-type', name) ?? this.#shippedTypes.get(name);
    }

    /** The types of the project, then the shipped ones. */
    policyTypes(): PolicyTypeDeclaration[] {
        return [...this.all('policy-type'), ...this.#shippedTypes.values()];
    }

    /** Where a declaration, or a site in it, stands: found out when somebody looks, since hardly anybody does. */
    origin(kind: DeclarationKind, key: string, site = 'name'): Origin {
        const entry = this.#entries.get(`${kind}:${key}`);
        return {
            uri: entry?.uri ?? '',
            get range() { return (site === 'name' ? undefined : entry?.sites[site]) ?? entry?.nameRange ?? nowhere; }
        };
    }

    #find<K extends DeclarationKind>(kind: K, key: string): Extract<Declaration, { kind: K }> | undefined {
        const entry = this.#entries.get(`${kind}:${key}`);
        return entry && this.#read(entry) as Extract<Declaration, { kind: K }>;
    }

    #read(entry: ModelEntry): Declaration {
        let declaration = this.#declarations.get(entry);
        if (!declaration) this.#declarations.set(entry, declaration = entry.declaration);
        return declaration;
    }
}

const nowhere: Origin['range'] = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
