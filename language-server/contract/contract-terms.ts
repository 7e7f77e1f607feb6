import { keyOf, type ApiDeclaration, type Attribute, type ClientDeclaration, type ContractDeclaration, type PolicyUse } from '../../language/declarations.ts';
import { implementationText, policyClass } from '../../language/implementation-key.ts';
import { effectiveLimits, limitTerms } from '../../language/limits.ts';
import { templateText } from '../../language/option-values.ts';
import { authenticates, chosenOffer, valueAt } from '../../language/policy-chain.ts';
import { policyFacts } from '../../language/policy-facts.ts';
import type { Project } from '../../language/project.ts';
import type { ChainStep, ContractTerms, SignIn, SourceLocation } from '../protocol.ts';
import { runningOrder, type Level, type PlacedPolicy } from './running-order.ts';
import { shownOptions } from './shown-options.ts';

/** What a contract promises by the declarations alone: neither where it stands, nor where a gateway was heard of that serves it. */
export type DeclaredTerms = Omit<ContractTerms, 'state' | 'source' | 'examplePath' | 'approval'> & { approval?: { given: boolean } };

export function contractTerms(project: Project, client: ClientDeclaration, contract: ContractDeclaration): DeclaredTerms {
    const api = project.index.find('api', contract.api);
    const offer = api && chosenOffer(contract, api);
    const plan = offer && project.index.find('plan', offer.plan);
    const levels: Level[] = [client, ...plan ? [plan] : [], ...api ? [api] : []];
    const chain = runningOrder(project, levels);
    const facts = levels.flatMap(level => policyFacts(level.kind, keyOf(level), level.policies, project.view));
    return {
        api: { key: contract.api, ...titleOf(api), ...descriptionOf(project, api?.attributes), ...sourceOf(project, 'api', contract.api) },
        plan: { key: offer?.plan ?? contract.plan, ...titleOf(plan), ...offer ? sourceOf(project, 'plan', offer.plan) : {} },
        ...(offer?.approval ? { approval: { given: offer.approvedFor.includes(keyOf(client)) } } : {}),
        limits: effectiveLimits(facts).map(limitTerms),
        urls: project.view.managedUrls(contract.api),
        signIns: signInsOf(project, chain.map(({ policy }) => policy)),
        chain: chain.map(placed => chainStep(project, placed))
    };
}

export function descriptionOf({ view }: Project, attributes: readonly Attribute[] | undefined): { description?: string } {
    const text = textOf(attributes, 'description', view.parameter);
    return text ? { description: text } : {};
}

/** The text of an attribute with its parameters filled in; undefined where it has none. */
export function textOf(attributes: readonly Attribute[] | undefined, key: string, parameter: Project['view']['parameter']): string | undefined {
    const value = attributes?.find(attribute => attribute.key === key)?.value;
    return value?.kind === 'raw' ? value.text : value?.kind === 'template' ? templateText(value.parts, parameter) : undefined;
}

function chainStep(project: Project, { policy, level, set, source }: PlacedPolicy): ChainStep {
    const type = project.view.policyType(policy.type);
    const [sentence] = type?.documentation?.match(/^.*?[.](?=\s|$)/s) ?? [];
    return {
        type: policy.type, ...titleOf(type), category: type?.category ?? '', ...(sentence === undefined ? {} : { documentation: sentence.replaceAll(/\s+/g, ' ') }),
        origin: level.kind, originKey: keyOf(level), ...(set === undefined ? {} : { set }),
        options: type ? shownOptions(policy.options, type.options) : [], ...(source ? { source } : {})
    };
}

/** Each way of signing in once, in the order in which the chain asks for it. */
function signInsOf({ view }: Project, chain: readonly PolicyUse[]): SignIn[] {
    const found = chain.flatMap((policy): SignIn[] => {
        const type = view.policyType(policy.type);
        if (!type || !authenticates([policy], view)) return [];
        const name = policyClass(implementationText(type.implementation, view));
        if (name !== 'BasicAuthenticationPolicy') return [{ scheme: 'bearer' }];
        const user = declaredUser(policy);
        return [{ scheme: 'basic', ...(user === undefined ? {} : { user }) }];
    });
    return found.filter(({ scheme }, index) => found.findIndex(other => other.scheme === scheme) === index);
}

/** The first of a fixed list of users. */
function declaredUser({ options }: PolicyUse): string | undefined {
    const list = valueAt(options, 'staticIdentity');
    const identities = list?.kind === 'object' ? valueAt(list, 'identities') : undefined;
    const first = identities?.kind === 'list' ? identities.items[0] : undefined;
    const user = first?.kind === 'object' ? valueAt(first, 'username') : undefined;
    if (user?.kind === 'raw') return user.text;
    return user?.kind === 'template' && user.parts.every(part => typeof part === 'string') ? user.parts.join('') : undefined;
}

function titleOf(declared: { title?: string } | undefined): { title?: string } {
    return declared?.title === undefined ? {} : { title: declared.title };
}

function sourceOf(project: Project, kind: ApiDeclaration['kind'] | 'plan', key: string): { source?: SourceLocation } {
    const [entry] = project.index.entries(kind, key);
    const range = entry?.sites['name'];
    return entry && range ? { source: { uri: entry.uri, range } } : {};
}
