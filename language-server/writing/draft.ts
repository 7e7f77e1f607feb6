/** What somebody chooses for a declaration that is to be written. Names and versions are as they are meant, without backticks. */
export type Draft = OrganizationDraft | PlanDraft | ApiDraft | ClientDraft | ContractDraft | VersionDraft;
export type DraftKind = Draft['kind'];

export interface OrganizationDraft {
    kind: 'organization';
    name: string;
    title?: string;
    /** URI of the file that it is added to; left out: a new one beside the others. */
    file?: string;
}

interface Versioned { organization: string; name: string; version: string; title?: string; description?: string }

export interface PlanDraft extends Versioned { kind: 'plan'; locked: boolean; limit?: LimitDraft }

export interface ApiDraft extends Versioned {
    kind: 'api';
    state: 'draft' | 'published';
    access: 'private' | 'public';
    type?: 'rest' | 'soap';
    /** As it stands between the quotes of the source: `${name}` is a parameter. */
    endpoint?: string;
    /** A parameter that the endpoint consists of and that is declared along with it. */
    parameter?: ParameterDraft;
    /** URI of the OpenAPI or WSDL file; the source names it by its path from there. */
    definition?: string;
    /** Keys of plans, `Acme/Gold@1.0`. */
    offers: string[];
    /** A plan that is written along with it, and offered. */
    plan?: PlanDraft;
    signIn?: SignInDraft;
}

export interface ClientDraft extends Versioned { kind: 'client'; contracts: AgreementDraft[] }

export interface ContractDraft extends AgreementDraft {
    kind: 'contract';
    /** `ShopInc/MobileShop@2.1` */
    client: string;
}

/** Another version of what is declared already: a copy behind it. */
export interface VersionDraft {
    kind: 'version';
    of: 'plan' | 'api' | 'client';
    /** `Acme/Orders@1.0` */
    entity: string;
    version: string;
}

/** Keys of an API and of a plan that it offers. */
export interface AgreementDraft { api: string; plan: string }

/** `limit` is a number, or a size such as `10MB` for a transfer quota. */
export interface LimitDraft { policy: 'RateLimiting' | 'Quota' | 'TransferQuota'; limit: string; period: 'Second' | 'Minute' | 'Hour' | 'Day' | 'Month' | 'Year' }

/** How callers prove who they are. A password is never part of it: a secret parameter stands for it. */
export type SignInDraft =
    | { policy: 'Jwt'; keys: string }
    | { policy: 'KeycloakOAuth'; realm: string }
    | { policy: 'BasicAuthentication'; username: string; parameter: string };

/** `values` are those of environments that differ from the default. */
export interface ParameterDraft { name: string; default: string; values?: Record<string, string> }

/** What is known while somebody still chooses. */
export type DraftSoFar = { [K in DraftKind]: { kind: K } & Partial<Omit<Extract<Draft, { kind: K }>, 'kind'>> }[DraftKind];

/** What a step asks for, and what a problem is about. */
export type DraftField = 'organization' | 'name' | 'version' | 'title' | 'description' | 'file' | 'limit' | 'endpoint' | 'parameter' | 'definition' | 'offers' | 'plan' | 'signIn' | 'contracts';
