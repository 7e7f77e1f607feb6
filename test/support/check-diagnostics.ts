import assert from 'node:assert/strict';
import { openProject, remarks } from './project.ts';

/**
 * Checks all diagnostics of a text against marker comments in it: a line `//  ^^^^ error[code]: message` speaks of the line above,
 * and of the columns under which the carets stand; `…` at the end leaves the rest of the message open. Markers of one line follow each other.
 * Several files are separated by lines `--- name.apim`. `before` is what was registered last, in the same form; `asRecorded` may make another record of it.
 * Remarks that almost every short text earns are compared only where a marker speaks of that rule.
 */
export function checkDiagnostics(marked: string, before?: string, asRecorded?: Parameters<typeof openProject>[1]): void {
    const files = split(marked);
    const project = openProject({ files, ...(before === undefined ? {} : { before: split(before) }) }, asRecorded);
    const isSpokenOf = (code: string) => !remarks.includes(code) || marked.includes(`[${code}]`);
    for (const [name, text] of Object.entries(files)) {
        const expected = markers(text);
        const found = project.project.diagnostics(project.uri(name)).filter(({ code }) => isSpokenOf(code)).map(({ code, severity, message, range }) => ({
            line: range.start.line, from: range.start.character, to: range.end.line === range.start.line ? range.end.character : undefined, text: `${severity}[${code}]: ${message}`
        }));
        const shown = (list: { line: number; from: number; to: number | undefined; text: string }[]) => list.map(({ line, from, to, text: message }) => `${line + 1}:${from + 1}-${to === undefined ? '' : to + 1} ${message}`);
        const matched = found.map(finding => {
            const marker = expected.find(candidate => candidate.line === finding.line && candidate.from === finding.from && candidate.to === finding.to && matches(finding.text, candidate.text));
            return marker ? { ...finding, text: marker.text } : finding;
        });
        assert.deepEqual(shown(matched).sort(), shown(expected).sort(), name);
    }
}

function split(marked: string): Record<string, string> {
    const [first = '', ...rest] = marked.replace(/^\n/, '').split(/^--- (.*)\n/m);
    const files: Record<string, string> = first.trim() === '' ? {} : { 'example.apim': first };
    for (let index = 0; index + 1 < rest.length; index += 2) files[rest[index] ?? ''] = rest[index + 1] ?? '';
    return files;
}

function markers(text: string): { line: number; from: number; to: number; text: string }[] {
    let line = -1;
    return text.split('\n').flatMap((content, index) => {
        const marker = /^\s*(?:\/\/|#)\s*(\^+)\s+((?:error|warning|info|hint)\[.*)$/.exec(content);
        if (!marker?.[1] || !marker[2]) {
            line = index;
            return [];
        }
        const from = content.indexOf('^');
        return [{ line, from, to: from + marker[1].length, text: marker[2] }];
    });
}

function matches(found: string, expected: string): boolean {
    return expected.endsWith('…') ? found.startsWith(expected.slice(0, -1)) : found === expected;
}
