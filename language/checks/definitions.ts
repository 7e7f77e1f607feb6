import type { AstNode } from 'langium';
import { keyOf, type OrganizationDeclaration, type ParameterDeclaration, type PlanDeclaration, type PolicyEntry, type PolicySetDeclaration, type PolicyTypeDeclaration } from '../declarations.ts';
import { basicTypes } from '../type-extraction.ts';
import type * as ast from '../generated/ast.ts';
import { convertValue } from '../option-values.ts';
import { implicitEnvironment } from '../../project/environment.ts';
import { childrenOf, rangeOf, writtenText } from '../places.ts';
import { expand } from '../policy-chain.ts';
import { report, syntaxFinding, type Accept, type Finding } from '../report.ts';
import { suggestion } from '../suggestion.ts';
import { implementationText } from '../implementation-key.ts';
import { builtInParameters } from '../project-settings.ts';
import type { ProjectView } from '../project-view.ts';
import { isUnclosedValue } from './texts.ts';
import { checkOwnChain } from './chain.ts';
import type { Check } from './check.ts';
import { checkPolicies } from './policies.ts';
import { checkAttributes } from './properties.ts';
import { looksLikeSecret } from '../secret-pattern.ts';

export function checkOrganization(check: Check<OrganizationDeclaration, ast.Organization>): void {
    checkAttributes('organization', check.node.members, check);
    checkGivenOnce(check);
}

/** Title and description of an organization may stand in one of its blocks only. */
function checkGivenOnce({ declaration, node, entry, view, accept }: Check<OrganizationDeclaration, ast.Organization>): void {
    const blocks = view.index.entries('organization', declaration.name);
    const own = blocks.findIndex(({ uri, ordinal }) => uri === entry.uri && ordinal === entry.ordinal);
    const before = (gives: (block: OrganizationDeclaration) => boolean) => blocks.slice(0, own).find(block => gives(block.declaration));
    const related = (first: (typeof blocks)[number]): Finding['related'] => [{ message: 'It is given here first.', site: { kind: 'organization', key: declaration.name, uri: first.uri, ordinal: first.ordinal, site: 'name' } }];
    const titled = declaration.title === undefined ? undefined : before(({ title }) => title !== undefined);
    if (titled) report(accept, 'duplicate-title', { org: declaration.name, attribute: 'title' }, { node, property: 'title' }, { related: related(titled) });
    const described = before(({ attributes }) => attributes.some(({ key }) => key === 'description'));
    const description = node.members.find((member): member is ast.Property => member.$type === 'Property' && member.key === 'description');
    if (described && description) report(accept, 'duplicate-title', { org: declaration.name, attribute: 'description' }, { node: description, property: 'key' }, { related: related(described) });
}

export function checkPlan(check: Check<PlanDeclaration, ast.Plan>): void {
    checkAttributes('plan', check.node.members, check);
    checkPolicies(check.node.members, check);
    checkOwnChain(check);
    const { declaration, node, view, accept } = check;
    if (declaration.policies.every(policy => isEmptySet(policy, view))) report(accept, 'empty-plan', { p: declaration.name }, { node, property: 'name' });
    if (declaration.locked && !view.index.isOffered(keyOf(declaration))) report(accept, 'unused-plan', { p: declaration.name }, { node, property: 'name' });
}

/** A set that is declared nowhere was reported as that. */
function isEmptySet(policy: PolicyEntry, view: ProjectView): boolean {
    return policy.kind !== 'policy' && view.policySet(policy.set) !== undefined && expand([policy], view).length === 0;
}

export function checkPolicySet(check: Check<PolicySetDeclaration, ast.PolicySet>): void {
    checkPolicies(check.node.members, check);
    checkOwnChain(check);
}

