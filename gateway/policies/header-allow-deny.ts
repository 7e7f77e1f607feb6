import type { PolicyFailure } from '../call.ts';
import { failure } from './policy.ts';
import type { PolicyType } from './policy.ts';
import { regexOption } from './regex-option.ts';

/** Apiman's header allow/deny plugin: calls pass by the values of their headers. The first rule that matches a value decides. */
export const headerAllowDeny: PolicyType = (options, { regexes }) => {
    const entries = (options.parts('entries') ?? []).map(entry => ({
        name: entry.text('headerName'),
        passesMissing: entry.flag('allowIfHeaderMissing') ?? false,
        passesUnmatched: entry.flag('allowIfNoRulesMatch') ?? false,
        rules: (entry.parts('rules') ?? []).map(rule => ({ allows: rule.flag('allowRequest') ?? false, regex: regexOption(rule, 'headerValueRegex') })),
        options: entry,
    }));
    return {
        async request(call) {
            for (const { name, passesMissing, passesUnmatched, rules, options: entry } of entries) {
                if (name === undefined) throw entry.error('headerName is missing.');
                const values = call.headers.all(name);
                if (values.length === 0) {
                    if (passesMissing) continue;
                    return refusal(`Request not permitted as header '${name}' missing.`);
                }
                let verdict: boolean | undefined;
                for (const { allows, regex } of rules) {
                    if ((await regexes.matches(regex, values)).includes(true)) {
                        verdict = allows;
                        break;
                    }
                }
                if (verdict === false) return refusal(`Header '${name}:[${values.join(', ')}]' not permitted.`);
                if (verdict === undefined && !passesUnmatched) return refusal('Request not permitted as no rules matched.');
            }
            return undefined;
        },
    };
};

function refusal(message: string): PolicyFailure {
    return failure('Authorization', 403, message);
}
