/** Runs `work` for each item, at most `limit` at a time, and answers in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], limit: number, work: (item: T, index: number) => Promise<R>): Promise<R[]> {
    const results: R[] = [];
    const queue = items.entries();
    const workers = Array.from({ length: Math.min(limit, items.length) }, async () => {
        for (const [index, item] of queue) {
            results[index] = await work(item, index);
        }
    });
    await Promise.all(workers);
    return results;
}

/** As many requests to one gateway are under way at once. */
export const mostAtOnce = 20;
