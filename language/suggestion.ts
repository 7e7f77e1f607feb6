import { nearestName } from '../project/suggestion.ts';

/** ` Did you mean 'Orders@1.0'?` where a known name is near enough to a misspelt one, else nothing. */
export function suggestion(written: string, known: Iterable<string>): string {
    return hintAt(nearest(written, known));
}

/** The known name that is near enough to a misspelt one: of several that are equally near always the same, in whatever order they were declared. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
    return nearestName(written, [...known].sort());
}

/** ` Did you mean '10000'?` where it is known what was meant, else nothing. */
export function hintAt(meant: string | undefined): string {
    return meant === undefined ? '' : ` Did you mean '${meant}'?`;
}

/** The name that a hint of `suggestion` proposes. */
export function suggestedName(hint: string): string | undefined {
    return /Did you mean '(.+)'\?/.exec(hint)?.[1];
}
