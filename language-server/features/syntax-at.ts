import { CstUtils, type AstNode } from 'langium';
import type { Position } from '../../language/declarations.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';

/** The innermost piece of syntax of one of the types around a position; a position behind a word belongs to the word. */
export function syntaxAt<T extends keyof ast.ApimAstType>(project: Project, uri: string, position: Position, ...types: T[]): ast.ApimAstType[T] | undefined {
    const document = project.files.get(uri)?.document;
    const root = document?.parseResult.value.$cstNode;
    if (!document || !root) return undefined;
    const offset = document.textDocument.offsetAt(position);
    const leaf = CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeBeforeOffset(root, offset);
    let node: AstNode | undefined = leaf?.astNode;
    while (node && !(types as string[]).includes(node.$type)) node = node.$container;
    return node as ast.ApimAstType[T] | undefined;
}
