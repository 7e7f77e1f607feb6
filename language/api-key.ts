import type { ObjectValue, OptionDeclaration, PolicyTypeDeclaration, TypeExpression, Value } from './declarations.ts';

/** The header by which the gateway identifies a client; comparison ignores case. */
const keyHeader = 'x-api-key';

/** `apiKey`, `key`, `X-API-Key`, `api_key`, … in any case. */
export function isApiKeyAttribute(name: string): boolean {
    return ['key', 'apikey', 'xapikey'].includes(name.toLowerCase().replaceAll(/[-_.]/g, ''));
}

/**
 * The options (paths of indices, as written) by which a policy would write the API key: an option of type `header` that names the key's header,
 * or a text with the query parameter `apikey`. Options that only read or strip a header, and `ApiKey` itself, are no attempt.
 * `texts` gives all that a value can stand for in some environment.
 */
export function apiKeyWrites(type: PolicyTypeDeclaration, implementation: string, options: ObjectValue, texts: (value: Value) => string[]): number[][] {
    const found: number[][] = [];
    const visit = (value: Value, option: TypeExpression | undefined, path: number[], name: string) => {
        if (value.kind === 'object') {
            const members = option?.kind === 'object' ? option.options : [];
            value.entries.forEach((entry, index) => visit(entry.value, typeOf(members, entry.key), [...path, index], name === '' ? entry.key : `${name}.${entry.key}`));
        } else if (value.kind === 'list') {
            value.items.forEach((item, index) => visit(item, option?.kind === 'list' ? option.element : undefined, [...path, index], name));
        } else if (!readsOnly(implementation, name) && texts(value).some(text => writesKey(text, option))) {
            found.push(path);
        }
    };
    visit(options, { kind: 'object', options: type.options }, [], '');
    return found;
}

/** Whether the type of an authenticating policy says that it forwards to the key's header is covered by `header`; this is the rest. */
function writesKey(text: string, type: TypeExpression | undefined): boolean {
    const isHeader = type?.kind === 'basic' && type.name === 'header';
    return (isHeader && text.trim().toLowerCase() === keyHeader) || /(^|[?&;])apikey=/i.test(text);
}

function readsOnly(implementation: string, option: string): boolean {
    return headerReaders.some(([part, reads]) => implementation.includes(part) && reads.includes(option));
}

/** Options of type `header` that name a header to read or strip, or (ApiKey) to copy the key into, by a part of the implementation. */
const headerReaders: [implementation: string, options: string[]][] = [
    ['policies.RateLimitingPolicy', ['userHeader']],
    ['policies.TransferQuotaPolicy', ['userHeader']],
    ['policies.QuotaPolicy', ['userHeader']],
    ['policies.IPWhitelistPolicy', ['httpHeader']],
    ['policies.IPBlacklistPolicy', ['httpHeader']],
    ['headerallowdeny.HeaderAllowDenyPolicy', ['entries.headerName']],
    ['apikey_policy.ApiKeyPolicy', ['requestHeader']]
];

function typeOf(options: readonly OptionDeclaration[], name: string): TypeExpression | undefined {
    return options.find(option => option.name === name)?.type;
}

