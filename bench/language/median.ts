/** The value that a part of all values is not above. */
export function percentile(values: readonly number[], part: number): number {
    const sorted = values.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export function median(values: readonly number[]): number {
    return percentile(values, 0.5);
}
