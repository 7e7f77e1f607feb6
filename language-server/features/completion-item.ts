import { CompletionItemKind, InsertTextFormat, type CompletionItem, type MarkupContent, type Range } from 'vscode-languageserver-protocol';

/** What can be written at the cursor. `insert` is a snippet where `snippet` says so. */
export interface Proposal {
    label: string;
    kind: CompletionItemKind;
    insert?: string;
    snippet?: true;
    detail?: string;
    documentation?: string;
    /** Groups proposals: the lower, the earlier. */
    rank?: number;
    /** The place within its group, where that is not by the alphabet. */
    order?: number;
    /** What the typed word is compared with, where it is not the label. */
    filter?: string;
    /** Asks for what comes next as soon as it is inserted. */
    continues?: true;
}

/** A keyword, and what it begins. */
export function keyword(label: string, insert: string, detail: string, rank = 1): Proposal {
    const snippet = insert.includes('$');
    return { label, kind: snippet ? CompletionItemKind.Snippet : CompletionItemKind.Keyword, insert, detail, rank, ...(snippet ? { snippet } : {}), ...(insert.endsWith(' ') ? { continues: true } : {}) };
}

/** Text that stands for itself inside a snippet. */
export function escapeSnippet(text: string): string {
    return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** One of several values, as a choice in a snippet. */
export function choice(number: number, values: readonly string[]): string {
    return `\${${number}|${values.map(value => value.replaceAll(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
}

/** A proposal as the protocol has it, replacing a range. */
export function toItem(proposal: Proposal, range: Range, { snippets, commands }: { snippets: boolean; commands?: ReadonlySet<string> }): CompletionItem {
    const { label, kind, insert = label, snippet, detail, documentation, rank = 5, order, filter, continues } = proposal;
    const markdown: MarkupContent | undefined = documentation ? { kind: 'markdown', value: documentation } : undefined;
    return {
        label, kind, sortText: `${rank}${order === undefined ? '' : String(order).padStart(3, '0')}${label}`, filterText: filter ?? label,
        textEdit: { range, newText: snippet && !snippets ? withoutPlaceholders(insert) : insert },
        insertTextFormat: snippet && snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
        ...(detail ? { detail } : {}), ...(markdown ? { documentation: markdown } : {}),
        ...(continues && commands?.has(suggest) ? { command: { title: 'Suggest', command: suggest } } : {})
    };
}

/** Asks for proposals again, in VS Code. */
const suggest = 'editor.action.triggerSuggest';

/** A snippet as plain text, for editors that cannot fill one in. */
export function withoutPlaceholders(snippet: string): string {
    return snippet.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1').replaceAll(/(?<!\\)\$\d+/g, '').replaceAll(/\\([\\$}])/g, '$1');
}