export function checkParameter({ declaration, node, view, accept }: Check<ParameterDeclaration, ast.Parameter>): void {
    const { name, secret, type } = declaration;
    if (!(name in builtInParameters) && !view.references.isUsed(name)) report(accept, 'unused-parameter', { p: name }, { node, property: 'name' });
    if (secret) {
        // A secret never has a default; a literal that looks like one is reported by the check of all texts.
        if (declaration.default && node.default && !looksLikeSecret(writtenText(node.default) ?? '')) report(accept, 'secret-in-clear', {}, { node, property: 'default' });
        return;
    }
    if (type?.kind === 'unknown' && node.type) report(accept, 'unknown-type', { t: type.name }, { node, property: 'type' });
    if (declaration.default && type) {
        const { problems } = convertValue(name, declaration.default, type, view.parameter);
        for (const problem of problems) {
            if (isUnclosedValue(node.default)) continue;
            if (problem.rule === 'option-type') report(accept, 'parameter-type', { p: name, expected: problem.blanks.expected }, { node, property: 'default' });
            else report(accept, problem.rule, problem.blanks, { node: node as AstNode });
        }
    }
    if (!declaration.default && view.settings.environments.length === 0) {
        report(accept, 'parameter-without-value', { p: name, env: implicitEnvironment }, { node, property: 'name' });
    }
}

const categories = ['security', 'limiting', 'modification', 'other'];

export function checkPolicyType({ declaration, node, view, accept }: Check<PolicyTypeDeclaration, ast.PolicyType>): void {
    if (view.isShipped(declaration.name)) report(accept, 'shadows-shipped-type', { t: declaration.name }, { node, property: 'name' });
    if (!declaration.implementation) {
        report(accept, 'missing-option', { o: 'implementation', policy: `Policy type ${declaration.name}` }, { node, property: 'name' });
    }
    if (node.category === undefined || !categories.includes(node.category)) {
        const hint = node.category === undefined ? '' : suggestion(node.category, categories);
        accept(syntaxFinding(`A policy type needs a category: ${categories.slice(0, -1).join(', ')} or ${categories.at(-1)}.${hint}`, rangeOf(node, node.category === undefined ? 'name' : 'category')));
    }
    checkImplementation(declaration, node, view, accept);
    for (const part of allParts(node)) {
        if (part.$type !== 'ChoiceType' || isReserved(part)) continue;
        const [only, another] = (part as ast.ChoiceType).choices;
        if (only?.name && !another && !basicTypes.some(name => name === only.name)) report(accept, 'unknown-type', { t: only.name }, { node: only as AstNode });
    }
}

function* allParts(node: AstNode): Generator<AstNode> {
    for (const child of childrenOf(node)) {
        yield child;
        yield* allParts(child);
    }
}

/** What the gateway can load, in one version of each plugin. */
function checkImplementation(declaration: PolicyTypeDeclaration, node: ast.PolicyType, view: ProjectView, accept: Accept): void {
    const text = implementationText(declaration.implementation, view);
    const place = node.options.find(({ name }) => name === 'implementation');
    if (text === '' || !place) return;
    const plugin = pluginOf(text);
    if (!plugin && !/^class:[\w$]+(\.[\w$]+)*$/.test(text)) {
        report(accept, 'invalid-plugin', { i: text }, { node: place as AstNode });
    } else if (plugin) {
        const used = view.shared(`plugin:${plugin.artifact}`, () => view.policyTypeNames().sort().flatMap(name => {
            const type = view.policyType(name);
            const other = type && (!view.isShipped(name) || view.index.usesPolicy(name)) ? pluginOf(implementationText(type.implementation, view)) : undefined;
            return other?.artifact === plugin.artifact ? [{ name, version: other.version }] : [];
        }));
        const [first] = used;
        if (first && first.version !== plugin.version) {
            const [entry] = view.index.entries('policy-type', first.name);
            const related: Finding['related'] = entry ? [{ message: `${first.name} uses version ${first.version}.`, site: { kind: 'policy-type', key: first.name, uri: entry.uri, ordinal: entry.ordinal, site: 'name' } }] : [];
            report(accept, 'plugin-versions-differ', { a: plugin.artifact, v1: first.version, v2: plugin.version }, { node: place as AstNode }, { related, data: { version: first.version } });
        }
    }
}

function pluginOf(implementation: string): { artifact: string; version: string } | undefined {
    const [, artifact, version] = /^plugin:([^:\s]+:[^:\s]+):([^:\s]+)(?::[^:\s]+)?:war\/[\w$]+(?:\.[\w$]+)*$/.exec(implementation) ?? [];
    return artifact !== undefined && version !== undefined ? { artifact, version } : undefined;
}

/** `implementation` and `authenticates` have the form of an option and are none. */
function isReserved(type: AstNode): boolean {
    const option = type.$container as ast.OptionType | undefined;
    return option?.$type === 'OptionType' && option.$container.$type === 'PolicyType' && ['implementation', 'authenticates'].includes(option.name);
}
