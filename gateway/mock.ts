import fs from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { sample } from 'openapi-sampler';
import { parse } from 'yaml';
import type { Call, StandIn } from './call.ts';
import { EngineError } from './engine-error.ts';
import { HeaderList } from './header-list.ts';

/** Where the OpenAPI definition of an API is: an absolute path. */
export interface MockedApi { organization: string; api: string; version: string; definition: string }

/**
 * Answers in the place of back ends, with the examples of an API's OpenAPI definition, or with what its schemas allow where there are none.
 * A caller may choose: `Prefer: code=404`, `Prefer: example=empty`. A definition that is changed is read again at the next call.
 */
export class Mock {
    readonly #files = new Map<string, string>();
    readonly #read = new Map<string, { changed: number; definition: Definition }>();

    constructor(apis: readonly MockedApi[]) {
        for (const { organization, api, version, definition } of apis) this.#files.set(JSON.stringify([organization, api, version]), definition);
    }

    /** @throws EngineError where there is no definition, it cannot be used, or it does not have such a call */
    answer(call: Call): StandIn {
        const { organizationId, apiId, version } = call.api;
        const file = this.#files.get(JSON.stringify([organizationId, apiId, version]));
        if (file === undefined) throw new EngineError(502, `${organizationId}/${apiId}@${version} has no OpenAPI definition to make an answer of: give it a definition, or start the gateway without --mock.`);
        const definition = this.#definition(file);
        const path = decoded(call.destination ?? '/');
        const found = operationFor(definition, path, call.method);
        if (found === 'no-path') return failureAnswer(404, `The definition has no path ${path}.`);
        if ('allowed' in found) return failureAnswer(405, `The definition has no ${call.method} for ${path}.`, ['Allow', found.allowed.join(', ')]);
        return answerOf(definition, found.operation, call);
    }

    #definition(file: string): Definition {
        try {
            const changed = fs.statSync(file).mtimeMs;
            const known = this.#read.get(file);
            if (known?.changed === changed) return known.definition;
            const read: unknown = parse(fs.readFileSync(file, 'utf8'), { maxAliasCount: 100, logLevel: 'silent' });
            if (!isObject(read) || !isObject(read['paths'])) throw new SyntaxError('it has no paths');
            this.#read.set(file, { changed, definition: read as Definition });
            return read as Definition;
        } catch (error) {
            throw new EngineError(502, `The definition ${file} cannot be used: ${error instanceof Error ? error.message : String(error)}.`);
        }
    }
}

type Json = Record<string, unknown>;
type Definition = Json & { paths: Json };

function operationFor(definition: Definition, path: string, method: string): { operation: Json } | { allowed: string[] } | 'no-path' {
    // What names fewer parameters is meant more exactly.
    const fitting = Object.entries(definition.paths).filter(([template]) => matches(template, path)).toSorted(([a], [b]) => parameters(a) - parameters(b));
    const item = resolved(definition, fitting[0]?.[1]);
    if (!item) return 'no-path';
    const operation = resolved(definition, item[method.toLowerCase()] ?? (method === 'HEAD' ? item['get'] : undefined));
    return operation ? { operation } : { allowed: methods.filter(name => name in item).map(name => name.toUpperCase()) };
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

function matches(template: string, path: string): boolean {
    const [wanted, given] = [template, path].map(text => text.replace(/\/+$/, '').split('/'));
    return wanted!.length === given!.length && wanted!.every((segment, at) => segment === given![at] || /\{[^}]+\}/.test(segment) && given![at] !== '');
}

function parameters(template: string): number {
    return template.split('{').length;
}

function answerOf(definition: Definition, operation: Json, call: Call): StandIn {
    const responses = isObject(operation['responses']) ? operation['responses'] : {};
    const preferences = call.headers.get('Prefer') ?? '';
    const wanted = /\bcode=(\d{3})/.exec(preferences)?.[1];
    const code = wanted ?? Object.keys(responses).filter(name => /^2\d\d$/.test(name)).toSorted()[0] ?? Object.keys(responses)[0] ?? '200';
    const response = resolved(definition, responses[code] ?? responses[`${code[0]}XX`] ?? responses['default']);
    if (wanted !== undefined && !response) return failureAnswer(404, `The definition has no answer ${wanted} for this call.`);
    const { type, body } = bodyOf(definition, response ?? {}, call.headers.get('Accept') ?? '*/*', /\bexample="?([\w.-]+)"?/.exec(preferences)?.[1]);
    return standIn(/^\d{3}$/.test(code) ? Number(code) : 200, type === undefined ? [] : ['Content-Type', type], body);
}

/** The example that was asked for, else the first one, else what the schema allows. */
function bodyOf(definition: Definition, response: Json, accept: string, wanted: string | undefined): { type: string | undefined; body: string } {
    const content = isObject(response['content']) ? response['content'] : contentOfSwagger(definition, response);
    const types = Object.keys(content);
    const type = types.find(name => accept.includes(name)) ?? types.find(name => /\bjson\b/.test(name)) ?? types[0];
    const media = type === undefined ? undefined : resolved(definition, content[type]);
    if (type === undefined || !media) return { type, body: '' };
    const examples = isObject(media['examples']) ? media['examples'] : {};
    const named = resolved(definition, examples[wanted ?? ''] ?? Object.values(examples)[0]);
    const value = named && 'value' in named ? named['value'] : media['example'] ?? (isObject(media['schema']) ? sample(media['schema'], { skipWriteOnly: true, quiet: true }, definition) : '');
    return { type, body: typeof value === 'string' && !/\bjson\b/.test(type) ? value : JSON.stringify(value) };
}

/** Swagger 2 has one schema for all types, and examples by type. */
function contentOfSwagger(definition: Definition, { schema, examples }: Json): Json {
    const produces = Array.isArray(definition['produces']) ? definition['produces'].map(String) : ['application/json'];
    const byType = isObject(examples) ? examples : {};
    return schema === undefined && Object.keys(byType).length === 0 ? {} : Object.fromEntries([...new Set([...Object.keys(byType), ...produces])].map(type => [type, { schema, ...(type in byType && { example: byType[type] }) }]));
}

/** Follows `$ref` within the definition; undefined for what is no object. */
function resolved(definition: Definition, value: unknown, depth = 0): Json | undefined {
    if (!isObject(value)) return undefined;
    const reference = value['$ref'];
    if (typeof reference !== 'string' || !reference.startsWith('#/') || depth > 20) return value;
    const target = reference.slice(2).split('/').reduce<unknown>((from, name) => isObject(from) ? from[name.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined, definition);
    return resolved(definition, target, depth + 1);
}

function failureAnswer(status: number, message: string, headers: string[] = []): StandIn {
    return standIn(status, ['Content-Type', 'application/json', ...headers], JSON.stringify({ message }));
}

function standIn(status: number, headers: string[], text: string): StandIn {
    const body = Buffer.from(text);
    return { answer: { status, message: STATUS_CODES[status] ?? '', headers: new HeaderList([...headers, 'X-Mock', 'true', 'Content-Length', String(body.length)]) }, body };
}

function decoded(path: string): string {
    try {
        return decodeURIComponent(path);
    } catch {
        return path;
    }
}

function isObject(value: unknown): value is Json {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
