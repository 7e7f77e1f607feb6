/** The first of some numbers in order that a condition holds for, where it holds for all behind it; `to` where it holds for none. */
export function firstOf(from: number, to: number, holds: (number: number) => boolean): number {
    let low = from, high = to;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (holds(middle)) high = middle;
        else low = middle + 1;
    }
    return low;
}
