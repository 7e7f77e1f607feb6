import { RequestType } from 'vscode-jsonrpc';
import type { TextEdit } from 'vscode-languageserver-protocol';
import type { ProjectParams, SourceLocation } from './places.ts';

/**
 * What publishing, retiring, deleting or a new version would change in the source; nothing is changed by asking. The editor shows it, applies the
 * edit, and registers what `registers` names. Where `withdraws` says so, the gateways have to forget it first: a registration with `withdraw`.
 * With `confirmed` the user agreed to this edit: what it removes is kept for `apim restore`, and the record forgets what is deleted.
 */
export const LifecycleRequest = new RequestType<LifecycleParams, LifecycleAnswer, void>('apim/lifecycle');

/** What was deleted from the source of a project and can be put back, the newest first; of organizations that the user may see. */
export const RemovalsRequest = new RequestType<ProjectParams, { removals: Removal[] }, void>('apim/removals');

/** How one of them comes back into the source; nothing is changed by asking. */
export const RestoreRequest = new RequestType<ProjectParams & { file: string }, RestoreAnswer, void>('apim/restore');

/** It is back in the source: what was kept of it is not needed any more. */
export const RestoredRequest = new RequestType<ProjectParams & { file: string }, void, void>('apim/restored');

/** Plans, APIs and clients of a project that the user may see, for choosing one. */
export const ElementsRequest = new RequestType<ProjectParams, { elements: ProjectElement[] }, void>('apim/elements');

export interface LifecycleParams extends ProjectParams {
    action: 'publish' | 'retire' | 'delete' | 'new-version';
    /** `Acme/Orders@1.0` */
    entity: string;
    kind?: ProjectElement['kind'];
    /** The version that is to be made. */
    version?: string;
    /** Retiring an API takes the contracts with it along. */
    withContracts?: boolean;
    confirmed?: boolean;
}

export interface LifecycleAnswer {
    /** By the URI of the file. */
    changes: Record<string, TextEdit[]>;
    /** What becomes of it, in one sentence, and what follows from it. */
    summary: string;
    notes: string[];
    affected: { contracts: { client: string; api: string; plan: string }[]; clients: string[]; organizations: string[] };
    /** To be given to a registration. Empty where no gateway hears of it. */
    registers: string[];
    withdraws: boolean;
    /** Where `confirmed` kept what it removes: a `file` of `RemovalsRequest`. */
    kept?: string;
}

export interface Removal {
    /** Its name among the files of `.apim/restore`. */
    file: string;
    /** The moment, as ISO 8601. */
    removed: string;
    action: string;
    entity: string;
    kind: ProjectElement['kind'];
    /** What was taken out, the source of each piece. */
    pieces: { what: 'declaration' | 'contract' | 'approval'; owner: string; text: string }[];
}

/** `notes` say what comes back to another place than it had, or not at all. `registers` is to be given to a registration. */
export interface RestoreAnswer extends Pick<LifecycleAnswer, 'changes' | 'summary' | 'notes' | 'registers'> {
    /** Where it stands then. */
    source?: SourceLocation;
}

export interface ProjectElement { kind: 'plan' | 'api' | 'client'; key: string; title?: string; state: 'draft' | 'published' | 'locked' | 'declared' | 'retired' }
