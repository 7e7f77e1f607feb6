import type { MarkupContent } from 'vscode-languageserver-protocol';

/** An answer whose Markdown is plain text, for editors that would show the marks. */
export function plainly<T>(answer: T): T {
    if (Array.isArray(answer)) return answer.map(plainly) as T;
    if (typeof answer !== 'object' || answer === null) return answer;
    if (isMarkdown(answer)) return { kind: 'plaintext', value: answer.value.replaceAll(/^```.*\n?/gm, '').replaceAll(/[`*]/g, '').replaceAll(/ {2}$/gm, '').trimEnd() } as T;
    return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, plainly(value)])) as T;
}

function isMarkdown(value: object): value is MarkupContent {
    return 'kind' in value && value.kind === 'markdown' && 'value' in value;
}
