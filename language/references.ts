import type { AstNode } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from './declarations.ts';
import type { DeclarationNode } from './extraction.ts';
import type * as ast from './generated/ast.ts';
import { childrenOf, offsetsOf, type Offsets } from './places.ts';
import { parseString } from './strings.ts';

/**
 * A name in a file that stands for something declared: the declaration's own name included.
 * `slot` is kind and key (`api:Acme/Orders@1.0`); `element` leaves the version out (`api:Acme/Orders`), since renaming concerns all versions.
 * `range` is that of the name alone. `api` is the key of the API whose offers decide the version of a plan that was named without one.
 */
export interface ReferenceSite { slot: string; element: string; range: Range; declaration: boolean; api?: string }

/** How often something is declared, and how often it is used. */
export interface Uses { declared: number; used: number }

/** All names of a file that stand for something declared, as numbers, since a project has more of them than of anything else. */
export class ReferenceSites {
    /** An element, and on a line of its own the version, if there is one. */
    readonly #slots: readonly string[];
    /** Of each name its slot, where it begins and ends, and what it is: 0 a name, 1 that of a declaration, 2 and more a plan that the API of a slot offers. */
    readonly #sites: Int32Array;

    /** Of a whole document, or of what is declared in an organization. */
    constructor(root: ast.Document | DeclarationNode, organization = '') {
        const collector = new Collector();
        for (const declaration of root.$type === 'Document' ? root.declarations : [root]) {
            collector.take(declaration as ast.Organization, declaration.$type === 'Organization' ? declaration.name ?? '' : organization);
        }
        this.#slots = [...collector.slots.keys()];
        this.#sites = Int32Array.from(collector.sites);
    }

    /** What is named, in any version: how often it is declared, and how often it is used. */
    elements(): Map<string, Uses> {
        const elements = new Map<string, Uses>();
        const [declared, used] = [new Uint32Array(this.#slots.length), new Uint32Array(this.#slots.length)];
        for (let site = 0; site < this.#sites.length; site += 4) (this.#sites[site + 3] === 1 ? declared : used)[this.#sites[site]!]! += 1;
        for (const [index, slot] of this.#slots.entries()) {
            const known = elements.get(elementOf(slot));
            elements.set(elementOf(slot), { declared: declared[index]! + (known?.declared ?? 0), used: used[index]! + (known?.used ?? 0) });
        }
        return elements;
    }

    /** The names, or those that stand for one element, where they are in the text. */
    in(text: TextDocument, element?: string): ReferenceSite[] {
        const found: ReferenceSite[] = [];
        const elements = this.#slots.map(elementOf);
        for (let site = 0; site < this.#sites.length; site += 4) {
            const index = this.#sites[site]!, begin = this.#sites[site + 1]!, end = this.#sites[site + 2]!, what = this.#sites[site + 3]!;
            const slot = this.#slots[index]!, named = elements[index]!;
            if (element !== undefined && named !== element) continue;
            found.push({
                slot: slot.replace('\n', '@'), element: named, range: { start: text.positionAt(begin), end: text.positionAt(end) }, declaration: what === 1,
                ...(what > 1 ? { api: this.#slots[what - 2]!.slice('api:'.length).replace('\n', '@') } : {})
            });
        }
        return found;
    }
}

function elementOf(slot: string): string {
    const version = slot.indexOf('\n');
    return version < 0 ? slot : slot.slice(0, version);
}

type Named = ast.Organization | ast.Plan | ast.Api | ast.Client | ast.Parameter | ast.PolicySet | ast.PolicyType | ast.Policy | ast.PolicySetUse | ast.SymbolValue
    | ast.StringValue | ast.Choice | ast.Offer | ast.Contract;

class Collector {
    readonly slots = new Map<string, number>();
    readonly sites: number[] = [];

    /** A symbol counts as a parameter; whether it is one, the index knows. */
    take(node: Named, organization: string): void {
        this.#collect(node, organization);
        for (const child of childrenOf(node)) this.take(child as Named, organization);
    }

    #collect(node: Named, organization: string): void {
        switch (node.$type) {
            case 'Organization': return this.#add('organization', node.name, node, 'name', true);
            case 'Plan':
            case 'Api':
            case 'Client': return node.version ? this.#add(node.$type.toLowerCase(), node.name && `${organization}/${node.name}\n${node.version}`, node, 'name', true) : undefined;
            case 'Parameter': return this.#add('parameter', node.name, node, 'name', true);
            case 'PolicySet': return this.#add('policies', node.name, node, 'name', true);
            case 'PolicyType': return this.#add('policy-type', node.name, node, 'name', true);
            case 'Policy': return this.#add('policy-type', node.type, node, 'type');
            case 'PolicySetUse': return this.#add('policies', node.set, node, 'set');
            case 'SymbolValue': return this.#add('parameter', node.name, node, 'name');
            case 'Choice':
            case 'StringValue': return this.#placeholders(node);
            case 'Offer':
                this.#reference('plan', node.plan, organization);
                return node.approvedFor.forEach(client => this.#reference('client', client, organization));
            case 'Contract': {
                this.#reference('api', node.api, organization);
                if (!node.plan?.name || !node.api?.name) return;
                const plan = `plan:${node.api.organization ?? organization}/${node.plan.name}`;
                const api = node.api.version && this.#slot(`api:${node.api.organization ?? organization}/${node.api.name}\n${node.api.version}`) + 2;
                if (node.plan.version) this.#put(`${plan}\n${node.plan.version}`, offsetsOf(node.plan, 'name'), 0);
                else this.#put(plan, offsetsOf(node.plan, 'name'), api || 0);
            }
        }
    }

    #reference(kind: string, target: ast.QualifiedReference | undefined, organization: string): void {
        if (!target?.name || !target.version) return;
        if (target.organization) this.#add('organization', target.organization, target, 'organization');
        this.#add(kind, `${target.organization ?? organization}/${target.name}\n${target.version}`, target, 'name');
    }

    #placeholders(node: ast.StringValue | ast.Choice): void {
        if (!node.text?.startsWith('"') || !node.text.includes('${')) return;
        const [begin] = offsetsOf(node, 'text');
        for (const { name, offset, length } of parseString(node.text).placeholders) {
            if (name) this.#put(`parameter:${name}`, [begin + offset, begin + offset + length], 0);
        }
    }

    #add(kind: string, key: string | undefined, node: AstNode, property: string, declaration = false): void {
        if (key) this.#put(`${kind}:${key}`, offsetsOf(node, property), declaration ? 1 : 0);
    }

    #put(slot: string, [begin, end]: Offsets, what: number): void {
        this.sites.push(this.#slot(slot), begin, end, what);
    }

    #slot(slot: string): number {
        const known = this.slots.get(slot) ?? this.slots.size;
        this.slots.set(slot, known);
        return known;
    }
}
