import { parse } from 'yaml';

/**
 * The first path of an OpenAPI definition that a GET can be tried on without knowing anything: one without parameters in it if there is one.
 * Empty where the text is no definition, or has no GET.
 */
export function examplePath(definition: string): string {
    const paths = pathsOf(definition);
    const readable = Object.entries(paths).filter(([path, operations]) => path.startsWith('/') && isObject(operations) && 'get' in operations).map(([path]) => path);
    return readable.find(path => !path.includes('{')) ?? readable[0] ?? '';
}

function pathsOf(definition: string): object {
    try {
        // JSON is YAML, too. A definition may be anybody's: aliases are not followed without end.
        const document: unknown = parse(definition, { maxAliasCount: 100, logLevel: 'silent' });
        return isObject(document) && isObject(document['paths']) ? document['paths'] : {};
    } catch {
        return {};
    }
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
