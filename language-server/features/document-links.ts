import type { DocumentLink, Location } from 'vscode-languageserver-protocol';
import type { Position, Range, Value } from '../../language/declarations.ts';
import { valueOf } from '../../language/extraction.ts';
import { rangeOf } from '../../language/places.ts';
import { fileBeside } from '../../language/file-beside.ts';
import type * as ast from '../../language/generated/ast.ts';
import { templateText } from '../../language/option-values.ts';
import type { Project } from '../../language/project.ts';
import { Contributions, movedBy } from './contributions.ts';
import { syntaxAt } from './syntax-at.ts';

/** The definition files that APIs name, and addresses as they are in the active environment. */
export function documentLinks(project: Project, uri: string): DocumentLink[] {
    return project.index.inFile(uri).flatMap(entry => contributions.of(entry).flatMap(({ key, value, range }) => {
        const target = targetOf(project, uri, key, value);
        return target === undefined ? [] : [{ range: movedBy(range, entry.line), target }];
    }));
}

/** Only APIs name a definition or an address. Ranges count from the line in which the API begins. */
const contributions = new Contributions(entry => {
    const { kind, syntax, line } = entry;
    if (kind !== 'api') return [];
    return (syntax as ast.Api).members.flatMap(member => member.$type === 'Property' && linking(member.key) && member.value
        ? [{ key: member.key, value: valueOf(member.value), range: movedBy(inside(rangeOf(member, 'value')), -line) }] : []);
});

function linking(key: string): boolean {
    return key === 'definition' || key === 'endpoint';
}

/** The definition file of the API around a position. */
export function implementation(project: Project, uri: string, position: Position): Location[] {
    const api = syntaxAt(project, uri, position, 'Api');
    const definition = api?.members.find((member): member is ast.Property => member.$type === 'Property' && member.key === 'definition');
    const target = definition?.value && targetOf(project, uri, definition.key, valueOf(definition.value));
    const start = { line: 0, character: 0 };
    return target === undefined || !target.startsWith('file:') ? [] : [{ uri: target, range: { start, end: start } }];
}

function targetOf(project: Project, uri: string, key: string, written: Value): string | undefined {
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
