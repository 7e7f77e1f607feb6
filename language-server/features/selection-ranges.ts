import type { CstNode } from 'langium';
import type { Range, SelectionRange } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { leafAt } from './syntax-at.ts';

/** What grows with each step around a position: the word, the value, the option, the policy, the declaration, the organization. */
export function selectionRanges(project: Project, uri: string, positions: readonly Position[]): SelectionRange[] {
    return positions.map(position => {
        const leaf = leafAt(project, uri, position) ?? leafAt(project, uri, position, { before: true });
        const steps: Range[] = [];
        for (let node: CstNode | undefined = leaf; node; node = node.container) {
            const range = node.container ? node.range : wholeOf(project, uri) ?? node.range;
            const last = steps.at(-1);
            if (contains(range, { start: position, end: position }) && (!last || (contains(range, last) && !contains(last, range)))) steps.push(range);
        }
        return steps.reduceRight<SelectionRange | undefined>((parent, range) => parent ? { range, parent } : { range }, undefined) ?? { range: { start: position, end: position } };
    });
}

/** From the first declaration of a file to the end of the last. */
function wholeOf(project: Project, uri: string): Range | undefined {
    const file = project.files.get(uri);
    const [first] = file?.declared ?? [];
    if (!file || !first) return undefined;
    const organization = file.declared.findLast(({ kind }) => kind === 'organization');
    const end = Math.max(organization?.to ?? 0, file.declared.at(-1)!.to);
    return { start: { line: first.line, character: first.character }, end: file.textDocument.positionAt(end) };
}

function contains(outer: Range, inner: Range): boolean {
    return compare(outer.start, inner.start) <= 0 && compare(outer.end, inner.end) >= 0;
}

function compare(a: Position, b: Position): number {
    return a.line - b.line || a.character - b.character;
}
