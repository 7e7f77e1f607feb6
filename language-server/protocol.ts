import type { ContractImpact } from './graph/impact.ts';
import type { FailureKind } from '../registration/failure.ts';
import type { PlanDocument } from '../registration/plan-documents.ts';
import type { PlanOptions } from '../registration/operation.ts';
import type { LimitTerms } from '../language/limits.ts';
import type { ClientState, MyClients, MyClientVersion } from '../registration/my-clients.ts';
import type { WritingChoices } from './writing/choices.ts';
import type { Draft, DraftField, DraftSoFar } from './writing/draft.ts';
import type { GatewayStanding, ViewLines, ViewLinesParams, ViewPath, ViewPathParams } from './views/view-lines.ts';
import { NotificationType, NotificationType0, RequestType, RequestType0, type TextEdit } from 'vscode-languageserver-protocol';

// ------------------------------------------------------------------------------------------------ client → server

/**
 * *My Clients*: what the user may see, declared and live state joined. A gateway of another machine is asked only where the window is connected
 * to it: after a plan or a registration there, or from the request on that says `connect`.
 */
export const MyClientsRequest = new RequestType<{ showAll: boolean; connect?: boolean }, MyClients, void>('apim/myClients');

/**
 * Lines of *My Clients*, *APIs* or *Gateways*: what differs from what this window was told last, with the lines below `below` in addition. The answer
 * is small as long as little has changed, however long the view is.
 */
export const ViewLinesRequest = new RequestType<ViewLinesParams, ViewLines, void>('apim/viewLines');

/** The way from the top of a view to the line of what is declared at a position; of the given views, the first that has one. */
export const ViewPathRequest = new RequestType<ViewPathParams, ViewPath | null, void>('apim/viewPath');

/** Asks the gateways of an environment whether they answer; from now on the window may ask them without a further word. */
export const ConnectGatewaysRequest = new RequestType<ProjectParams & { environment?: string }, { gateways: GatewayStanding[] }, void>('apim/connectGateways');

/** The document that would be registered, as JSON text; secret parameters stay placeholders. */
export const CompiledDocumentRequest = new RequestType<ProjectParams, { text: string }, void>('apim/compiledDocument');

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
/** What can be chosen from while a declaration is written by choosing. */
export const WritingChoicesRequest = new RequestType<ProjectParams, WritingChoices, void>('apim/writingChoices');

/**
 * The source with what was chosen for a new declaration, and what the rules make of it; nothing is changed by asking. What is missing is proposed.
 * With `field`, for while somebody types, that answer alone is judged.
 */
export const WritingRequest = new RequestType<WritingParams, WritingAnswer, void>('apim/writing');

/** What an OpenAPI or Swagger document says that concerns an API; `uri` is where it lies, inside of the project or not. Refused with the line where it cannot be read. */
export const OpenApiRequest = new RequestType<ProjectParams & { uri: string; text: string }, OpenApiAnswer, void>('apim/openApi');

/** Plans, APIs and clients of a project that the user may see, for choosing one. */
export const ElementsRequest = new RequestType<ProjectParams, { elements: ProjectElement[] }, void>('apim/elements');

/**
 * Who consumes what, drawn as `apim graph` draws it; with `around` only what leads to the named ones and what they lead to. No picture where
 * there would be more boxes than anybody could read. Around one thing it says what hangs on it, also without a picture.
 */
export const ContractGraphRequest = new RequestType<ProjectParams & { showAll: boolean; around?: string[] }, DrawnContracts, void>('apim/contractGraph');

/** The plan, API, client or organization that is declared around a position. */
export const ElementAtRequest = new RequestType<ElementAtParams, { project: string; key: string } | null, void>('apim/elementAt');

/**
 * What the page of a client version shows: what its contracts promise, where it stands and what a registration would change. As for *My Clients*,
 * a gateway of another machine is asked only where the window is connected to it, and keeps nobody waiting; the record answers otherwise.
 */
export const ClientPageRequest = new RequestType<ProjectParams & { client: string }, ClientPage, void>('apim/clientPage');

/**
 * One GET of a contract through the gateway, with the client's key and, where the chain checks a list of users, as the first of them; where it
 * wants a token, the user is asked for one. The server reads the key and sends it; in the answer all of it is masked. A limit counts the call.
 */
export const TestCallRequest = new RequestType<ProjectParams & { client: string; api: string; path?: string }, TestCall, void>('apim/testCall');

/** What stands at the gateways of an environment (the active one where none is named), for choosing what of it is to be imported. Reads, and writes nothing. */
export const FindAtGatewayRequest = new RequestType<ProjectParams & { environment?: string }, FoundAtGateway, void>('apim/findAtGateway');

