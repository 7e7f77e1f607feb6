import type { PolicyFailure } from '../call.ts';
import type { Options } from './options.ts';
import { failure } from './policy.ts';

/** What authorization by path and by SOAP action have in common: rules that name a role, and what several or none of them mean. */
export interface RoleRules<R> { rules: R[]; isAny: boolean; passesUnmatched: boolean }

export function readRoleRules<R>(options: Options, read: (rule: Options) => R): RoleRules<R> {
    return {
        rules: options.partsOrNone('rules').map(read),
        isAny: options.choice('multiMatch', ['any', 'all']) === 'any',
        passesUnmatched: options.choice('requestUnmatched', ['pass', 'fail']) === 'pass',
    };
}

/** Whether the roles suffice for the rules that match. */
export function isAuthorized({ isAny, passesUnmatched }: Pick<RoleRules<unknown>, 'isAny' | 'passesUnmatched'>, matching: readonly { role: string | undefined }[], roles: ReadonlySet<string>): boolean {
    if (matching.length === 0) return passesUnmatched;
    const holds = ({ role }: { role: string | undefined }) => role !== undefined && roles.has(role);
    return isAny ? matching.some(holds) : matching.every(holds);
}

export function noRoles(): PolicyFailure {
    return failure('Other', 10010, 'No roles have been extracted during authentication.  Make sure the authorization policy comes *after* a compatible authentication policy in your configuration.');
}

export function roleMissing(): PolicyFailure {
    return failure('Authorization', 10009, 'The user is not authorized to make this request (a required role is missing).');
}
