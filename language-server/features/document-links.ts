import { AstUtils } from 'langium';
import type { DocumentLink, Location } from 'vscode-languageserver-protocol';
import type { Position, Range } from '../../language/declarations.ts';
import { valueOf } from '../../language/extraction.ts';
import { rangeOf } from '../../language/places.ts';
import { fileBeside } from '../../language/file-beside.ts';
import type * as ast from '../../language/generated/ast.ts';
import { templateText } from '../../language/option-values.ts';
import type { Project } from '../../language/project.ts';
import { syntaxAt } from './syntax-at.ts';

/** The definition files that APIs name, and addresses as they are in the active environment. */
export function documentLinks(project: Project, uri: string): DocumentLink[] {
    const root = project.files.get(uri)?.tree;
    if (!root) return [];
    return [...AstUtils.streamAst(root)].flatMap(node => {
        if (node.$type !== 'Property') return [];
        const property = node as ast.Property;
        const target = targetOf(project, uri, property);
        return target === undefined ? [] : [{ range: inside(rangeOf(property, 'value')), target }];
    });
}

/** The definition file of the API around a position. */
export function implementation(project: Project, uri: string, position: Position): Location[] {
    const api = syntaxAt(project, uri, position, 'Api');
    const definition = api?.members.find((member): member is ast.Property => member.$type === 'Property' && member.key === 'definition');
    const target = definition && targetOf(project, uri, definition);
    const start = { line: 0, character: 0 };
    return target === undefined || !target.startsWith('file:') ? [] : [{ uri: target, range: { start, end: start } }];
}

function targetOf(project: Project, uri: string, { key, value, $container }: ast.Property): string | undefined {
    if (!value || $container.$type !== 'Api' || (key !== 'definition' && key !== 'endpoint')) return undefined;
    const written = valueOf(value);
    const text = written.kind === 'raw' ? written.text : written.kind === 'template' ? templateText(written.parts, project.view.parameter) : undefined;
    if (text === undefined || text === '' || text.includes('${')) return undefined;
    return key === 'definition' ? definitionOf(uri, text) : addressOf(text);
}

/** The URI of a definition that an API of a file names: an address, or a file beside it. */
export function definitionOf(uri: string, text: string): string | undefined {
    return isAddress(text) ? addressOf(text) : uri.startsWith('file:') ? fileBeside(uri, text) : undefined;
}

function addressOf(text: string): string | undefined {
    return isAddress(text) && URL.canParse(text) ? text : undefined;
}

function isAddress(text: string): boolean {
    return /^https?:\/\//i.test(text);
}

/** Without the quotes of a text in one line. */
function inside({ start, end }: Range): Range {
    return start.line === end.line && end.character - start.character > 2
        ? { start: { ...start, character: start.character + 1 }, end: { ...end, character: end.character - 1 } } : { start, end };
}
