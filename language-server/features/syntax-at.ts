import { CstUtils, type AstNode, type LeafCstNode } from 'langium';
import type { Position, Range } from '../../language/declarations.ts';
import { lastBefore } from '../../language/excerpt.ts';
import type * as ast from '../../language/generated/ast.ts';
import { rangeOf } from '../../language/places.ts';
import type { Entry } from '../../language/entry.ts';
import type { Project } from '../../language/project.ts';

/** The innermost piece of syntax of one of the types around a position; a position behind a word belongs to the word. */
export function syntaxAt<T extends keyof ast.ApimAstType>(project: Project, uri: string, position: Position, ...types: T[]): ast.ApimAstType[T] | undefined {
    const leaf = leafAt(project, uri, position) ?? leafAt(project, uri, position, { before: true });
    let node: AstNode | undefined = leaf?.astNode;
    while (node && !(types as string[]).includes(node.$type)) node = node.$container;
    return node as ast.ApimAstType[T] | undefined;
}

/** The word at a position, or the one `before` it. */
export function leafAt(project: Project, uri: string, position: Position, { before = false } = {}): LeafCstNode | undefined {
    const file = project.files.get(uri);
    if (!file) return undefined;
    const offset = file.textDocument.offsetAt(position);
    const root = file.excerpt({ from: offset }).root.$cstNode;
    return root && (before ? CstUtils.findLeafNodeBeforeOffset(root, offset) : CstUtils.findLeafNodeAtOffset(root, offset));
}

/** The last declaration that begins in front of a position: the innermost one around it, where there is one. */
export function entryAt(project: Project, uri: string, position: Position): Entry | undefined {
    const file = project.files.get(uri);
    return file && project.index.inFile(uri)[lastBefore(file.declared, file.textDocument.offsetAt(position))];
}

/** The declarations that stand in a range, or begin or end in it. */
export function entriesIn(project: Project, uri: string, { start, end }: Range): readonly Entry[] {
    const file = project.files.get(uri);
    if (!file) return [];
    const [from, to] = [file.textDocument.offsetAt(start), file.textDocument.offsetAt(end)];
    return project.index.inFile(uri).slice(Math.max(0, lastBefore(file.declared, from)), lastBefore(file.declared, to) + 1).filter(entry => entry.to >= from);
}

/** The beginning and the end of an organization, which is all that it takes to write something into it. */
export function frameOf(project: Project, { uri, sites }: Entry): ast.Organization | undefined {
    return sites['name'] && syntaxAt(project, uri, sites['name'].start, 'Organization');
}

/** The declaration that a piece of syntax is. */
export function entryOf(project: Project, uri: string, node: AstNode | undefined): Entry | undefined {
    const place = node && rangeOf(node, 'name').start;
    const entry = place && entryAt(project, uri, place);
    const name = entry?.sites['name']?.start;
    return place?.line === name?.line && place?.character === name?.character ? entry : undefined;
}