/** The source that elements (`client:ShopInc/MobileShop@2.1`) of what was found last become, with what they need. Holds no secret; nothing is changed by asking. */
export const ImportRequest = new RequestType<ProjectParams & { elements: string[] }, ImportedFiles, void>('apim/import');

/** The values of the secret parameters of the last import, once. They go into the SecretStorage, after the user said so, and nowhere else. */
export const ImportedSecretsRequest = new RequestType<ProjectParams, { secrets: { question: SecretQuestion; value: string }[] }, void>('apim/importedSecrets');

/**
 * The API key of a client version, read from the gateway. It is a secret: it goes to the clipboard, or to the page of the client where the user
 * asked to see it, and nowhere else.
 */
export const ApiKeyRequest = new RequestType<ProjectParams & { client: string }, { key: string }, void>('apim/apiKey');

/** The projects of the window with their environments and which one is active. */
export const EnvironmentsRequest = new RequestType0<{ projects: ProjectEnvironments[] }, void>('apim/environments');

export const SelectEnvironmentRequest = new RequestType<ProjectParams & { environment: string }, void, void>('apim/selectEnvironment');

/** Where a project stands, at a glance; no gateway is asked for it. */
export const StatusRequest = new RequestType<ProjectParams, ProjectStatus, void>('apim/status');

export const StartLocalGatewayRequest = new RequestType<ProjectParams, LocalGatewayStatus, void>('apim/startLocalGateway');
export const StopLocalGatewayRequest = new RequestType<ProjectParams, LocalGatewayStatus, void>('apim/stopLocalGateway');

/** Checks every file of every project anew. */
export const ValidateWorkspaceRequest = new RequestType0<{ files: number; errors: number; warnings: number; infos: number; hints: number }, void>('apim/validateWorkspace');

/** How much each project holds, in numbers: no name, no path and no host is among them. */
export const StatisticsRequest = new RequestType0<{ projects: ProjectStatistics[] }, void>('apim/statistics');

/** Who the user is in the `member` lines of organizations: the setting, else the environment, else git; nobody where none of them says. */
export const IdentityRequest = new RequestType0<{ user?: string }, void>('apim/identity');

/** The session of this window has changed. How it begins stands in `initializationOptions.session`, so that nothing can be asked before it is known. */
export const SessionNotification = new NotificationType<WindowSession>('apim/session');

// ------------------------------------------------------------------------------------------------ server → client

/** Asks for a secret: SecretStorage first, then a prompt. `undefined` when the user gave none. */
export const SecretRequest = new RequestType<SecretQuestion, { value: string | undefined }, void>('apim/secret');

/** The API keys that were kept when clients were retired, by client: for those among `clients` that have none at the gateway. */
export const KeptKeysRequest = new RequestType<{ project: string; environment: string; clients: string[] }, { keys: Record<string, string> }, void>('apim/keptKeys');

/** A stored secret was refused by the gateway: it must be forgotten, so that the next attempt asks. */
export const SecretRefusedNotification = new NotificationType<SecretQuestion>('apim/secretRefused');

/** The text of a file that only the editor can read: in a browser, or of a virtual workspace. None where it cannot be read. */
export const ReadFileRequest = new RequestType<{ uri: string }, { text?: string }, void>('apim/readFile');

/** What a folder holds that only the editor can read; empty where it cannot be read. */
export const ReadDirectoryRequest = new RequestType<{ uri: string }, { entries: DirectoryEntry[] }, void>('apim/readDirectory');

/** Whether a file is there that only the editor can see. */
export const FileExistsRequest = new RequestType<{ uri: string }, { exists: boolean }, void>('apim/fileExists');

/** *My Clients* may look different now. */
export const MyClientsChangedNotification = new NotificationType0('apim/myClientsChanged');

// ------------------------------------------------------------------------------------------------ what they carry

/** The first message to the server as a web worker, before LSP begins: where what ships beside it is. URIs of the folder of the policy types and of the page of the rules. */
export interface WorkerInstallation { prelude: string; rulesPage: string }

/** A link to a folder is `other`. */
export interface DirectoryEntry { name: string; kind: 'file' | 'directory' | 'other' }

/** `project` is the URI of the project's folder. It may be left out where the window has one project only. */
/** Whether a window trusts its workspace, and who the user is where a setting says so. */
export interface WindowSession { trusted: boolean; user: string | undefined }

export interface ProjectParams { project?: string }

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

export interface WritingParams extends ProjectParams { draft: DraftSoFar; field?: DraftField }

