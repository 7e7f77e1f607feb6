import type { Fix, Problem } from '../features/fix.ts';
import { fixAuthorizationOrder } from './authorization-order.ts';

/** Lets callers sign in before anything is answered from memory. */
export function fixCachingBeforeAuth(problem: Problem): Fix[] {
    return fixAuthorizationOrder(problem);
}
