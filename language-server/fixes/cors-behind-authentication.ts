import type { Fix, Problem } from '../features/fix.ts';
import { fixAuthorizationOrder } from './authorization-order.ts';

/** Puts CORS first, so that the question of a browser is answered. */
export function fixCorsBehindAuthentication(problem: Problem): Fix[] {
    return fixAuthorizationOrder(problem);
}
