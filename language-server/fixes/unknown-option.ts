import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { declaredOption } from '../features/option-at.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Takes the option in the same place whose name is near. */
export function fixUnknownOption(problem: Problem): Fix[] {
    const property = syntaxAt(problem.project, problem.uri, problem.diagnostic.range.start, 'Property');
    const siblings = property && declaredOption(problem.project, property)?.siblings.map(({ name }) => name);
    const meant = property && nearestName(property.key, siblings ?? []);
    return meant === undefined ? [] : [replace(problem, `Write '${meant}'`, meant)];
}
