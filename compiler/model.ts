import { keyOf, type ApiDeclaration, type ClientDeclaration, type Declaration, type DeclarationKind, type Origin, type ParameterDeclaration, type PlanDeclaration, type PolicySetDeclaration, type PolicyTypeDeclaration } from '../language/declarations.ts';
import type { Lookup } from '../language/policy-chain.ts';

/** A declaration with the places in its file that the compiler may point at. */
export interface ModelEntry { declaration: Declaration; uri: string; sites: Readonly<Record<string, Origin['range']>> }

/** The declarations of one environment by kind and key. Of two with one key the first counts, as everywhere. */
export class Model implements Lookup {
    readonly #entries = new Map<string, ModelEntry>();
    readonly #shippedTypes: ReadonlyMap<string, PolicyTypeDeclaration>;
    readonly apis: ApiDeclaration[] = [];
    readonly clients: ClientDeclaration[] = [];

    constructor(entries: Iterable<ModelEntry>, shippedTypes: ReadonlyMap<string, PolicyTypeDeclaration>) {
        this.#shippedTypes = shippedTypes;
        for (const entry of entries) {
            const { declaration } = entry;
            const slot = `${declaration.kind}:${keyOf(declaration)}`;
            if (this.#entries.has(slot)) continue;
            this.#entries.set(slot, entry);
            if (declaration.kind === 'api') this.apis.push(declaration);
            else if (declaration.kind === 'client') this.clients.push(declaration);
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
        const own = [...this.#entries.values()].map(({ declaration }) => declaration).filter(declaration => declaration.kind === 'policy-type');
        return [...own, ...this.#shippedTypes.values()];
    }

    /** Where a declaration, or a site in it, stands. */
    origin(kind: DeclarationKind, key: string, site = 'name'): Origin {
        const entry = this.#entries.get(`${kind}:${key}`);
        const start = { line: 0, character: 0 };
        return { uri: entry?.uri ?? '', range: entry?.sites[site] ?? entry?.sites['name'] ?? { start, end: start } };
    }

    #find<K extends DeclarationKind>(kind: K, key: string): Extract<Declaration, { kind: K }> | undefined {
        return this.#entries.get(`${kind}:${key}`)?.declaration as Extract<Declaration, { kind: K }> | undefined;
    }
}
