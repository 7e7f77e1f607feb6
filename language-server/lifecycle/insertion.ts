import { GrammarUtils, type AstNode } from 'langium';
import type { Project } from '../../language/project.ts';
import type { Edit } from '../features/fix.ts';
import type { RemovedPiece } from './restore-document.ts';
import { editAt, eolOf, indentAt } from './standing.ts';

/** Writes a declaration as the last one of its organization, or a contract as the last member of its client; in the file that it stood in, where that has one. */
export function insertAtEnd(project: Project, { what, owner, own }: Pick<RemovedPiece, 'what' | 'owner' | 'own'>, uri: string): Edit | undefined {
    const entries = what === 'declaration' ? project.index.entries('organization', owner) : project.index.entries('client', owner);
    const holder = entries.findLast(entry => entry.uri === uri) ?? entries[0];
    return holder?.node && insertInto(project, holder.uri, holder.node, own);
}

/** Writes a member as the first one of a body: in its line, where the body has one line. */
export function insertFirst(project: Project, uri: string, node: AstNode, member: string): Edit {
    const text = project.files.get(uri)?.text ?? '';
    const brace = GrammarUtils.findNodeForKeyword(node.$cstNode, '{');
    if (!brace) return insertInto(project, uri, node, member);
    const gap = /^\s*/.exec(text.slice(brace.end))?.[0] ?? '';
    if (!gap.includes('\n')) return editAt(project, uri, brace.end, brace.end, gap === '' ? ` ${member} ` : ` ${member}`);
    const outer = indentAt(text, node.$cstNode?.offset ?? 0);
    return editAt(project, uri, brace.end, brace.end, `${eolOf(text)}${outer}${outer.includes('\t') ? '\t' : '  '}${member}`);
}

/** Writes options as the last ones of a policy or an object, behind a comma where they stand in its line. */
export function insertOptions(project: Project, uri: string, node: AstNode, options: string): Edit {
    const edit = insertInto(project, uri, node, options);
    const needsComma = /[^{,\s]\s*\}$/.test(node.$cstNode?.text ?? '') && !edit.newText.includes('\n');
    return needsComma ? { ...edit, newText: `,${edit.newText}` } : edit;
}

/** Writes a member as the last one of a body, on lines of its own; what follows its first line is indented already. */
export function insertInto(project: Project, uri: string, { $cstNode: syntax }: AstNode, member: string): Edit {
    const text = project.files.get(uri)?.text ?? '';
    const eol = eolOf(text);
    const end = syntax?.end ?? text.length;
    const outer = indentAt(text, syntax?.offset ?? 0);
    const inner = `${outer}${outer.includes('\t') ? '\t' : '  '}`;
    const written = member.replaceAll(/\r?\n/g, eol);
    if (!syntax?.text.endsWith('}')) return editAt(project, uri, end, end, ` {${eol}${inner}${written}${eol}${outer}}`);
    const start = text.slice(0, end - 1).trimEnd().length;
    const gap = text.slice(start, end - 1);
    const isEmpty = text.charAt(start - 1) === '{';
    if (!gap.includes('\n') && !written.includes('\n')) return editAt(project, uri, start, end - 1, ` ${written} `);
    const blank = !isEmpty && written.includes('\n') ? eol : '';
    return editAt(project, uri, start, end - 1, `${eol}${blank}${inner}${written}${eol}${outer}`);
}
