/**
 * How often each of several texts occurs. A project has very many of these, most of them of few texts: one that occurs once is all that is kept, and few are a
 * list in which each is followed by its number, which is several times smaller than a map.
 */
export type Counts = string | (string | number)[] | Map<string, number>;

export function countOf(counts: Counts | undefined, text: string): number {
    if (counts === undefined) return 0;
    if (typeof counts === 'string') return counts === text ? 1 : 0;
    if (counts instanceof Map) return counts.get(text) ?? 0;
    const at = counts.indexOf(text);
    return at < 0 ? 0 : counts[at + 1] as number;
}

/** With a text so many times more, or less; undefined where that leaves none. Takes the counts over. */
export function withMore(counts: Counts | undefined, text: string, by: number): Counts | undefined {
    if (counts === undefined) return by === 1 ? text : by > 1 ? [text, by] : undefined;
    if (typeof counts === 'string') return withMore([counts, 1], text, by);
    if (counts instanceof Map) {
        const count = (counts.get(text) ?? 0) + by;
        if (count > 0) counts.set(text, count);
        else counts.delete(text);
        return counts.size > 0 ? counts : undefined;
    }
    const at = counts.indexOf(text);
    if (at < 0) {
        if (by <= 0) return counts;
        return counts.length < few ? counts.toSpliced(counts.length, 0, text, by) : new Map(pairsIn(counts)).set(text, by);
    }
    const count = counts[at + 1] as number + by;
    if (count > 0) counts[at + 1] = count;
    else counts.splice(at, 2);
    return counts.length > 0 ? counts : undefined;
}

/** Each text once, in no particular order. */
export function textsIn(counts: Counts | undefined): ReadonlyMap<string, unknown> | ReadonlySet<string> {
    if (counts instanceof Map) return counts;
    const texts = new Set<string>();
    if (typeof counts === 'string') texts.add(counts);
    else for (let at = 0; at < (counts?.length ?? 0); at += 2) texts.add(counts![at] as string);
    return texts;
}

function pairsIn(list: readonly (string | number)[]): [string, number][] {
    return list.flatMap((text, at) => typeof text === 'string' ? [[text, list[at + 1] as number]] : []);
}

/** Of texts and numbers. */
const few = 32;
