import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-protocol';
import type { Project } from '../../language/project.ts';

/** Bodies, lists and objects over several lines, comments and texts that span lines. Brackets are paired by themselves, so that broken files fold too. */
export function foldingRanges(project: Project, uri: string): FoldingRange[] {
    const text = project.files.get(uri)?.text ?? '';
    const { tokens, hidden } = project.language.services.parser.Lexer.tokenize(text);
    const folds: FoldingRange[] = [];
    const open: number[] = [];
    const fold = (start: number, end: number, kind?: FoldingRangeKind) => {
        // Lines of tokens count from one.
        if (end > start) folds.push({ startLine: start - 1, endLine: end - 1, ...(kind ? { kind } : {}) });
    };
    for (const { tokenType: { name }, startLine = 0, endLine = 0 } of [...hidden, ...tokens]) {
        switch (name) {
            case '{':
            case '[': open.push(startLine); break;
            case '}':
            // The line of the closing bracket stays visible.
            case ']': fold(open.pop() ?? endLine, endLine - 1); break;
            case 'ML_COMMENT': fold(startLine, endLine, FoldingRangeKind.Comment); break;
            case 'TEXT': fold(startLine, endLine); break;
        }
    }
    return folds;
}
