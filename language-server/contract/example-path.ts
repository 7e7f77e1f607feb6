import { parse } from 'yaml';

/** Of the last definitions that were looked at: a page asks again after each edit, and they rarely change. */
const known = new Map<string, string>();
const mostKnown = 50;
/** YAML of this length takes a good part of a second to read, while nothing else is answered. JSON is read much faster. */
const longestYaml = 500_000;

/**
 * The first path of an OpenAPI definition that a GET can be tried on without knowing anything: one without parameters in it if there is one.
 * Empty where the text is no definition, or has no GET.
 */
export function examplePath(definition: string): string {
    const found = known.get(definition) ?? pathIn(definition);
    known.delete(definition);
    known.set(definition, found);
    if (known.size > mostKnown) known.delete([...known.keys()][0]!);
    return found;
}

function pathIn(definition: string): string {
    const paths = pathsOf(definition);
    const readable = Object.entries(paths).filter(([path, operations]) => path.startsWith('/') && isObject(operations) && 'get' in operations).map(([path]) => path);
    return readable.find(path => !path.includes('{')) ?? readable[0] ?? '';
}

/** What a definition says of each path; nothing where the text is none. */
export function pathsOf(definition: string): object {
    try {
        const isJson = definition.trimStart().startsWith('{');
        if (!isJson && definition.length > longestYaml) return {};
        // A definition may be anybody's: aliases are not followed without end.
        const document: unknown = isJson ? JSON.parse(definition) : parse(definition, { maxAliasCount: 100, logLevel: 'silent' });
        return isObject(document) && isObject(document['paths']) ? document['paths'] : {};
    } catch {
        return {};
    }
}

export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
