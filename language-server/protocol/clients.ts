import { RequestType } from 'vscode-jsonrpc';
import type { LimitTerms } from '../../language/limits.ts';
import type { Operation } from '../contract/operations.ts';
import type { ClientState, MyClients, MyClientVersion } from '../../registration/my-clients.ts';
import type { ProjectParams, SourceLocation } from './places.ts';

/**
 * What the page of a client version shows: what its contracts promise, where it stands and what a registration would change. As for *My Clients*,
 * a gateway of another machine is asked only where the window is connected to it, and keeps nobody waiting; the record answers otherwise.
 */
export const ClientPageRequest = new RequestType<ProjectParams & { client: string }, ClientPage, void>('apim/clientPage');

/**
 * One call of a contract through the gateway, a GET where no method is named, with the client's key and, where the chain checks a list of users, as the first of them; where it
 * wants a token, the user is asked for one. The server reads the key and sends it; in the answer all of it is masked. A limit counts the call.
 */
export const TestCallRequest = new RequestType<ProjectParams & { client: string; api: string; method?: string; path?: string; body?: string }, TestCall, void>('apim/testCall');

/** The calls that the definition of an API describes; none where it has no definition that can be read. */
export const OperationsRequest = new RequestType<ProjectParams & { api: string }, { operations: Operation[] }, void>('apim/operations');

/**
 * The API key of a client version, read from the gateway. It is a secret: it goes to the clipboard, or to the page of the client where the user
 * asked to see it, and nowhere else.
 */
export const ApiKeyRequest = new RequestType<ProjectParams & { client: string }, { key: string }, void>('apim/apiKey');

export interface ClientPage {
    project: string;
    /** `ShopInc/MobileShop@2.1` */
    key: string;
    name: string;
    version: string;
    title?: string;
    description?: string;
    organization: { name: string; title?: string };
    environment: { name: string; protected: boolean };
    connection: MyClients['connection'];
    state: ClientState;
    changedBy?: MyClientVersion['changedBy'];
    elsewhere?: string[];
    source?: SourceLocation;
    /** All versions of the client, this one included. */
    versions: { key: string; version: string; state: ClientState }[];
    contracts: ContractTerms[];
    /** What a registration of this client would do, compared with the gateway where it was asked, else with the record of the last one. */
    changes: { comparedWith: 'gateway' | 'record'; operations: PlannedChange[] };
}

/** `before` and `after` are JSON texts; absent where there is nothing on that side. */
export interface PlannedChange { kind: 'publish' | 'register' | 'unregister' | 'retire'; entity: string; changes: { path: string; before?: string; after?: string }[] }

/** A contract, and what it promises. */
export interface ContractTerms {
    api: { key: string; title?: string; description?: string; source?: SourceLocation };
    /** `key` is the name as written where the API does not offer such a plan. */
    plan: { key: string; title?: string; source?: SourceLocation };
    state: ClientState;
    source?: SourceLocation;
    /** Absent where the offer takes none. Nobody among `approvers`: everybody may. */
    approval?: { given: boolean; approvers: string[] };
    /** What really limits. */
    limits: LimitTerms[];
    /** Where calls arrive; empty where no gateway has said so yet. */
    urls: string[];
    /** A path below the URL that a GET can be tried on, from the definition of the API; `{…}` in it are the caller's to fill in. */
    examplePath: string;
    /** How a caller proves who it is, besides the key. */
    signIns: SignIn[];
    /** In running order. */
    chain: ChainStep[];
}

export type { Operation } from '../contract/operations.ts';
export type { LimitTerms } from '../../language/limits.ts';

/** `user` is one that is declared. */
export type SignIn = { scheme: 'basic'; user?: string } | { scheme: 'bearer' };

/** A policy of a contract. */
export interface ChainStep {
    type: string;
    title?: string;
    category: string;
    /** What the type does, in a sentence. */
    documentation?: string;
    origin: 'client' | 'plan' | 'api';
    originKey: string;
    /** The named group that brings it in. */
    set?: string;
    /** As they are written; what is secret is masked. */
    options: { name: string; value: string }[];
    source?: SourceLocation;
}

export interface TestCall {
    method: string;
    url: string;
    environment: string;
    /** The user of Basic authentication. */
    user?: string;
    status: number;
    milliseconds: number;
    headers: [name: string, value: string][];
    body: string;
    /** Only the beginning of the body was read. */
    truncated: boolean;
    /** The gateway's own words where one of the policies let the call not pass, and which it was as far as that can be told. */
    refusal?: { code: string; message: string; step?: ChainStep };
}
