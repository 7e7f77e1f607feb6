import { replaceByMeant, type Fix, type Problem } from '../features/fix.ts';

/** Writes a reference in one piece. */
export function fixSyntax(problem: Problem): Fix[] {
    return replaceByMeant(problem);
}
