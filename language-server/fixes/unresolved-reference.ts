import { referenceKey } from '../../language/extraction.ts';
import type * as ast from '../../language/generated/ast.ts';
import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { writtenKey, writtenName } from '../features/written-name.ts';

/** Takes the declaration whose name is near. */
export function fixUnresolvedReference(problem: Problem): Fix[] {
    const { project, uri, diagnostic } = problem;
    const node = syntaxAt(project, uri, diagnostic.range.start, 'QualifiedReference', 'PolicySetUse');
    if (!node) return [];
    if (node.$type === 'PolicySetUse') {
        const meant = nearestName(node.set, [...project.index.keys('policies')]);
        return meant === undefined ? [] : [replace(problem, `Use '${meant}'`, writtenName(meant))];
    }
    const own = syntaxAt(project, uri, diagnostic.range.start, 'Organization')?.name;
    const meant = nearestName(referenceKey(node, own ?? ''), [...project.index.keys(kindOf(node))]);
    if (meant === undefined) return [];
    const written = writtenKey(meant, node.organization === undefined ? own : undefined);
    return [replace(problem, `Use '${written}'`, written)];
}

function kindOf(reference: ast.QualifiedReference): 'api' | 'plan' | 'client' {
    if (reference.$container.$type === 'Contract') return 'api';
    return reference.$containerProperty === 'plan' ? 'plan' : 'client';
}
