import type { AstNode } from 'langium';
import type { DeclarationNode } from './extraction.ts';
import type * as ast from './generated/ast.ts';
import { CONTRACT, MEMBER, memberSize, nodeTypes, ODD, OFFER, POLICY, PROPERTY, USE, type Rows } from './file-rows.ts';
import { commentBegin, offsetsOf, writtenText } from './places.ts';

/** The rows of declarations whose tree is there; `loose` are members of what only stands around them. */
export function rowsOfTree(nodes: readonly DeclarationNode[], loose: readonly AstNode[] = []): Rows {
    const declarations: number[] = [], members = loose.flatMap(member => rowOf(member) ?? []);
    let count = members.length / memberSize;
    for (const node of nodes) {
        const [begin, end] = offsetsOf(node);
        const first = count;
        for (const member of ('members' in node ? node.members : []) as AstNode[]) {
            const row = rowOf(member);
            if (!row) continue;
            members.push(...row);
            count++;
        }
        const place = (property: string) => property in node && (node as unknown as Record<string, unknown>)[property] !== undefined ? offsetsOf(node, property) : [0, 0] as const;
        const isInside = node.$container?.$type === 'Organization' && nodes.includes(node.$container as ast.Organization);
        declarations.push(
            nodeTypes.indexOf(node.$type), commentBegin(node) ?? begin, begin, end, ...place('name'), ...place('version'), ...place('title'),
            first, count, isInside ? 1 : 0
        );
    }
    return { declarations: Int32Array.from(declarations), members: Int32Array.from(members) };
}

function rowOf(member: AstNode): number[] | undefined {
    const row = (kind: number, name: string, plan?: string) => {
        const isOdd = [name, ...plan === undefined ? [] : [plan]].some(property => !/^[\w./@-]+$/.test(writtenText(member, property) ?? ''));
        return [isOdd && kind !== MEMBER ? kind | ODD : kind, ...offsetsOf(member), ...offsetsOf(member, name), ...plan === undefined ? [0, 0] : offsetsOf(member, plan)];
    };
    switch (member.$type) {
        case 'Property': return row(PROPERTY, 'key');
        case 'Policy': return row(POLICY, 'type');
        case 'PolicySetUse': return row(USE, 'set');
        case 'Contract': return row(CONTRACT, 'api', 'plan');
        case 'Offer': return row(OFFER, 'plan');
        case 'Member': return row(MEMBER, 'user');
        default: return undefined;
    }
}
