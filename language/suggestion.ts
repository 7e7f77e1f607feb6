import { nearestName } from '../project/suggestion.ts';

/** ` Did you mean 'Orders@1.0'?` where a known name is near enough to a misspelt one, else nothing. */
export function suggestion(written: string, known: Iterable<string>): string {
    // Of names that are equally near the same one is taken, in whatever order they were declared.
    const nearest = nearestName(written, [...known].sort());
    return hintAt(nearest);
}

/** ` Did you mean '10000'?` where it is known what was meant, else nothing. */
export function hintAt(meant: string | undefined): string {
    return meant === undefined ? '' : ` Did you mean '${meant}'?`;
}

/** The name that a hint of `suggestion` proposes. */
export function suggestedName(hint: string): string | undefined {
    return /Did you mean '(.+)'\?/.exec(hint)?.[1];
}
