import { t } from '@vscode/l10n';
import type { Range } from '../../language/declarations.ts';
import type { Diagnostic, Project } from '../../language/project.ts';
import type { Entry } from '../../language/entry.ts';
import { entryAt } from './syntax-at.ts';

/** A finding for which a fix is wanted. */
export interface Problem { project: Project; uri: string; diagnostic: Diagnostic }

/** One way to put it right. `preferred` where it is the one that most likely is meant. */
export interface Fix { title: string; edits: readonly Edit[]; preferred?: true }

export interface Edit { uri: string; range: Range; newText: string }

/** The fixes of one rule; each rule that has some has a file `language-server/fixes/<rule-id>.ts`. */
export type Fixer = (problem: Problem) => Fix[];

/** Puts another text where the finding is. */
export function replace({ uri, diagnostic: { range } }: Problem, title: string, newText: string, preferred = true): Fix {
    return { title, edits: [{ uri, range, newText }], ...(preferred ? { preferred: true as const } : {}) };
}

/** Writes what the finding knows was meant, where it knows it. */
export function replaceByMeant(problem: Problem): Fix[] {
    const meant = problem.diagnostic.data?.['replacement'];
    return meant === undefined ? [] : [replace(problem, t("Write '{0}'", meant), meant)];
}

/** The declaration at whose name the finding is. */
export function declarationAt({ project, uri, diagnostic: { range } }: Problem): Entry | undefined {
    const entry = entryAt(project, uri, range.start);
    return entry?.sites['name'] && isSame(entry.sites['name'], range) ? entry : undefined;
}

/** Puts a word in front of a declaration. */
export function insertBefore({ uri, node }: Entry, title: string, newText: string): Fix[] {
    const start = node?.$cstNode?.range.start;
    return start ? [{ title, edits: [{ uri, range: { start, end: start }, newText }], preferred: true }] : [];
}

export function isSame(a: Range, b: Range): boolean {
    return a.start.line === b.start.line && a.start.character === b.start.character && a.end.line === b.end.line && a.end.character === b.end.character;
}

/** Adds lines at the end of a file, with the line ends of the file. */
export function append({ project, uri }: Pick<Problem, 'project' | 'uri'>, line: string): Edit {
    const document = project.files.get(uri)?.textDocument;
    const text = document?.getText() ?? '';
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    const end = document?.positionAt(text.length) ?? { line: 0, character: 0 };
    return { uri, range: { start: end, end }, newText: `${text === '' || text.endsWith('\n') ? '' : eol}${line}${eol}` };
}

/** A name that stands for nothing yet, neither a parameter nor a value somewhere; `otherwise` where the wanted one cannot be a name. */
export function freeParameterName(project: Project, wanted: string, otherwise: string): string {
    const base = /^[A-Za-z_]\w*$/.test(wanted) ? wanted : otherwise;
    return freeName(project, 'parameter', base);
}

/** The wanted name, else with a number behind it, that nothing in the project uses for what is named so. */
export function freeName(project: Project, kind: 'parameter' | 'policies', wanted: string): string {
    for (let number = 1; ; number++) {
        const name = number === 1 ? wanted : `${wanted}${number}`;
        if (project.references.filesNaming(`${kind}:${name}`).length === 0) return name;
    }
}
