import { CodeActionKind, type CodeAction, type Diagnostic as LspDiagnostic } from 'vscode-languageserver-protocol';
import type { Range } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';

/**
 * Quick fixes for what is wrong within a range: what was meant, where the finding knows it. `shown` are the diagnostics that the editor sent along;
 * an action carries the one that it fixes.
 */
export function codeActions(project: Project, uri: string, range: Range, shown: readonly LspDiagnostic[] = []): CodeAction[] {
    return project.diagnostics(uri).filter(diagnostic => touches(diagnostic.range, range)).flatMap(({ code, range: place, data }) => {
        const replacement = data?.['replacement'];
        if (replacement === undefined) return [];
        const fixed = shown.filter(diagnostic => diagnostic.code === code && diagnostic.range.start.line === place.start.line && diagnostic.range.start.character === place.start.character);
        return [{
            title: `Change to '${replacement}'`, kind: CodeActionKind.QuickFix, isPreferred: true,
            ...(fixed.length > 0 ? { diagnostics: fixed } : {}), edit: { changes: { [uri]: [{ range: place, newText: replacement }] } }
        }];
    });
}

function touches(a: Range, b: Range): boolean {
    return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
    return a.line < b.line || (a.line === b.line && a.character < b.character);
}
