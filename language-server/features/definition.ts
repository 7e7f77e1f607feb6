import type { Location } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { nameAt, type NameAt } from './name-at.ts';
import { optionAt, optionOrigin } from './option-at.ts';

/**
 * Where the name at a position is declared: every block of an organization. A shipped policy type is in a file with the URI
 * `apim-prelude:/security.apim`, which the server shows as it can.
 */
export function definition(project: Project, uri: string, position: Position): Location[] {
    const name = nameAt(project, uri, position);
    if (name) return declarationsOf(project, name);
    const option = optionAt(project, uri, position);
    const origin = option && optionOrigin(project, option);
    return origin ? [origin] : [];
}

export function declarationsOf(project: Project, { kind, key, site }: NameAt): Location[] {
    const entries = project.index.entries(kind, key).flatMap(({ uri, sites }) => sites['name'] ? [{ uri, range: sites['name'] }] : []);
    if (entries.length > 0) return entries;
    if (kind === 'policy-type') return shippedType(project, key);
    // A version that is not declared: the others are the next best thing to see.
    return [...project.references.ofElement(site.element)].flatMap(([uri, sites]) => sites.filter(({ declaration }) => declaration).map(({ range }) => ({ uri, range })));
}

function shippedType(project: Project, type: string): Location[] {
    return [...project.language.prelude.files.values()].flatMap(({ uri, declared }) =>
        declared.flatMap(({ declaration, sites }) => declaration.name === type && sites['name'] ? [{ uri, range: sites['name'] }] : []));
}
