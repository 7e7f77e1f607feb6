import type { LangiumDocument } from 'langium';
import { URI } from 'vscode-uri';
import type { ApimServices } from './apim-module.ts';
import type { Range } from './declarations.ts';
import { extractDeclarations, type Declared } from './extraction.ts';
import type * as ast from './generated/ast.ts';
import { referenceSites, type ReferenceSite } from './references.ts';
import { syntaxFinding, type Finding } from './report.ts';
import { withoutDeepNesting } from './nesting.ts';
import { syntaxErrors } from './syntax-errors.ts';

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
    const read = withoutDeepNesting(text);
    const document = services.shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(read.text, URI.parse(uri));
    const { value: root } = document.parseResult;
    const at = (offset: number, length: number): Range => ({ start: document.textDocument.positionAt(offset), end: document.textDocument.positionAt(offset + length) });
    const { findings: syntax, offsets } = syntaxErrors(text, document.parseResult, at);
    if (read.offset !== undefined) syntax.unshift(syntaxFinding('This is nested too deeply: nobody could read it.', at(read.offset, 1)));
    const undecodable = text.indexOf('\uFFFD');
    // What else is said about text that was read wrongly would only confuse.
    if (undecodable >= 0) syntax.splice(0, syntax.length, { ...syntaxFinding('This file is not UTF-8: save it as UTF-8.', at(undecodable, 1)), rule: 'encoding' });
    return { uri, document, declared: markBroken(extractDeclarations(root), offsets, text), references: referenceSites(root), syntax, suppressions: suppressions(text) };
}

/** Marks the declarations that the parser could not read to their end: what they seem to say may not be what is written there. */
function markBroken(declared: Declared[], offsets: readonly number[], text: string): Declared[] {
    for (const offset of offsets) {
        const before = declared.filter(({ node }) => (node.$cstNode?.offset ?? 0) <= offset);
        const last = before.at(-1);
        if (!last) continue;
        const end = last.node.$cstNode?.end ?? 0;
        const isInside = offset < end || (text[end - 1] !== '}' && text.slice(end, offset).trim() === '') || last.node.$container?.$type !== 'Organization';
        const owner = isInside ? last : before.findLast(({ node }) => node.$type === 'Organization') ?? last;
        owner.declaration.broken = true;
    }
    return declared;
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
