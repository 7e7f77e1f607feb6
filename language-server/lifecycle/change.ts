import type { Action } from '../../registration/roles.ts';
import type { Edit } from '../features/fix.ts';

/** What has versions and goes through states. */
export type ElementKind = 'plan' | 'api' | 'client';
export interface Element { kind: ElementKind; key: string }

export type LifecycleAction = 'publish' | 'retire' | 'delete' | 'new-version';

/** What somebody wants to be done to an element. */
export interface LifecycleWish {
    action: LifecycleAction;
    /** `Acme/Orders@1.0` */
    entity: string;
    /** Needed where elements of several kinds have this key. */
    kind?: ElementKind | undefined;
    /** The version that is to be made. */
    version?: string | undefined;
    /** Retiring an API takes the contracts with it out of the source too. */
    withContracts?: boolean | undefined;
}

/** What an action would do to the source, and what has to be done besides. Nothing of it has happened yet. */
export interface LifecycleChange {
    kind: 'change';
    action: LifecycleAction;
    element: Element;
    edits: readonly Edit[];
    /** What the edits take out of the source, so that it can be put back. */
    cuts: readonly Cut[];
    /** What becomes of the element, in one sentence. */
    summary: string;
    /** What follows from it, a sentence each. */
    notes: readonly string[];
    /** A client leaves the gateway, which is the one place where its API key is kept. */
    losesKey?: boolean;
    affected: Affected;
    /** What the gateway has to be told of afterwards: APIs and clients. Empty where it never hears of the change. */
    registers: readonly Element[];
    /** For what is deleted: the edits that make it retired, for the gateway, which has to forget it before the source does. */
    withdrawal?: readonly Edit[];
    /** The record says nothing of it any more: it is not retired, it is not there. */
    forgets?: boolean;
    /** What the person must be allowed to do. */
    needs: readonly { action: Action; organization: string }[];
}

/**
 * Text that is taken out of a file, from `start` to `end` (UTF-16 offsets). `own` is what was cut without the space around it; it
 * belonged to `owner`: a declaration to its organization, a contract to its client, an approval to its API.
 */
export interface Cut { uri: string; start: number; end: number; own: string; what: 'declaration' | 'contract' | 'approval'; owner: string; element: Element }

/** Whose calls are concerned. */
export interface Affected { contracts: readonly { client: string; api: string; plan: string }[]; clients: readonly string[]; organizations: readonly string[] }

/** Why nothing is done, and the next step, in words for people. usage: the wish makes no sense · state: the element or what depends on it forbids it. */
export interface LifecycleRefusal { kind: 'refusal'; reason: 'usage' | 'state'; message: string; affected?: Affected; contracts?: true }

export function refuse(message: string, reason: LifecycleRefusal['reason'] = 'state'): LifecycleRefusal {
    return { kind: 'refusal', reason, message };
}
