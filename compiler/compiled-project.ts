import type { Origin } from '../language/declarations.ts';
export { implementationKey } from '../language/implementation-key.ts';
import type { ApiBean, ClientBean, GatewayDocument } from './gateway-document.ts';

/** What compiling a project for one environment yields. */
export interface CompiledProject {
    /** Deterministic and sorted. Secret parameters stand as `${name}` unless real values were given to the compiler. */
    document: GatewayDocument;
    apis: CompiledApi[];
    clients: CompiledClient[];
    /** Declared `retired`: to be removed from the gateway if it is there. Keys `Organization/Name@version`. */
    retired: { kind: 'api' | 'client'; key: string; origin: Origin }[];
    /** Declared but left out of the document, and why; a contract by its key `Organization/Client@1.0 → Organization/API@1.0`. Never a reason to unregister anything. */
    skipped: { kind: 'api' | 'client' | 'contract'; key: string; reason: SkipReason; origin: Origin }[];
    /** Secret parameters that the document uses, with the declarations that use them. */
    secretsUsed: { name: string; usedBy: string[]; origin: Origin }[];
    /**
     * For each implementation (without its plugin version, see `implementationKey`) the paths of the options whose type is secret,
     * e.g. `staticIdentity.identities[].password`: values there are never shown, also not those read back from a gateway.
     */
    secretOptions: ReadonlyMap<string, readonly string[]>;
    /** The implementations (without plugin version) of the policy types that ship with apim: Apiman has them. */
    shippedImplementations: ReadonlySet<string>;
}

export type SkipReason = 'draft' | 'awaiting-approval' | 'no-contract' | 'invalid';

export interface CompiledApi { key: string; bean: ApiBean; origin: Origin }
export interface CompiledClient {
    key: string;
    bean: ClientBean;
    origin: Origin;
    /** Keys of the APIs whose contracts were left out because they wait for an approval. */
    awaiting: string[];
}
