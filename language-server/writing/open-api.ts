import { t } from '@vscode/l10n';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { SignInDraft } from './draft.ts';

/** What an OpenAPI 3 or Swagger 2 document says that concerns an API at a gateway. */
export interface OpenApiSummary {
    /** `OpenAPI 3.1.0` */
    format: string;
    /** Made of the title, and legal in a URL. */
    name: string;
    version: string;
    title: string;
    description?: string;
    /** Absolute addresses of the implementation, variables at their defaults. */
    servers: { url: string; description?: string }[];
    /** How callers sign in, as far as the document tells: an address that it does not tell is empty. */
    signIn?: SignInDraft;
    /** What a person has to know or to do, a sentence each. */
    notes: string[];
}

/** Why it cannot be read; `line` counts from 1. */
export interface OpenApiProblem { problem: string; line: number }

/** Reads JSON or YAML. */
export function readOpenApi(text: string): OpenApiSummary | OpenApiProblem {
    const lines = new LineCounter();
    const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, logLevel: 'silent', prettyErrors: false });
    const [error] = document.errors;
    if (error) return { problem: t('It is neither JSON nor YAML that can be read: {0}.', error.message.replace(/\.$/, '')), line: lines.linePos(error.pos[0]).line };
    const root = plainValue(document);
    if (typeof root === 'string') return { problem: root, line: 1 };
    const lineOf = (...path: (string | number)[]) => {
        const node: unknown = document.getIn(path, true);
        const offset = isObject(node) && Array.isArray(node['range']) ? Number(node['range'][0]) : 0;
        return lines.linePos(offset).line;
    };
    const format = typeof root['openapi'] === 'string' && /^3\.\d/.test(root['openapi']) ? `OpenAPI ${root['openapi']}` : textAt(document, 'swagger') === '2.0' ? 'Swagger 2.0' : undefined;
    if (format === undefined) {
        const known = ['openapi', 'swagger'].find(key => root[key] !== undefined);
        return known === undefined ? { problem: noDocument(), line: 1 }
            : { problem: t("Version '{0}' cannot be imported: OpenAPI 3 and Swagger 2.0 can.", textAt(document, known)), line: lineOf(known) };
    }
    if (!isObject(root['info'])) return { problem: t('`info` is missing: title and version of the API stand there.'), line: root['info'] === undefined ? 1 : lineOf('info') };
    const [title, version] = [textAt(document, 'info', 'title').trim(), textAt(document, 'info', 'version').trim()];
    if (title === '') return { problem: t('`info` has no title.'), line: lineOf('info') };
    if (version === '') return { problem: t('`info` has no version.'), line: lineOf('info') };
    const notes: string[] = [];
    const servers = format === 'Swagger 2.0' ? hostOf(root) : serversOf(root, notes);
    if (servers.length === 0) notes.push(t('It does not say where the API is implemented: an endpoint has to be given.'));
    const description = firstParagraph(textAt(document, 'info', 'description'));
    const signIn = signInOf(root, title, notes);
    return { format, name: legalName(title), version: legalVersion(version), title, ...description === '' ? {} : { description }, servers, ...signIn ? { signIn } : {}, notes };
}

/** `Swagger Petstore – v3` → `SwaggerPetstoreV3` */
function legalName(title: string): string {
    const words = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss').split(/[^A-Za-z0-9_.]+/).map(word => word.replaceAll(/^\.+|\.+$/g, '')).filter(word => word !== '');
    return words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'Api';
}

function legalVersion(version: string): string {
    const legal = version.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '');
    return legal === '' ? '1.0' : legal;
}

function serversOf(root: Record<string, unknown>, notes: string[]): OpenApiSummary['servers'] {
    return listOf(root['servers']).filter(isObject).flatMap(({ url: written, variables, description }) => {
        const values = isObject(variables) ? variables : {};
        const url = (typeof written === 'string' ? written : '').replaceAll(/\{([^}]*)\}/g, (whole, name: string) => {
            const variable = values[name];
            const usual = isObject(variable) ? variable['default'] : undefined;
            return typeof usual === 'string' || typeof usual === 'number' ? String(usual) : whole;
        });
        if (!isAddress(url)) {
            if (url !== '' && url !== '/') notes.push(url.includes('{') ? t("The server '{0}' has a variable without a default.", url) : t("The server '{0}' is relative: put it behind the address of the implementation.", url));
            return [];
        }
        return [{ url: url.replace(/\/$/, ''), ...typeof description === 'string' && description.trim() !== '' ? { description: firstParagraph(description) } : {} }];
    });
}

