import type { AstNode } from 'langium';
import type {
    ApiDeclaration, Attribute, ClientDeclaration, Declaration, ObjectValue, OrganizationDeclaration, ParameterDeclaration, PlanDeclaration,
    PolicyEntry, PolicySetDeclaration, PolicyTypeDeclaration, Range, Value
} from './declarations.ts';
import type * as ast from './generated/ast.ts';
import { rangeOf } from './places.ts';
import { parseRaw, parseString, parseText, plainText } from './strings.ts';
import { documentationOf, optionDeclarations, typeExpression } from './type-extraction.ts';

/** `name` is always there; `contract:0`, `offer:1`, `policy:2` count in written order. */
export type Sites = Record<string, Range>;

export type DeclarationNode = ast.Organization | ast.Plan | ast.Api | ast.Client | ast.Parameter | ast.PolicySet | ast.PolicyType;

/** What a file declares, in written order. What has no name or version yet is left out: its syntax error says so. */
export function declarationNodes(document: ast.Document): DeclarationNode[] {
    return document.declarations.flatMap((node): DeclarationNode[] => {
        if (node.name === undefined) return [];
        return node.$type === 'Organization' ? [node, ...node.members.filter(isDeclaration)] : [node];
    });
}

/** What a node of `declarationNodes` declares. */
export function extractDeclaration(node: DeclarationNode): Declaration {
    const owner = node.$container?.$type === 'Organization' ? node.$container.name : '';
    switch (node.$type) {
        case 'Organization': return organization(node);
        case 'Plan': return plan(owner, node);
        case 'Api': return api(owner, node);
        case 'Client': return client(owner, node);
        case 'Parameter': return parameter(node);
        case 'PolicySet': return policySet(node);
        case 'PolicyType': return policyType(node);
    }
}

/** The value that a piece of syntax stands for. */
export function valueOf(node: ast.Value | undefined): Value {
    switch (node?.$type) {
        case 'StringValue': return parseString(node.text ?? '""').value;
        case 'RawValue': return parseRaw(node.text ?? "''").value;
        case 'TextValue': return parseText(node.text ?? '""""""');
        case 'NumberValue': return numberOf(node.text ?? '0');
        case 'BooleanValue': return { kind: 'boolean', value: node.value === 'true' };
        case 'SymbolValue': return { kind: 'symbol', name: node.name };
        case 'ListValue': return { kind: 'list', items: node.items.map(valueOf) };
        case 'ObjectValue': return objectOf(node.properties);
        case undefined: return { kind: 'missing' };
    }
}

/** `Acme/Orders@1.0`; `organization` is used where the reference leaves its own out. */
export function referenceKey(reference: ast.QualifiedReference | undefined, organization: string): string {
    return reference?.name && reference.version ? `${reference.organization ?? organization}/${reference.name}@${reference.version}` : '';
}

function isDeclaration(node: ast.Organization['members'][number]): node is ast.Plan | ast.Api | ast.Client | ast.PolicySet {
    switch (node.$type) {
        case 'Plan':
        case 'Api':
        case 'Client': return node.name !== undefined && Boolean(node.version);
        case 'PolicySet': return node.name !== undefined;
        case 'Property':
        case 'Member': return false;
    }
}

export function sitesOf(node: DeclarationNode): Sites {
    const sites: Sites = { name: rangeOf(node, 'name') };
    const count: Record<string, number> = {};
    for (const member of 'members' in node ? node.members : []) {
        const [kind, property] = siteKinds[member.$type] ?? [];
        if (kind) {
            const index = count[kind] ?? 0;
            count[kind] = index + 1;
            sites[`${kind}:${index}`] = rangeOf(member, property);
        }
    }
    return sites;
}

const siteKinds: Record<string, [kind: string, property: string]> = {
    Contract: ['contract', 'api'], Offer: ['offer', 'plan'], Policy: ['policy', 'type'], PolicySetUse: ['policy', 'set']
};

function organization(node: ast.Organization): OrganizationDeclaration {
    return {
        kind: 'organization', name: node.name, ...titleOf(node), attributes: attributes(node.members),
        documented: documentationOf(node) !== undefined || node.members.some(member => isProperty(member) && member.key === 'description'),
        members: node.members.filter(isMember).map(member => ({ user: plainText(member.user ?? '""'), roles: member.roles }))
    };
}

