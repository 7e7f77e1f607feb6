import { RequestType } from 'vscode-jsonrpc';
import type { FailureKind } from '../../registration/failure.ts';
import type { PlanOptions } from '../../registration/operation.ts';
import type { PlanDocument } from '../../registration/plan-documents.ts';
import type { ProjectParams, SourceLocation } from './places.ts';

/** What a registration would change; reads the gateway, writes nothing. */
export const PlanRequest = new RequestType<RegistrationParams, RegistrationPlan, void>('apim/plan');

/** One operation of the plan that was made last in the project: JSON as it stands at the gateway, and as it will be. Holds no secret. */
export const PlanDocumentRequest = new RequestType<ProjectParams & { digest: string; operation: number }, PlanDocument, void>('apim/planDocument');

/**
 * Registers. Reports progress by `workDoneToken`: `2/5 ShopInc/MobileShop@2.1` when that is begun, the percentage is what is finished. Cancelling
 * takes effect at once: nothing more is begun, what is under way is broken off and looked up at the gateway, and what was done is reported.
 * Where the `digest` of a plan is given, what is carried out is that plan, or nothing if source or gateway moved on in between.
 */
export const RegisterRequest = new RequestType<RegistrationParams & { digest?: string; workDoneToken?: string | number }, RegistrationReport, void>('apim/register');

/**
 * `clients` are keys (`ShopInc/MobileShop@2.1`; `client:…` and `api:…` where both have one); left out: everything that is declared.
 * With `withdraw` they are taken off the gateways as if they were declared retired.
 */
export interface RegistrationParams extends ProjectParams {
    clients?: string[];
    withdraw?: boolean;
    /** What may be done beyond what is declared: remove, take over, make new keys. */
    options?: Partial<PlanOptions>;
}

export interface RegistrationPlan {
    environment: string;
    protected: boolean;
    /** For people, in Markdown. Holds no secret. */
    text: string;
    operations: { kind: 'publish' | 'register' | 'unregister' | 'retire'; entity: string; gateway: string; reason: 'new' | 'changed' | 'gateway-changed' | 'gone' }[];
    /** What is left as it is although it is declared, and why, in words for people. */
    skipped: { entity: string; message: string }[];
    /** Whom the changes concern who did not ask for them. */
    impact: { api: string; plan?: string; clients: string[]; organizations: string[] }[];
    /** What a gateway would answer at the first call, in words for people. */
    warnings: string[];
    /** What more could be done: clients whose key the gateway has lost, what is no longer declared, and what others registered. */
    lostKeys: string[];
    prunable: string[];
    strangers: string[];
    digest: string;
}

export interface RegistrationReport {
    outcome: 'done' | 'nothing-to-do' | 'failed' | 'cancelled';
    /** One sentence for people, with what to do next where something failed. */
    summary: string;
    operations: { kind: 'publish' | 'register' | 'unregister' | 'retire'; entity: string; outcome: 'done' | 'failed' | 'skipped'; error?: string; source?: SourceLocation }[];
}

/** What an answer that is an error (`RequestFailed`) carries besides its sentence: which failure it was, where it came from outside. */
export interface RefusalData {
    failure?: FailureKind | undefined;
    /** An API cannot be retired because of contracts with it; `withContracts` takes them along. */
    contracts?: boolean;
    /** The place in a file that it is about. */
    source?: SourceLocation;
}
