import type { DeclarationKind, Position, Range } from '../../language/declarations.ts';
import { chosenOffer } from '../../language/policy-chain.ts';
import type { Project } from '../../language/project.ts';
import { ReferenceSites, type ReferenceSite } from '../../language/references.ts';

/** A name in a file and the declaration that it stands for, whether that is there or not. */
export interface NameAt {
    site: ReferenceSite;
    kind: DeclarationKind;
    /** The key of the declaration, `Acme/Orders@1.0`; without a version where nothing says which one is meant. */
    key: string;
}

/** The name at a position. A bare name that is no parameter is a value of an enumeration, and none. */
export function nameAt(project: Project, uri: string, position: Position): NameAt | undefined {
    const site = namesAround(project, uri, { start: position, end: position }).find(({ range }) => contains(range, position));
    if (!site) return undefined;
    const name = named(project, site);
    const isValue = name.kind === 'parameter' && !site.declaration && !isParameter(project, name.key);
    return isValue ? undefined : name;
}

/** The names of the declarations in a range. */
export function namesAround(project: Project, uri: string, { start, end }: Range): readonly ReferenceSite[] {
    const file = project.files.get(uri);
    if (!file) return [];
    const { textDocument } = file;
    return new ReferenceSites(file.excerpt({ from: textDocument.offsetAt(start), to: textDocument.offsetAt(end) }).root).in(textDocument);
}

/** What a site stands for; for a plan that a contract names without a version, the offer of the API decides. */
export function named(project: Project, site: ReferenceSite): NameAt {
    const colon = site.element.indexOf(':');
    const kind = site.element.slice(0, colon) as DeclarationKind;
    const key = site.slot.slice(colon + 1);
    const api = site.api === undefined ? undefined : project.index.find('api', site.api);
    const offer = api && chosenOffer({ api: site.api ?? '', plan: key.slice(key.indexOf('/') + 1), attributes: [] }, api);
    return { site, kind, key: offer?.plan ?? key };
}

export function isParameter(project: Project, name: string): boolean {
    return project.view.parameter(name).kind !== 'unknown';
}

/** Whether a range contains a position, its end included, since that is where the cursor stands behind a word. */
export function contains({ start, end }: Range, { line, character }: Position): boolean {
    return (line > start.line || (line === start.line && character >= start.character)) && (line < end.line || (line === end.line && character <= end.character));
}