export interface WritingAnswer {
    /** With everything that was proposed. */
    draft: Draft;
    /** Errors, warnings and remarks; with an error it is not to be written. */
    problems: { field: DraftField; severity: 'error' | 'warning' | 'info' | 'hint'; message: string }[];
    /** Left out where no text can be made of it. */
    source?: WrittenSource;
}

export interface WrittenSource {
    /** The file of the declaration, its path in the project, and where one goes on in it. */
    uri: string;
    path: string;
    cursor: { line: number; character: number };
    /** The declaration alone. */
    text: string;
    /** By URI; those of `created` are new files. */
    changes: Record<string, TextEdit[]>;
    texts: Record<string, string>;
    created: string[];
}

export interface OpenApiAnswer {
    /** What is known of the API; its `definition` lies in the project. */
    draft: Extract<DraftSoFar, { kind: 'api' }>;
    /** Whether the file has to be copied to where `definition` says. */
    isOutside: boolean;
    servers: { url: string; description?: string }[];
    notes: string[];
}

export type { Draft, DraftField, DraftKind, DraftSoFar, LimitDraft, SignInDraft } from './writing/draft.ts';
export type { WritingChoices } from './writing/choices.ts';

export interface ProjectElement { kind: 'plan' | 'api' | 'client'; key: string; title?: string; state: 'draft' | 'published' | 'locked' | 'declared' | 'retired' }

/** Each box of the picture is an element with `data-node`, each arrow one with `data-from` and `data-to`. */
export interface DrawnContracts { environment: string; svg?: string; nodes: DrawnNode[]; impact?: ContractImpact }
/** Whom a change of one thing reaches. */
export type { ContractImpact } from './graph/impact.ts';
export interface ElementAtParams { uri: string; position: SourceLocation['range']['start'] }
export interface DrawnNode { id: string; kind: 'client' | 'plan' | 'api' | 'gateway'; key: string; source?: SourceLocation }

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

export type { LimitTerms } from '../language/limits.ts';

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

export interface FoundAtGateway {
    environment: string;
    /** `declared`: in the project already, where it stays as it is. */
    elements: { kind: 'api' | 'client'; key: string; declared: boolean }[];
    /** What could not be read, in sentences. */
    unread: string[];
}

export interface ImportedFiles {
    /** Whole texts; a file without `before` comes into being. */
    files: { uri: string; before?: string; after: string }[];
    /** Elements that are declared in them, plans included, and those that the project has already. */
    imported: string[];
    declared: string[];
    /** What of it is left out as a whole, would be changed by a registration, or is a guess. */
    findings: { kind: 'left-out' | 'differs' | 'note'; entity: string; message: string }[];
    /** Names of the secret parameters whose values stand at the gateway. */
    secrets: string[];
    /** What the language calls an error in it. */
    errors: string[];
}

export interface SecretQuestion {
    kind: 'gateway-password' | 'secret-parameter' | 'key-passphrase' | 'caller-token';
    project: string;
    environment: string;
    /** Name of the secret parameter, the user name at the gateway (`token` for a token), the path of the key, or the API that is called. */
    name: string;
    /** Where the secret is sent: origin of the gateway. A secret that was stored for another origin is not handed out. */
    origin: string;
}

/** The clients that the user may see, joined with what the gateway holds. */
export type { ClientState, MyClients, MyClientVersion, MyContract } from '../registration/my-clients.ts';

/** Where an API stands, by its declaration and the gateway. */
export type { ApiState } from '../registration/my-apis.ts';

/** What the views *My Clients*, *APIs* and *Gateways* show, and what they are asked. */
export type * from './views/view-lines.ts';

export interface SourceLocation { uri: string; range: { start: { line: number; character: number }; end: { line: number; character: number } } }

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

/** Of the active environment. `waiting`: how many clients that the user may see are not registered as they are declared. `hidden`: organizations that the user may not see. */
export interface ProjectStatus { environment: string; protected: boolean; local: boolean; waiting: number; user?: string; hidden: { count: number; hint: string } }

export interface ProjectEnvironments { project: string; name: string; environments: { name: string; protected: boolean; local: boolean }[]; active?: string }

/** `registered`: clients that stand in the record of the last registration in the active environment. */
export interface ProjectStatistics {
    files: number;
    environments: number;
    organizations: number;
    plans: number;
    apis: number;
    clients: number;
    contracts: number;
    policyTypes: number;
    parameters: number;
    registered: number;
}

/** What an answer that is an error (`RequestFailed`) carries besides its sentence: which failure it was, where it came from outside. */
export interface RefusalData {
    failure?: FailureKind | undefined;
    /** An API cannot be retired because of contracts with it; `withContracts` takes them along. */
    contracts?: boolean;
}

export interface LocalGatewayStatus { running: boolean; url?: string; publicUrl?: string }
