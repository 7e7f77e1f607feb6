import type { Project } from '../../language/project.ts';
import { definitionOf } from '../features/document-links.ts';
import { pathOf } from '../file-uri.ts';
import { textOf } from './contract-terms.ts';

/** Path of the file with the definition of an API; undefined where it has none, or one at an address. */
export function definitionFile(project: Project, api: string): string | undefined {
    const [entry] = project.index.entries('api', api);
    const definition = entry && textOf(entry.declaration.attributes, 'definition', project.view.parameter);
    const target = entry && definition !== undefined ? definitionOf(entry.uri, definition) : undefined;
    return target === undefined ? undefined : pathOf(target);
}
