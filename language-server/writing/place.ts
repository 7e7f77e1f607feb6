import type { AstNode } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import type { Entry } from '../../language/entry.ts';
import type { Project } from '../../language/project.ts';
import { append, type Edit } from '../features/fix.ts';
import { insertInto } from '../lifecycle/insertion.ts';
import { editAt, eolOf, indentAt, linesOf, standingOf } from '../lifecycle/standing.ts';

/** A body that members are written into, or a whole file. */
export type Holder = ast.Organization | ast.Client | ast.Document;

/** What is written, and by what it is sorted among others of its kind. */
export interface NewMember { type: 'Organization' | 'Plan' | 'Api' | 'Client' | 'Contract' | 'Parameter'; text: string; name?: string; version?: string }

/** The order in which people write members, where there is none of that kind yet. */
const order = ['Parameter', 'Organization', 'Property', 'Member', 'PolicySet', 'PolicyType', 'Plan', 'Api', 'Client', 'Contract', 'Policy', 'PolicySetUse'];

/** Where most of that kind is declared in an organization; files that cannot be read are passed over. */
export function blockFor(project: Project, organization: string, type: 'Plan' | 'Api' | 'Client'): Entry | undefined {
    const blocks = project.index.entries('organization', organization).filter(({ uri, node }) => node && project.files.get(uri)?.syntax.length === 0);
    const count = ({ node }: Entry, ...types: string[]) => node?.$type === 'Organization' ? node.members.filter(member => types.length === 0 || types.includes(member.$type)).length : 0;
    return blocks.toSorted((a, b) => count(b, type) - count(a, type) || count(b) - count(a))[0];
}

/** Writes a member beside those of its kind, sorted where they are; the first of its kind where people expect it. Always on lines of its own. */
export function insertMember(project: Project, uri: string, holder: Holder, member: NewMember): Edit {
    const members: readonly AstNode[] = holder.$type === 'Document' ? holder.declarations : holder.members;
    const alike = members.filter(({ $type }) => $type === member.type);
    const [behind, before] = alike.length > 0 ? amongAlike(alike, member) : amongOthers(members, member.type);
    if (behind) return insertBehind(project, uri, behind, holder, member.text);
    if (before) return insertBefore(project, uri, before, member.text);
    return holder.$type === 'Document' ? append({ project, uri }, member.text) : insertInto(project, uri, holder, indented(member.text, innerIndent(project, uri, holder), '\n').trimStart());
}

function amongAlike(alike: readonly AstNode[], member: NewMember): [behind: AstNode | undefined, before?: AstNode | undefined] {
    const isSorted = alike.every((each, index) => index === 0 || compare(nameOf(alike[index - 1]), nameOf(each)) <= 0);
    const named = alike.filter(each => nameOf(each).name === member.name);
    const smaller = (list: readonly AstNode[]) => list.findLast(each => compare(nameOf(each), member) <= 0);
    if (isSorted && alike.length > 1 && member.name !== undefined) return [smaller(alike), alike[0]];
    return named.length > 0 ? [smaller(named), named[0]] : [alike.at(-1)];
}

function amongOthers(members: readonly AstNode[], type: string): [behind: AstNode | undefined, before?: AstNode | undefined] {
    return [members.findLast(({ $type }) => order.indexOf($type) < order.indexOf(type)), members[0]];
}

function insertBehind(project: Project, uri: string, member: AstNode, holder: Holder, text: string): Edit {
    const standing = standingOf(project, uri, member);
    const eol = eolOf(standing.text);
    const indent = linesOf(standing).begins ? indentAt(standing.text, standing.from) : innerIndent(project, uri, holder);
    const isApart = text.includes('\n') || standing.text.slice(standing.from, standing.to).includes('\n');
    const gap = standing.text.slice(standing.to, standing.after);
    const closing = isApart && !standing.isLast && gap.split('\n').length === 2 ? eol : '';
    return editAt(project, uri, standing.to, standing.to, `${eol}${isApart ? eol : ''}${indented(text, indent, eol)}${closing}`);
}

function insertBefore(project: Project, uri: string, member: AstNode, text: string): Edit {
    const standing = standingOf(project, uri, member);
    const eol = eolOf(standing.text);
    const indent = indentAt(standing.text, standing.from);
    const isApart = text.includes('\n') || standing.text.slice(standing.from, standing.to).includes('\n');
    const opening = linesOf(standing).begins ? '' : `${eol}${indent}`;
    return editAt(project, uri, standing.from, standing.from, `${opening}${indented(text, indent, eol).trimStart()}${eol}${isApart ? eol : ''}${indent}`);
}

function innerIndent(project: Project, uri: string, holder: Holder): string {
    if (holder.$type === 'Document') return '';
    const outer = indentAt(project.files.get(uri)?.text ?? '', holder.$cstNode?.offset ?? 0);
    return `${outer}${outer.includes('\t') ? '\t' : '  '}`;
}

function indented(text: string, indent: string, eol: string): string {
    return text.split('\n').map(line => line === '' ? '' : `${indent}${line}`).join(eol);
}

function nameOf(node: AstNode | undefined): { name: string; version: string } {
    const { name = '', version = '' } = (node ?? {}) as { name?: string; version?: string };
    return { name, version };
}

function compare(a: { name?: string; version?: string }, b: { name?: string; version?: string }): number {
    return byNumbers(a.name ?? '', b.name ?? '') || byNumbers(a.version ?? '', b.version ?? '');
}

function byNumbers(a: string, b: string): number {
    return a.localeCompare(b, 'en', { numeric: true });
}
