import type { CompletionList } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { completionContext } from './completion-context.ts';
import { toItem } from './completion-item.ts';
import { proposals } from './completion-proposals.ts';
import { suppressions } from './completion-suppressions.ts';

/** What an editor can do with proposals, and what was typed that asked for them. */
export interface CompletionOptions {
    /** Whether the editor fills in snippets; otherwise plain text is inserted. */
    snippets: boolean;
    /** Commands that the editor has, of those that a proposal can run. */
    commands?: ReadonlySet<string>;
    /** The character that asked for proposals by itself. */
    trigger?: string;
}

/** The characters after which an editor asks by itself. */
export const completionTriggers = [' ', ':', '/', '{', '[', '"', '@'];

/** What can be written at a position: at most a hundred proposals, `isIncomplete` where there are more. */
export function completion(project: Project, uri: string, position: Position, options: CompletionOptions = { snippets: true }): CompletionList {
    const context = completionContext(project, uri, position);
    const { found, expected, typed } = context ? { ...proposals(project, context), typed: context.typed } : { typed: '', ...suppressions(project, uri, position) ?? { found: [] }, expected: true };
    // A space that was typed asks only where one thing is expected, not at the beginning of anything.
    if (options.trigger === ' ' && !expected) return { isIncomplete: false, items: [] };
    const range = { start: { line: position.line, character: position.character - typed.length }, end: position };
    const matching = take(found, maximumItems + 1);
    return { isIncomplete: matching.length > maximumItems, items: matching.slice(0, maximumItems).map(proposal => toItem(proposal, range, options)) };
}

const maximumItems = 100;

function take<T>(from: Iterable<T>, count: number): T[] {
    const taken: T[] = [];
    for (const item of from) {
        taken.push(item);
        if (taken.length >= count) break;
    }
    return taken;
}
