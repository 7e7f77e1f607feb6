import type { ApiBean, ClientBean } from './beans.ts';
import type { HeaderList } from './header-list.ts';

/** One request on its way through the chain. Policies may change destination, query and headers before they go to the back end. */
export interface Call {
    readonly method: string;
    /** What follows the version in the path, raw; null when nothing does. */
    destination: string | null;
    /** Raw and without the key, without `?`; empty when there is none. */
    query: string;
    readonly headers: HeaderList;
    readonly remoteAddress: string;
    /** The whole path as it stood in the request line, raw, without the query. */
    readonly path: string;
    /** Whether the caller came over TLS. */
    readonly isSecure: boolean;
    readonly api: ApiBean;
    /** The client whose key came with the call; undefined for a call of a public API. */
    readonly client: ClientBean | undefined;
    /** Rate limits and quotas share this one place, so the last of a chain decides which headers a good answer carries. */
    limitHeaders: [name: string, value: string][] | undefined;
    /** What an authentication policy found out of the caller; undefined: none has. */
    roles: ReadonlySet<string> | undefined;
    /** Milliseconds that a policy has put in the place of the API's own. */
    timeouts: { connect?: number; read?: number };
    /** What answers in the place of the back end: the policies behind the one that set it run all the same. */
    standIn: StandIn | undefined;
    /** Of the body, where the API inspects payloads and there is one: SHA-256, hexadecimal. */
    payloadDigest: string | undefined;
}

/** A whole answer that is at hand. */
export interface StandIn { answer: Answer; body: Buffer }

/** The head of an answer, of the back end or of a policy that answers itself. */
export interface Answer {
    status: number;
    message: string;
    readonly headers: HeaderList;
}

export type FailureType = 'Authentication' | 'Authorization' | 'NotFound' | 'Other';

/** A policy's decision against a call. */
export interface PolicyFailure {
    kind: 'failure';
    /** The class of the policy that it is of; the chain says it. */
    policy?: string | undefined;
    type: FailureType;
    code: number;
    /** From 300 upwards it is the status, otherwise the type decides; 0: nothing was chosen. */
    status: number;
    message: string;
    headers: Record<string, string>;
}
