import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../language/project.ts';
import type { Colors } from './colors.ts';

type Severity = Diagnostic['severity'];

export interface FileDiagnostic { uri: string; diagnostic: Diagnostic }

/** What is printed of a project that was checked: a session has all of it, and so has a result that was kept. */
export interface Checked {
    /** Its files by URI. */
    readonly project: { readonly files: Pick<ReadonlyMap<string, { readonly text: string }>, 'get' | 'keys' | 'size'> };
    /** What is wrong with each file, sorted by file. */
    diagnostics(): readonly { uri: string; diagnostics: readonly Diagnostic[] }[];
    /** Path of a file as seen from the project's folder. */
    relative(uri: string): string;
}

/** `apim check --format json`. Positions are zero-based as in LSP, files relative to the project. */
export function diagnosticsAsJson(checked: Checked, found: readonly FileDiagnostic[]): object {
    return {
        diagnostics: found.map(({ uri, diagnostic: { range, severity, code, message, related } }) => ({
            file: checked.relative(uri), range, severity, code, message,
            related: related.map(place => ({ file: checked.relative(place.uri), range: place.range, message: place.message }))
        })),
        summary: summaryOf(checked, found)
    };
}

/** A block each: `file:line:column: severity: message [code]`, the line with its place marked, and what it relates to. */
export function diagnosticsText(checked: Checked, found: readonly FileDiagnostic[], colors: Colors): string {
    const hidden = linesWithSecrets(checked);
    const lines = new Map<string, readonly string[]>();
    const linesOf = (uri: string) => {
        const known = lines.get(uri) ?? textOf(checked, uri)?.split(/\r?\n/) ?? [];
        lines.set(uri, known);
        return known;
    };
    return found.map(one => diagnosticText(checked, one, linesOf, hidden, colors)).join('\n\n');
}

/** `2 errors and 1 warning in 3 files.` */
export function summaryText(checked: Checked, found: readonly FileDiagnostic[]): string {
    const { files, ...counts } = summaryOf(checked, found);
    const parts = (['errors', 'warnings', 'infos', 'hints'] as const).filter(kind => counts[kind] > 0).map(kind => counted(counts[kind], kind.slice(0, -1)));
    return `${parts.length === 0 ? 'No problems' : parts.join(', ')} in ${counted(files, 'file')}.`;
}

function summaryOf(checked: Checked, found: readonly FileDiagnostic[]) {
    const count = (wanted: Severity) => found.filter(({ diagnostic }) => diagnostic.severity === wanted).length;
    return { files: checked.project.files.size, errors: count('error'), warnings: count('warning'), infos: count('info'), hints: count('hint') };
}

function diagnosticText(checked: Checked, { uri, diagnostic }: FileDiagnostic, linesOf: (uri: string) => readonly string[], hidden: ReadonlySet<string>, colors: Colors): string {
    const { severity, message, code, range, related } = diagnostic;
    const paint = { error: colors.red, warning: colors.yellow, info: colors.blue, hint: colors.dim }[severity];
    return [
        `${colors.bold(place(checked, uri, range.start))}: ${paint(`${severity}:`)} ${message} ${colors.dim(`[${code}]`)}`,
        ...hidden.has(`${uri}#${range.start.line}`) ? [] : excerpt(linesOf(uri)[range.start.line], range, paint, colors),
        ...related.map(other => `${colors.dim(`  ${place(checked, other.uri, other.range.start)}:`)} ${other.message}`)
    ].join('\n');
}

/** `uri#line`. A line on which somebody wrote a secret is named and never repeated: this output ends in the logs of builds. */
export function linesWithSecrets(checked: Checked): Set<string> {
    const found = checked.diagnostics().flatMap(({ uri, diagnostics }) => diagnostics.map(({ code, range }) => ({ uri, code, range })));
    return new Set(found.filter(({ code }) => code === 'secret-in-clear' || code === 'api-key-defined').flatMap(({ uri, range: { start, end } }) =>
        Array.from({ length: end.line - start.line + 1 }, (_, index) => `${uri}#${start.line + index}`)));
}

function textOf(checked: Checked, uri: string): string | undefined {
    const file = checked.project.files.get(uri);
    if (file) return file.text;
    try {
        return readFileSync(fileURLToPath(uri), 'utf8');
    } catch {
        return undefined;
    }
}

/** The first line of a range with a marker below; a tab stays a tab, so that the marker stands where it should. */
function excerpt(line: string | undefined, { start, end }: Diagnostic['range'], paint: (text: string) => string, colors: Colors): string[] {
    if (line === undefined || line.trim() === '' || line.length > 300) {
        return [];
    }
    const last = end.line === start.line ? end.character : line.trimEnd().length;
    const number = `${start.line + 1}`;
    const indent = line.slice(0, start.character).replace(/[^\t]/gu, ' ');
    return [
        colors.dim(`  ${number} | `) + line.trimEnd(),
        `${colors.dim(`  ${' '.repeat(number.length)} | `)}${indent}${paint('^'.repeat(Math.max(1, last - start.character)))}`
    ];
}

function place(checked: Checked, uri: string, { line, character }: { line: number; character: number }): string {
    return `${checked.relative(uri)}:${line + 1}:${character + 1}`;
}

export function counted(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
