import { CstUtils } from 'langium';
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-protocol';
import type { Project } from '../../language/project.ts';

/** Bodies, lists and objects over several lines, comments and texts that span lines. Braces are paired by themselves, so that broken files fold too. */
export function foldingRanges(project: Project, uri: string): FoldingRange[] {
    const root = project.files.get(uri)?.document.parseResult.value.$cstNode;
    const folds: FoldingRange[] = [];
    const open: number[] = [];
    const fold = (startLine: number, endLine: number, kind?: FoldingRangeKind) => {
        if (endLine > startLine) folds.push({ startLine, endLine, ...(kind ? { kind } : {}) });
    };
    for (const { range: { start, end }, tokenType } of root ? CstUtils.flattenCst(root) : []) {
        switch (tokenType.name) {
            case '{':
            case '[': open.push(start.line); break;
            case '}':
            // The line of the closing brace stays visible.
            case ']': fold(open.pop() ?? end.line, end.line - 1); break;
            case 'ML_COMMENT': fold(start.line, end.line, FoldingRangeKind.Comment); break;
            case 'TEXT': fold(start.line, end.line); break;
        }
    }
    return folds;
}
