/** A text that is kept longer than the one it was cut from: a slice would keep all of that. */
export function ownCopy(slice: string): string {
    return slice.split('').join('');
}

/** The same of plain data with texts in it. */
export function ownData<T>(data: T): T {
    return JSON.parse(JSON.stringify(data)) as T;
}
