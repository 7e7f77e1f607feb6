/** A call as it is typed: `POST /orders`; a path alone is one for a GET. */
export interface TypedCall { method: string; path: string }

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const harmless = ['GET', 'HEAD', 'OPTIONS'];

/** Undefined where what stands in front of the path is no method. */
export function typedCall(text: string): TypedCall | undefined {
    const [, word, rest = ''] = /^\s*([A-Za-z]+)(?:\s+(.*))?$/s.exec(text) ?? [];
    const method = word?.toUpperCase();
    if (method !== undefined && methods.includes(method)) {
        return { method, path: rest.trim() };
    }
    return method !== undefined && rest !== '' ? undefined : { method: 'GET', path: text.trim() };
}

/** Whether a call may change something behind the gateway. */
export function mayChange({ method }: TypedCall): boolean {
    return !harmless.includes(method);
}

/** Whether a body makes sense. */
export function carriesBody({ method }: TypedCall): boolean {
    return ['POST', 'PUT', 'PATCH'].includes(method);
}
