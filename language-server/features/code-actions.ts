import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import type { Range } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';

/**
 * Quick fixes for what is wrong within a range. `shown` are the diagnostics that the editor sent along: an action carries the one that it fixes.
 */
export function codeActions(_project: Project, _uri: string, _range: Range, _shown: readonly Diagnostic[] = []): CodeAction[] {
    return [];
}
