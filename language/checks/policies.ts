import { apiKeyWrites } from '../api-key.ts';
import type { Value } from '../declarations.ts';
import { valueOf } from '../extraction.ts';
import type * as ast from '../generated/ast.ts';
import { implementationText } from '../implementation-key.ts';
import type { ProjectView } from '../project-view.ts';
import { report } from '../report.ts';
import { reportCase } from './case.ts';
import { suggestion } from '../suggestion.ts';
import type { Check } from './check.ts';
import { checkGatewayPlaceholders } from './gateway-placeholders.ts';
import { checkPolicyOptions } from './policy-options.ts';
import { checkOptions } from './properties.ts';

type Member = ast.Plan['members'][number] | ast.Api['members'][number] | ast.Client['members'][number];

/** The policies of a plan, an API, a client or a set: known types, options that fit, sets that exist, and none that writes an API key. */
export function checkPolicies(members: readonly Member[], check: Pick<Check<never, never>, 'view' | 'accept'>): void {
    for (const member of members) {
        if (member.$type === 'Policy') checkPolicy(member, check);
        else if (member.$type === 'PolicySetUse' && member.set) checkUse(member, check);
    }
}

function checkPolicy(policy: ast.Policy, check: Pick<Check<never, never>, 'view' | 'accept'>): void {
    if (!policy.type) return;
    const { view, accept } = check;
    const type = view.policyType(policy.type);
    if (!type) {
        if (reportCase(accept, policy.type, view.policyTypeNames(), { node: policy, property: 'type' })) return;
        report(accept, 'unknown-policy', { t: policy.type, hint: suggestion(policy.type, view.policyTypeNames()) }, { node: policy, property: 'type' });
        return;
    }
    const json = checkOptions(policy.type, policy, type.options, check);
    checkPolicyOptions(policy, implementationText(type.implementation, view), json, check);
    checkGatewayPlaceholders(policy.options, type.options, accept);
    const options = { kind: 'object' as const, entries: policy.options.map(option => ({ key: option.key, value: valueOf(option.value) })) };
    for (const path of apiKeyWrites(type, implementationText(type.implementation, view), options, value => textsOf(value, view))) {
        const node = nodeAt(policy.options, path);
        if (node) report(accept, 'api-key-defined', {}, { node });
    }
}

function checkUse(use: ast.PolicySetUse, { view, accept }: Pick<Check<never, never>, 'view' | 'accept'>): void {
    if (!view.policySet(use.set)) {
        if (reportCase(accept, use.set, view.index.keys('policies'), { node: use, property: 'set' })) return;
        report(accept, 'unresolved-reference', { ref: use.set, hint: suggestion(use.set, view.index.keys('policies')) }, { node: use, property: 'set' });
    }
}

/** Everything that a value can stand for in some environment, as text. */
function textsOf(value: Value, view: ProjectView): string[] {
    switch (value.kind) {
        case 'raw': return [value.text];
        case 'symbol': return view.parameterValues(value.name).map(String);
        case 'template': return value.parts.reduce<string[]>((texts, part) => {
            const endings = typeof part === 'string' ? [part] : view.parameterValues(part.parameter).map(String);
            return texts.flatMap(text => (endings.length > 0 ? endings : ['']).map(ending => text + ending));
        }, ['']);
        default: return [];
    }
}

function nodeAt(properties: readonly ast.Property[], path: readonly number[]): ast.Value | undefined {
    const [first, ...rest] = path;
    let node = first === undefined ? undefined : properties[first]?.value;
    for (const step of rest) {
        node = node?.$type === 'ListValue' ? node.items[step] : node?.$type === 'ObjectValue' ? node.properties[step]?.value : undefined;
    }
    return node;
}
