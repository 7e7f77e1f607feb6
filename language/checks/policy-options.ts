import type { PolicyTypeDeclaration } from '../declarations.ts';
import type * as ast from '../generated/ast.ts';
import { implementationKey } from '../implementation-key.ts';
import type { Json } from '../option-values.ts';
import type { PolicyRuleId } from '../rules.ts';
import { report, type Accept } from '../report.ts';

type Options = { [option: string]: Json };
/** The rule that the options break, with the option to point at; the policy's type where none is written. */
type Verdict = { rule: PolicyRuleId; option?: string };

/** What the options of one policy demand of each other; policies are known by their class, so that a type of the project is judged alike. */
export function checkPolicyOptions(policy: ast.Policy, type: PolicyTypeDeclaration, implementation: string, options: Options, accept: Accept): void {
    const key = implementationKey(implementation);
    const judge = judges[key.slice(key.lastIndexOf('.') + 1)];
    for (const { rule, option } of judge?.(options) ?? []) {
        const written = policy.options.find(({ key: name }) => name === option);
        if (written) report(accept, rule, {}, { node: written, property: 'key' });
        else report(accept, rule, {}, { node: policy, property: 'type' });
    }
}

function limits({ granularity, userHeader }: Options): Verdict[] {
    return granularity === 'User' && (userHeader === undefined || userHeader === '') ? [{ rule: 'user-granularity-header', option: 'granularity' }] : [];
}

const judges: Record<string, ((options: Options) => Verdict[]) | undefined> = {
    RateLimitingPolicy: limits,
    QuotaPolicy: limits,
    TransferQuotaPolicy: limits,
    URLRewritingPolicy: options => ['processRequestUrl', 'processRequestHeaders', 'processResponseHeaders', 'processResponseBody'].some(name => options[name] === true)
        ? [] : [{ rule: 'rewrite-no-target' }],
    SimpleHeaderPolicy({ addHeaders, stripHeaders }) {
        const added = entries(addHeaders);
        if (added.length === 0 && entries(stripHeaders).length === 0) return [{ rule: 'header-empty-policy' }];
        const isCopied = added.some(({ valueType, applyTo }) => valueType === 'Header' && (applyTo === 'Response' || applyTo === 'Both'));
        const isOutside = added.some(({ valueType }) => valueType === 'Env' || valueType === 'System Properties');
        return [...isCopied ? [{ rule: 'header-value-on-response', option: 'addHeaders' } as const] : [], ...isOutside ? [{ rule: 'header-env-value', option: 'addHeaders' } as const] : []];
    },
    TimeoutPolicy({ timeoutConnect, timeoutRead }) {
        const [connect, read] = [Number(timeoutConnect), Number(timeoutRead)];
        if (connect > 60_000 || read > 120_000) return [{ rule: 'timeout-above-global', option: connect > 60_000 ? 'timeoutConnect' : 'timeoutRead' }];
        return read < connect ? [{ rule: 'timeout-read-below-connect', option: 'timeoutRead' }] : [];
    }
};

function entries(list: Json | undefined): Options[] {
    return Array.isArray(list) ? list.filter((item): item is Options => typeof item === 'object' && !Array.isArray(item)) : [];
}
