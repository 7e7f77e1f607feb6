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
    readonly api: ApiBean;
    /** The client whose key came with the call; undefined for a call of a public API. */
    readonly client: ClientBean | undefined;
    /** Rate limits and quotas share this one place, so the last of a chain decides which headers a good answer carries. */
    limitHeaders: [name: string, value: string][] | undefined;
}

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
    type: FailureType;
    code: number;
    /** From 300 upwards it is the status, otherwise the type decides; 0: nothing was chosen. */
    status: number;
    message: string;
    headers: Record<string, string>;
}
