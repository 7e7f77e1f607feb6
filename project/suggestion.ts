import { closest, distance } from 'fastest-levenshtein';

/** The known name that a misspelt one is near enough to, whatever its case, or the only one that it is the beginning of. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
    const lower = written.toLowerCase();
    const nearest = known.length > 0 ? closest(lower, known.map(name => name.toLowerCase())) : undefined;
    const isNear = nearest !== undefined && distance(lower, nearest) <= (written.length < 4 ? 1 : Math.max(2, Math.floor(written.length / 4)));
    if (isNear) return known.find(name => name.toLowerCase() === nearest);
    const longer = written.length < 4 ? [] : known.filter(name => name.toLowerCase().startsWith(lower));
    return longer.length === 1 ? longer[0] : undefined;
}
