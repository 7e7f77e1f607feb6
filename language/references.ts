import type { Range } from './declarations.ts';
import { rangeOf, referenceKey } from './extraction.ts';
import type * as ast from './generated/ast.ts';
import { AstUtils } from 'langium';
import { parseString } from './strings.ts';

/**
 * A name in a file that stands for something declared: the declaration's own name included.
 * `slot` is kind and key (`api:Acme/Orders@1.0`); `element` leaves the version out (`api:Acme/Orders`), since renaming concerns all versions.
 * `range` is that of the name alone. `api` is the key of the API whose offers decide the version of a plan that was named without one.
 */
export interface ReferenceSite { slot: string; element: string; range: Range; declaration: boolean; api?: string }

/** All names of a file that stand for something declared. A symbol counts as a parameter; whether it is one, the index knows. */
export function referenceSites(document: ast.Document): ReferenceSite[] {
    const sites: ReferenceSite[] = [];
    for (const declaration of document.declarations) {
        const organization = declaration.$type === 'Organization' ? declaration.name : '';
        for (const node of AstUtils.streamAst(declaration)) collect(node as ast.Organization, organization ?? '', sites);
    }
    return sites;
}

type Named = ast.Organization | ast.Plan | ast.Api | ast.Client | ast.Parameter | ast.PolicySet | ast.PolicyType | ast.Policy | ast.PolicySetUse | ast.SymbolValue
    | ast.StringValue | ast.Choice | ast.Offer | ast.Contract;

function collect(node: Named, organization: string, sites: ReferenceSite[]): void {
    const add = (kind: string, name: string | undefined, range: Range, declaration = false, version?: string) => {
        if (!name) return;
        const element = `${kind}:${name}`;
        sites.push({ slot: version === undefined ? element : `${element}@${version}`, element, range, declaration });
    };
    const reference = (kind: string, target: ast.QualifiedReference | undefined) => {
        if (!target?.name || !target.version) return;
        if (target.organization) add('organization', target.organization, rangeOf(target, 'organization'));
        add(kind, `${target.organization ?? organization}/${target.name}`, rangeOf(target, 'name'), false, target.version);
    };
    switch (node.$type) {
        case 'Organization': return add('organization', node.name, rangeOf(node, 'name'), true);
        case 'Plan':
        case 'Api':
        case 'Client': return node.version ? add(node.$type.toLowerCase(), node.name && `${organization}/${node.name}`, rangeOf(node, 'name'), true, node.version) : undefined;
        case 'Parameter': return add('parameter', node.name, rangeOf(node, 'name'), true);
        case 'PolicySet': return add('policies', node.name, rangeOf(node, 'name'), true);
        case 'PolicyType': return add('policy-type', node.name, rangeOf(node, 'name'), true);
        case 'Policy': return add('policy-type', node.type, rangeOf(node, 'type'));
        case 'PolicySetUse': return add('policies', node.set, rangeOf(node, 'set'));
        case 'SymbolValue': return add('parameter', node.name, rangeOf(node, 'name'));
        case 'Choice':
        case 'StringValue': return placeholders(node, range => name => add('parameter', name, range));
        case 'Offer':
            reference('plan', node.plan);
            return node.approvedFor.forEach(client => reference('client', client));
        case 'Contract': {
            reference('api', node.api);
            if (!node.plan?.name || !node.api?.name) return;
            const plan = `${node.api.organization ?? organization}/${node.plan.name}`;
            const site = { element: `plan:${plan}`, range: rangeOf(node.plan, 'name'), declaration: false };
            if (node.plan.version) sites.push({ slot: `plan:${plan}@${node.plan.version}`, ...site });
            else sites.push({ slot: site.element, ...site, api: referenceKey(node.api, organization) });
        }
    }
}

function placeholders(node: ast.StringValue | ast.Choice, add: (range: Range) => (name: string) => void): void {
    if (!node.text?.startsWith('"') || !node.text.includes('${')) return;
    const { line, character } = rangeOf(node, 'text').start;
    for (const { name, offset, length } of parseString(node.text).placeholders) {
        add({ start: { line, character: character + offset }, end: { line, character: character + offset + length } })(name);
    }
}
