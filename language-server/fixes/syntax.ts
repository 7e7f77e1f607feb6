import { replaceByMeant, type Fix, type Problem } from '../features/fix.ts';

/** Writes a reference in one piece, or the word that is meant. */
export function fixSyntax(problem: Problem): Fix[] {
    return replaceByMeant(problem);
}
