/**
 * How often each of several texts occurs. A project has very many of these, most of them of few texts: one that occurs once is all that is kept, and few are a
 * list in which each is followed by its number, which is several times smaller than a map.
 */
export type Counts = string | (string | number)[] | Map<string, number>;

export function countOf(counts: Counts | undefined, text: string): number {
    if (counts instanceof Map) return counts.get(text) ?? 0;
    if (typeof counts === 'string') return counts === text ? 1 : 0;
    const at = counts?.indexOf(text) ?? -1;
    return at < 0 ? 0 : counts![at + 1] as number;
}

/** With a text so many times; undefined where that leaves none. Takes the counts over. */
export function withCount(counts: Counts | undefined, text: string, count: number): Counts | undefined {
    if (counts instanceof Map) {
        if (count > 0) counts.set(text, count);
        else counts.delete(text);
        return counts.size > 0 ? counts : undefined;
    }
    const list = typeof counts === 'string' ? [counts, 1] : counts ?? [], at = list.indexOf(text);
    if (count <= 0) {
        if (at >= 0) list.splice(at, 2);
        return list.length > 0 ? list : undefined;
    }
    if (at >= 0) {
        list[at + 1] = count;
        return list;
    }
    if (list.length === 0) return count === 1 ? text : [text, count];
    return list.length < few ? list.toSpliced(list.length, 0, text, count) : new Map(pairsIn(list)).set(text, count);
}

/** Each text once, in no particular order. */
export function textsIn(counts: Counts | undefined): ReadonlyMap<string, unknown> | ReadonlySet<string> {
    if (counts instanceof Map) return counts;
    return new Set(typeof counts === 'string' ? [counts] : pairsIn(counts ?? []).map(([text]) => text));
}

function pairsIn(list: readonly (string | number)[]): [string, number][] {
    return list.flatMap((text, at) => typeof text === 'string' ? [[text, list[at + 1] as number]] : []);
}

/** Of texts and numbers. */
const few = 32;
