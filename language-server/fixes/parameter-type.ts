import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { valueFixes } from './option-type.ts';

/** Takes the default that was meant, in the form that the type wants. */
export function fixParameterType(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const parameter = syntaxAt(project, uri, range.start, 'Parameter');
    const type = parameter && project.index.find('parameter', parameter.name)?.type;
    return type ? valueFixes(problem, type) : [];
}