function plan(organization: string, node: ast.Plan): PlanDeclaration {
    return {
        kind: 'plan', organization, name: node.name, version: node.version, ...titleOf(node), locked: node.locked,
        attributes: attributes(node.members), policies: policies(node.members)
    };
}

function api(organization: string, node: ast.Api): ApiDeclaration {
    return {
        kind: 'api', organization, name: node.name, version: node.version, ...titleOf(node),
        state: node.state ?? 'draft', access: node.access ?? 'private', attributes: attributes(node.members),
        offers: node.members.filter(member => member.$type === 'Offer').map(offer => ({
            plan: referenceKey(offer.plan, organization), approval: offer.approval, approvedFor: offer.approvedFor.map(client => referenceKey(client, organization))
        })),
        policies: policies(node.members)
    };
}

function client(organization: string, node: ast.Client): ClientDeclaration {
    return {
        kind: 'client', organization, name: node.name, version: node.version, ...titleOf(node), retired: node.retired,
        attributes: attributes(node.members),
        contracts: node.members.filter(member => member.$type === 'Contract').map(contract => ({
            api: referenceKey(contract.api, organization), plan: contract.plan?.name ?? '',
            ...(contract.plan?.version ? { planVersion: contract.plan.version } : {}), attributes: attributes(contract.attributes)
        })),
        policies: policies(node.members)
    };
}

function parameter(node: ast.Parameter): ParameterDeclaration {
    return {
        kind: 'parameter', name: node.name, secret: node.secret,
        ...(node.type ? { type: typeExpression(node.type) } : {}), ...(node.default ? { default: valueOf(node.default) } : {})
    };
}

function policySet(node: ast.PolicySet): PolicySetDeclaration {
    return { kind: 'policies', name: node.name, policies: policies(node.members) };
}

/** `implementation` and `authenticates` are reserved: they say what the type is, and are no options. */
function policyType(node: ast.PolicyType): PolicyTypeDeclaration {
    const says = (name: string) => node.options.find(option => option.name === name)?.type;
    const implementation = says('implementation');
    const authenticates = says('authenticates');
    const first = implementation?.$type === 'ChoiceType' ? implementation.choices[0]?.text : undefined;
    const documentation = documentationOf(node);
    return {
        kind: 'policy-type', name: node.name, ...titleOf(node), category: node.category ?? 'other',
        ...(first === undefined ? {} : { implementation: first.startsWith("'") ? parseRaw(first).value : parseString(first).value }),
        authenticates: authenticates?.$type === 'ChoiceType' && authenticates.choices[0]?.name === 'true',
        ...(documentation ? { documentation } : {}),
        options: optionDeclarations(node.options.filter(option => option.name !== 'implementation' && option.name !== 'authenticates'))
    };
}

/** Most lists are empty, and a project has very many of them. */
function orNone<T>(list: T[]): T[] {
    return list.length === 0 ? none : list;
}

const none: never[] = [];

function policies(members: readonly AstNode[]): PolicyEntry[] {
    return orNone(members.flatMap((member): PolicyEntry[] => {
        if (isPolicy(member)) return [{ kind: 'policy', type: member.type ?? '', options: objectOf(member.options) }];
        return isPolicySetUse(member) ? [{ kind: 'use', set: member.set ?? '' }] : [];
    }));
}

function attributes(members: readonly AstNode[]): Attribute[] {
    return orNone(members.filter(isProperty).map(property => ({ key: property.key, value: valueOf(property.value) })));
}

function objectOf(properties: readonly ast.Property[]): ObjectValue {
    return { kind: 'object', entries: properties.map(property => ({ key: property.key, value: valueOf(property.value) })) };
}

function numberOf(text: string): Value {
    const [, digits = '0', unit] = /^(-?[0-9.]+)(.*)$/.exec(text) ?? [];
    return { kind: 'number', value: Number(digits), ...(unit ? { unit } : {}) };
}

function titleOf(node: { title?: string }): { title?: string } {
    return node.title === undefined ? {} : { title: plainText(node.title) };
}

const isMember = (node: AstNode): node is ast.Member => node.$type === 'Member';
const isProperty = (node: AstNode): node is ast.Property => node.$type === 'Property';
const isPolicy = (node: AstNode): node is ast.Policy => node.$type === 'Policy';
const isPolicySetUse = (node: AstNode): node is ast.PolicySetUse => node.$type === 'PolicySetUse';
