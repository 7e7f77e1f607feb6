/** A text that is kept longer than those it was made of: a slice of a text, or one that was put together of slices, would keep all of that. V8 makes neither of what is short. */
export function ownCopy(text: string): string {
    // Joining writes the characters anew, and nothing else does that as fast: it is asked for each contract of a project.
    return text.length < 13 ? text : [text.slice(0, 1), text.slice(1)].join('');
}

/** Plain data that was just made, all texts in it being its own. */
export function ownData<T>(data: T): T {
    if (typeof data === 'string') return ownCopy(data) as T;
    if (typeof data !== 'object' || data === null) return data;
    for (const key in data) data[key] = ownData(data[key]);
    return data;
}