/** https where it is among the schemes. */
function hostOf({ host, basePath, schemes }: Record<string, unknown>): OpenApiSummary['servers'] {
    const all = listOf(schemes).filter(scheme => scheme === 'https' || scheme === 'http').sort().reverse();
    const path = typeof basePath === 'string' ? basePath.replace(/\/$/, '') : '';
    return typeof host !== 'string' || host === '' ? [] : (all.length > 0 ? all : ['https']).map(scheme => ({ url: `${scheme}://${host}${path}` })).filter(({ url }) => isAddress(url));
}

/** The schemes that the whole document asks for, else all that it knows; the first one that a policy stands for. */
function signInOf(root: Record<string, unknown>, title: string, notes: string[]): SignInDraft | undefined {
    const components = isObject(root['components']) ? root['components']['securitySchemes'] : root['securityDefinitions'];
    const schemes = isObject(components) ? components : {};
    const wanted = listOf(root['security']).filter(isObject).flatMap(Object.keys).filter(name => name in schemes);
    const found = (wanted.length > 0 ? [...new Set(wanted)] : Object.keys(schemes)).map(name => schemes[name]).filter(isObject).flatMap(scheme => signInBy(scheme, title, notes));
    return found[0];
}

function signInBy(scheme: Record<string, unknown>, title: string, notes: string[]): SignInDraft[] {
    const [type, kind] = [scheme['type'], wordOf(scheme['scheme'])];
    if (type === 'basic' || (type === 'http' && kind === 'basic')) return [{ policy: 'BasicAuthentication', username: 'caller', parameter: passwordName(title) }];
    if (type === 'http' && kind === 'bearer') {
        notes.push(t('Callers send a bearer token: policy Jwt checks it, and needs the keys of the login server.'));
        return [{ policy: 'Jwt', keys: '' }];
    }
    if (type === 'oauth2' || type === 'openIdConnect') {
        const realm = realmIn(JSON.stringify(scheme));
        notes.push(realm === '' ? t('Callers sign in with OAuth: policy KeycloakOAuth checks tokens of a Keycloak realm, policy Jwt those of any other login server.') : t('Callers sign in with OAuth at the Keycloak realm {0}.', realm));
        return [{ policy: 'KeycloakOAuth', realm }];
    }
    if (type === 'apiKey') {
        const isOurs = (scheme['in'] === 'header' && wordOf(scheme['name']) === 'x-api-key') || (scheme['in'] === 'query' && wordOf(scheme['name']) === 'apikey');
        notes.push(isOurs ? t('Callers send an API key: that is what the gateway does for a private API, and no policy is needed for it.')
            : t("The implementation wants an API key in '{0}': policy ApiKey can hand on the key of the client there.", typeof scheme['name'] === 'string' ? scheme['name'] : '…'));
    }
    return [];
}

/** Keycloak's addresses hold the realm: `https://login.example/realms/shop/protocol/openid-connect/token`. */
function realmIn(text: string): string {
    return /https?:\/\/[^"]*?\/realms\/[^/"]+/.exec(text)?.[0] ?? '';
}

function passwordName(title: string): string {
    const name = legalName(title).replaceAll(/[^A-Za-z0-9]/g, '').replace(/^\d+/, '');
    return `${name.charAt(0).toLowerCase()}${name.slice(1)}Password`.replace(/^Password$/, 'password');
}

/** A version that YAML takes for a number is meant as it is written. */
function textAt(document: Document, ...path: string[]): string {
    const node: unknown = document.getIn(path, true);
    if (!isObject(node)) return '';
    const value = node['value'];
    return typeof value === 'string' ? value : typeof node['source'] === 'string' ? node['source'] : typeof value === 'number' ? String(value) : '';
}

/** Aliases that lead in a circle or blow up are found only when the value is made, by a throw of the library. */
function plainValue(document: Document): Record<string, unknown> | string {
    try {
        const value: unknown = document.toJS({ maxAliasCount: 100 });
        return isObject(value) ? value : noDocument();
    } catch (error) {
        return t('It cannot be read: {0}', error instanceof Error ? error.message : String(error));
    }
}

function noDocument(): string {
    return t('It is no OpenAPI document: neither `openapi` nor `swagger` says so.');
}

function firstParagraph(text: string): string {
    const paragraph = (text.trim().split(/\n\s*\n/)[0] ?? '').replaceAll(/\s+/g, ' ').trim();
    return paragraph.length > 300 ? `${paragraph.slice(0, 299).trimEnd()}…` : paragraph;
}

function isAddress(url: string): boolean {
    return /^https?:\/\/[^{}]+$/.test(url) && URL.canParse(url);
}

/** As schemes are compared: without regard to case. */
function wordOf(value: unknown): string {
    return typeof value === 'string' ? value.toLowerCase() : '';
}

function listOf(value: unknown): unknown[] {
    return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
