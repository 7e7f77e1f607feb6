import { closest, distance } from 'fastest-levenshtein';

/** ` Did you mean 'Orders@1.0'?` where a known name is near enough to a misspelt one, else nothing. */
export function suggestion(written: string, known: Iterable<string>): string {
    const candidates = [...known];
    if (candidates.length === 0) return '';
    const lower = written.toLowerCase();
    const same = candidates.find(name => name.toLowerCase() === lower);
    const nearest = same ?? closest(written, candidates);
    return same !== undefined || distance(written, nearest) <= (written.length < 4 ? 1 : Math.max(2, Math.floor(written.length / 4))) ? ` Did you mean '${nearest}'?` : '';
}
