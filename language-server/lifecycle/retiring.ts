import { GrammarUtils } from 'langium';
import type { Project } from '../../language/project.ts';
import type { Edit } from '../features/fix.ts';
import type { Declared } from './element.ts';
import { editAt } from './standing.ts';

/** Makes a declaration say `retired`; nothing where it does. */
export function retiring(project: Project, { declaration, entry, node }: Declared<'api'> | Declared<'client'>): Edit[] {
    const written = GrammarUtils.findNodeForProperty(node.$cstNode, declaration.kind === 'api' ? 'state' : 'retired');
    if (written?.text === 'retired') return [];
    const start = written?.offset ?? node.$cstNode?.offset ?? 0;
    return [editAt(project, entry.uri, start, written?.end ?? start, written ? 'retired' : 'retired ')];
}
