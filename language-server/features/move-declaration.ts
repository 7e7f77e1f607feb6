import { t } from '@vscode/l10n';
import { keyOf } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import type { Entry } from '../../language/entry.ts';
import { partOf } from '../lifecycle/cutting.ts';
import { insertInto } from '../lifecycle/insertion.ts';
import { editAt, eolOf, indentAt, standingOf } from '../lifecycle/standing.ts';
import { folderUri, freeFile } from '../writing/new-file.ts';
import { append } from './fix.ts';
import type { Refactoring } from './refactorings.ts';
import { frameOf } from './syntax-at.ts';
import { writtenName } from './written-name.ts';

/**
 * Moves a declaration with its comments into a file of its own, or into one that has declarations of the same organization. Both stand beside
 * the file that it comes from, so that the relative path of a definition stays right.
 */
export function moveDeclaration(project: Project, entry: Entry): Refactoring[] {
    const { declaration, uri, node } = entry;
    if (!node || declaration.kind === 'organization') return [];
    const standing = standingOf(project, uri, node);
    const { start, end } = partOf(standing);
    const removal = editAt(project, uri, start, end, '');
    const eol = eolOf(standing.text);
    const own = dedented(standing.text.slice(standing.from, standing.to), indentAt(standing.text, standing.from)).join(eol);
    const organization = 'organization' in declaration ? declaration.organization : undefined;
    const file = freeFile(project, folderUri(uri), declaration.name);
    const alone = organization === undefined ? own : `organization ${writtenName(organization)} {${eol}${own.split(eol).map(line => line === '' ? '' : `  ${line}`).join(eol)}${eol}}`;
    const moved = declaration.kind === 'plan' || declaration.kind === 'api' || declaration.kind === 'client' ? keyOf(declaration) : declaration.name;
    return [
        ...neighbours(project, uri, organization).map(({ uri: target, organization: entry }): Refactoring => {
            const holder = entry && frameOf(project, entry);
            return { kind: 'refactor.move', title: t('Move {0} to {1}', moved, nameOf(target)), edits: [removal, holder ? insertInto(project, target, holder, own) : append({ project, uri: target }, own)] };
        }),
        { kind: 'refactor.move', title: t('Move {0} to new file {1}', moved, nameOf(file)), creates: file, edits: [removal, editAt(project, file, 0, 0, `${alone}${eol}`)] }
    ];
}

/** More are not proposed. */
const most = 5;

/** The files in the same folder that declare the organization too, with the declaration; of what has no organization, all files there. */
function neighbours(project: Project, uri: string, organization: string | undefined): { uri: string; organization?: Entry }[] {
    const beside = (other: string) => other !== uri && other.slice(0, other.lastIndexOf('/')) === uri.slice(0, uri.lastIndexOf('/'));
    const found = organization === undefined ? [...project.files.keys()].map(other => ({ uri: other })) : project.index.entries('organization', organization).map(entry => ({ uri: entry.uri, organization: entry }));
    return [...new Map(found.filter(other => beside(other.uri)).map(other => [other.uri, other])).values()].slice(0, most);
}

function nameOf(uri: string): string {
    return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

function dedented(text: string, indent: string): string[] {
    return text.split(/\r?\n/).map(line => line.startsWith(indent) ? line.slice(indent.length) : line);
}
