import { failure } from './policy.ts';
import type { PolicyType } from './policy.ts';
import { isAuthorized, noRoles, readRoleRules, roleMissing } from './rules-by-role.ts';

/**
 * Apiman's SOAP authorization plugin: which roles may call which SOAP actions. SOAP 1.1 writes the action in quotes and Apiman compares
 * them along, so that no rule matches; strictly they do not count.
 */
export const soapAuthorization: PolicyType = (options, { strict }) => {
    const settings = readRoleRules(options, rule => ({ action: rule.text('action'), role: rule.text('role') }));
    return {
        request(call) {
            const header = call.headers.get('SOAPAction');
            if (!header?.trim()) return failure('Other', 13003, 'The SOAP Action header is not defined.');
            if (!call.roles) return noRoles();
            const action = (strict ? header.trim().replace(/^"(.*)"$/, '$1') : header).toLowerCase();
            const matching = settings.rules.filter(rule => rule.action === '*' || rule.action?.toLowerCase() === action);
            return isAuthorized(settings, matching, call.roles) ? undefined : roleMissing();
        },
    };
};
