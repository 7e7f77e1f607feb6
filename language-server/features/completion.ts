import type { CompletionList } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';

/** What an editor can do with proposals, and what was typed that asked for them. */
export interface CompletionOptions {
    /** Whether the editor fills in snippets; otherwise plain text is inserted. */
    snippets: boolean;
    /** The character that asked for proposals by itself. */
    trigger?: string;
}

/** The characters after which an editor asks by itself. */
export const completionTriggers = [' ', ':', '/', '{', '[', '"', '@'];

/** What can be written at a position: at most a hundred proposals, `isIncomplete` where there are more. */
export function completion(_project: Project, _uri: string, _position: Position, _options: CompletionOptions = { snippets: true }): CompletionList {
    return { isIncomplete: false, items: [] };
}
