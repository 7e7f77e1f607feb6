import { regexOption } from './regex-option.ts';
import type { PolicyType } from './policy.ts';
import { isAuthorized, noRoles, readRoleRules, roleMissing } from './rules-by-role.ts';

/** Apiman's AuthorizationPolicy: which roles may call which paths. The roles come from an authentication policy before it. */
export const authorization: PolicyType = (options, { regexes }) => {
    const settings = readRoleRules(options, rule => ({ verb: rule.text('verb')?.toUpperCase(), pattern: regexOption(rule, 'pathPattern'), role: rule.text('role') }));
    return {
        async request(call) {
            if (!call.roles) return noRoles();
            const resource = call.destination?.trim() ? call.destination : '/';
            const matching = [];
            for (const rule of settings.rules) {
                if (rule.verb !== '*' && rule.verb !== call.method.toUpperCase()) continue;
                const [isMatch] = await regexes.matches(rule.pattern, [resource]);
                if (isMatch) matching.push(rule);
            }
            return isAuthorized(settings, matching, call.roles) ? undefined : roleMissing();
        },
    };
};
