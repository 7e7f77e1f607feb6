import { CstUtils, type CstNode } from 'langium';
import type { Range, SelectionRange } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';

/** What grows with each step around a position: the word, the value, the option, the policy, the declaration, the organization. */
export function selectionRanges(project: Project, uri: string, positions: readonly Position[]): SelectionRange[] {
    const document = project.files.get(uri)?.document;
    const root = document?.parseResult.value.$cstNode;
    return positions.map(position => {
        const offset = document?.textDocument.offsetAt(position) ?? 0;
        const leaf = root && (CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeBeforeOffset(root, offset));
        const steps: Range[] = [];
        for (let node: CstNode | undefined = leaf; node; node = node.container) {
            const last = steps.at(-1);
            if (contains(node.range, { start: position, end: position }) && (!last || (contains(node.range, last) && !contains(last, node.range)))) steps.push(node.range);
        }
        return steps.reduceRight<SelectionRange | undefined>((parent, range) => parent ? { range, parent } : { range }, undefined) ?? { range: { start: position, end: position } };
    });
}

function contains(outer: Range, inner: Range): boolean {
    return compare(outer.start, inner.start) <= 0 && compare(outer.end, inner.end) >= 0;
}

function compare(a: Position, b: Position): number {
    return a.line - b.line || a.character - b.character;
}
