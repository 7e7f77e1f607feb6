import type { Call, PolicyFailure } from '../call.ts';
import { takeParameter } from '../query.ts';
import { failure } from './policy.ts';

/** The token of a call: from `Authorization: Bearer`, else from the parameter `access_token`, of several the last one. */
export function bearerToken(call: Call): string | null {
    const header = call.headers.get('Authorization')?.trim();
    if (header !== undefined && /^bearer /i.test(header)) return header.slice('bearer '.length);
    return takeParameter(call.query, 'access_token').values.at(-1) ?? null;
}

/** A caller without a token, or with one that does not pass. */
export function refusal(code: number, message: string): PolicyFailure {
    return failure('Authentication', code, message, 401);
}

/** The back end does not get to see it. */
export function stripToken(call: Call): void {
    call.headers.remove('Authorization');
    call.query = takeParameter(call.query, 'access_token').rest;
}

/** A value of a token as Java writes it: `[a, b]`, `{x=1}`. */
export function javaText(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
    if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([name, member]) => `${name}=${javaText(member)}`).join(', ')}}`;
    return String(value);
}
