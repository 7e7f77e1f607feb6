import type { Location } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import type { ReferenceSite } from '../../language/references.ts';
import { named, nameAt, type NameAt } from './name-at.ts';

/** Every place that names what the name at a position stands for: this version of it, in all files. */
export function references(project: Project, uri: string, position: Position, includeDeclaration: boolean): Location[] {
    const name = nameAt(project, uri, position);
    if (!name) return [];
    const places = [...project.references.ofElement(name.site.element)].flatMap(([file, sites]) => sitesOf(project, name, sites).map(site => ({ uri: file, site })));
    return places.filter(({ site }) => includeDeclaration || !site.declaration).map(({ uri: file, site }) => ({ uri: file, range: site.range }));
}

/** Of the sites that name an element, those that name the same version. */
export function sitesOf(project: Project, name: NameAt, sites: readonly ReferenceSite[]): ReferenceSite[] {
    return sites.filter(site => named(project, site).key === name.key);
}
