/**
 * What a file of the project declares, as plain data: no syntax tree, no positions, no object identity.
 * Rules that look beyond their own declaration, the compiler and *My Clients* all read these and nothing else;
 * two declarations are the same exactly when their JSON is the same, which is what the index compares.
 * `broken`: a syntax error lies in it; nothing is concluded from what it lacks.
 */

/** Written `"…"`: literal text and parameters in turn. `$${NAME}` is already the literal text `${NAME}`. */
export interface TemplateValue { kind: 'template'; parts: (string | { parameter: string })[] }
/** Written `'…'` or `"""…"""`: neither escapes nor parameters. */
export interface RawValue { kind: 'raw'; text: string }
/** `unit` is as written (`MB`, `min`, also one that does not exist); absent for a plain number. */
export interface NumberValue { kind: 'number'; value: number; unit?: string }
export interface BooleanValue { kind: 'boolean'; value: boolean }
/** A bare name: an enumeration value or a parameter. */
export interface SymbolValue { kind: 'symbol'; name: string }
export interface ListValue { kind: 'list'; items: Value[] }
export interface ObjectValue { kind: 'object'; entries: { key: string; value: Value }[] }
/** A value that could not be parsed; it was reported as a syntax error. */
export interface MissingValue { kind: 'missing' }

export type Value = TemplateValue | RawValue | NumberValue | BooleanValue | SymbolValue | ListValue | ObjectValue | MissingValue;

export interface PolicyUse { kind: 'policy'; type: string; options: ObjectValue }
/** `use Name`: stands for the policies of that set. */
export interface PolicySetUse { kind: 'use'; set: string }
export type PolicyEntry = PolicyUse | PolicySetUse;

/** Attributes as written, in order, duplicates included. */
export interface Attribute { key: string; value: Value }

/** Name and version are as the gateway uses them (backticks removed). */
export interface Identity { organization: string; name: string; version: string }

export interface PlanDeclaration extends Identity {
    kind: 'plan';
    broken?: true;
    title?: string;
    locked: boolean;
    attributes: Attribute[];
    policies: PolicyEntry[];
}

export type ApiState = 'draft' | 'published' | 'retired';

export interface ApiDeclaration extends Identity {
    kind: 'api';
    broken?: true;
    title?: string;
    state: ApiState;
    access: 'private' | 'public';
    attributes: Attribute[];
    offers: Offer[];
    policies: PolicyEntry[];
}

/** `plan` is a key, `Organization/Plan@version`. `approvedFor` holds client keys. */
export interface Offer { plan: string; approval: boolean; approvedFor: string[] }

export interface ClientDeclaration extends Identity {
    kind: 'client';
    broken?: true;
    title?: string;
    retired: boolean;
    attributes: Attribute[];
    contracts: ContractDeclaration[];
    policies: PolicyEntry[];
}

/** `api` is a key, `Organization/Api@version`; `plan` a bare plan name, `planVersion` where one was written. */
export interface ContractDeclaration { api: string; plan: string; planVersion?: string; attributes: Attribute[] }

export type Role = 'viewer' | 'editor' | 'manager';
/** One block `organization Name { … }`; an organization may have several. */
export interface OrganizationDeclaration {
    kind: 'organization';
    broken?: true;
    name: string;
    title?: string;
    attributes: Attribute[];
    /** It has a description, or a documentation comment. */
    documented: boolean;
    members: { user: string; roles: Role[] }[];
}

export interface ParameterDeclaration { kind: 'parameter'; broken?: true; name: string; secret: boolean; type?: TypeExpression; default?: Value }

export interface PolicySetDeclaration { kind: 'policies'; broken?: true; name: string; policies: PolicyEntry[] }

export type PolicyCategory = 'security' | 'limiting' | 'modification' | 'other';

export interface PolicyTypeDeclaration {
    kind: 'policy-type';
    broken?: true;
    name: string;
    title?: string;
    category: string;
    /** `class:…` or `plugin:…`; may hold parameters (`${apimanVersion}`). */
    implementation?: Value;
    authenticates: boolean;
    documentation?: string;
    options: OptionDeclaration[];
}

export interface OptionDeclaration {
    name: string;
    optional: boolean;
    secret: boolean;
    /** Emitted as a JSON string. */
    quoted: boolean;
    type: TypeExpression;
    jsonName?: string;
    default?: Value;
    documentation?: string;
}

export type BasicTypeName =
    | 'string' | 'integer' | 'number' | 'boolean' | 'header' | 'regex' | 'url' | 'address' | 'time' | 'bytes' | 'seconds' | 'milliseconds';

export type TypeExpression =
    | { kind: 'basic'; name: BasicTypeName; min?: number; max?: number }
    | { kind: 'enumeration'; values: (string | number)[] }
    | { kind: 'list'; element: TypeExpression; secret: boolean }
    | { kind: 'object'; options: OptionDeclaration[] }
    | { kind: 'unknown'; name: string };

export type Declaration =
    | OrganizationDeclaration | PlanDeclaration | ApiDeclaration | ClientDeclaration
    | ParameterDeclaration | PolicySetDeclaration | PolicyTypeDeclaration;

export type DeclarationKind = Declaration['kind'];

/** Zero-based line and character (UTF-16), as in LSP. */
export interface Position { line: number; character: number }
export interface Range { start: Position; end: Position }
/** Where something stands: the URI of the file and the range of the name. */
export interface Origin { uri: string; range: Range }

/** The key by which a declaration is found: `Acme/Orders@1.0` for what has a version, the name for the rest. */
export function keyOf(declaration: Declaration): string {
    return 'version' in declaration ? `${declaration.organization}/${declaration.name}@${declaration.version}` : declaration.name;
}

/** What `Acme/Orders@1.0` names. */
export function identityOf(key: string): Identity {
    const slash = key.indexOf('/'), at = key.lastIndexOf('@');
    return { organization: key.slice(0, slash), name: key.slice(slash + 1, at), version: key.slice(at + 1) };
}

/** `Acme` of `Acme/Orders@1.0`. */
export function organizationOf(key: string): string {
    return key.slice(0, key.indexOf('/'));
}

/** `Acme/Orders` of `Acme/Orders@1.0`: what all versions have in common. */
export function withoutVersion(key: string): string {
    return key.slice(0, key.lastIndexOf('@'));
}

/** `Orders@1.0` of `Acme/Orders@1.0`. */
export function elementOf(key: string): string {
    return key.slice(key.indexOf('/') + 1);
}
