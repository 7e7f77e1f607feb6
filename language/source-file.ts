import type { LangiumDocument } from 'langium';
import { URI } from 'vscode-uri';
import type { ApimServices } from './apim-module.ts';
import type { Range } from './declarations.ts';
import { extractDeclarations, type Declared } from './extraction.ts';
import type * as ast from './generated/ast.ts';
import { referenceSites, type ReferenceSite } from './references.ts';
import { syntaxFinding, type Finding } from './report.ts';

/** A parsed file. What it declares is there also where the rest of it could not be parsed. */
export interface SourceFile {
    uri: string;
    document: LangiumDocument<ast.Document>;
    declared: Declared[];
    references: ReferenceSite[];
    syntax: Finding[];
    suppressions: readonly Suppression[];
}

/** One rule id of a comment `// apim-ignore id, id: why`: where it stands, and the line that it concerns. */
export interface Suppression { id: string; line: number; range: Range }

export function parseSource(services: ApimServices, uri: string, text: string): SourceFile {
    const document = services.shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(text, URI.parse(uri));
    const { value: root, lexerErrors, parserErrors } = document.parseResult;
    const at = (offset: number, length: number): Range => ({ start: document.textDocument.positionAt(offset), end: document.textDocument.positionAt(offset + length) });
    const syntax = [
        ...lexerErrors.map(error => syntaxFinding(`Unexpected character '${text.charAt(error.offset)}'.`, at(error.offset, error.length))),
        ...parserErrors.map(({ message, token }) => {
            const isEnd = token.image === '' || !(token.startOffset >= 0);
            return syntaxFinding(message, isEnd ? at(text.trimEnd().length, 0) : at(token.startOffset, token.image.length));
        })
    ];
    const undecodable = text.indexOf('\uFFFD');
    if (undecodable >= 0) syntax.unshift({ ...syntaxFinding('This file is not UTF-8: save it as UTF-8.', at(undecodable, 1)), rule: 'encoding' });
    return { uri, document, declared: extractDeclarations(root), references: referenceSites(root), syntax: firstOfEachLine(syntax), suppressions: suppressions(text) };
}

/** What the parser says behind the first error of a line follows from that error. */
function firstOfEachLine(findings: Finding[]): Finding[] {
    const lines = new Set<number>();
    return findings.filter(({ range }) => !lines.has(range.start.line) && lines.add(range.start.line));
}

function suppressions(text: string): Suppression[] {
    if (!text.includes('apim-ignore')) return [];
    return text.split('\n').flatMap((content, line) => {
        const [, before = '', ids = ''] = /^(\s*\/\/\s*apim-ignore\s+)([\w\s,-]+)/.exec(content) ?? [];
        return [...ids.matchAll(/[\w-]+(?:\s+[\w-]+)*/g)].map(({ 0: id, index }): Suppression => ({
            id, line: line + 1, range: { start: { line, character: before.length + index }, end: { line, character: before.length + index + id.length } }
        }));
    });
}
