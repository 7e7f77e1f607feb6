import { isObject, pathsOf } from './example-path.ts';

/** A call that an OpenAPI definition describes; `{…}` in its path are the caller's to fill in. */
export interface Operation { method: string; path: string; summary?: string }

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

/** In the order of the definition, of each path by method; none where the text is no definition. */
export function operationsIn(definition: string): Operation[] {
    return Object.entries(pathsOf(definition)).filter(([path]) => path.startsWith('/')).flatMap(([path, operations]) => !isObject(operations) ? [] : methods.flatMap((method): Operation[] => {
        const operation = operations[method];
        if (!isObject(operation)) return [];
        const { summary } = operation;
        return [{ method: method.toUpperCase(), path, ...typeof summary === 'string' && summary !== '' ? { summary } : {} }];
    }));
}
