import type { Fix, Problem } from '../features/fix.ts';
import { fixUnknownOption } from './unknown-option.ts';

/** Takes the attribute of this declaration whose name is near. */
export function fixUnknownAttribute(problem: Problem): Fix[] {
    return fixUnknownOption(problem);
}
