import { failure } from './policy.ts';
import type { PolicyType } from './policy.ts';
import { regexOption } from './regex-option.ts';

/** Apiman's IgnoredResourcesPolicy: paths that are answered as if there were nothing. */
export const ignoredResources: PolicyType = (options, { regexes }) => {
    const parts = options.parts('rules');
    if (!parts) throw options.error('rules is missing.');
    // A rule without a verb never applies.
    const rules = parts.flatMap(rule => {
        const verb = rule.text('verb');
        return verb === undefined ? [] : [{ verb: verb.toUpperCase(), pattern: regexOption(rule, 'pathPattern') }];
    });
    return {
        async request(call) {
            const { destination } = call;
            for (const { verb, pattern } of rules) {
                if (verb !== '*' && verb !== call.method) continue;
                const [isMatch] = await regexes.matches(pattern, [destination ?? '/']);
                if (isMatch) return failure('NotFound', 10007, `Requested path "${destination}" has been ignored.`);
            }
            return undefined;
        },
    };
};
