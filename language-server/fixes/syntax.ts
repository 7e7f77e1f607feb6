import { replace, type Fix, type Problem } from '../features/fix.ts';

/** Writes a reference in one piece. */
export function fixSyntax(problem: Problem): Fix[] {
    const replacement = problem.diagnostic.data?.['replacement'];
    return replacement === undefined ? [] : [replace(problem, `Write '${replacement}'`, replacement)];
}
