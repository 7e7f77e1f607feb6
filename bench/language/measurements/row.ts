/** A line of the table. */
export interface Row {
    what: string;
    /** Undefined where it could not be measured. */
    value: number | undefined;
    unit: 'ms' | '×' | 'B' | 'MB';
    /** What it must not be above. */
    goal?: number;
    /** What it was compared with, or why there is no figure. */
    note?: string;
}

/** How much is measured. */
export interface Extent {
    /** Clients of the largest workspace. */
    largest: number;
}

/** How often one figure is the other. */
export function ratio(what: string, value: number | undefined, other: number | undefined, goal?: number, than = ''): Row {
    const row = { what, unit: '×' as const, ...goal === undefined ? {} : { goal } };
    return value === undefined || other === undefined
        ? { ...row, value: undefined, note: than && `nothing to compare with: ${than}` }
        : { ...row, value: value / other, note: `${shown(value)} ms beside ${shown(other)} ms${than && ` of ${than}`}` };
}

export function shown(value: number): string {
    return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A number of clients as it is written in the table. */
export function many(clients: number): string {
    return String(clients).replace(/(?=(?:\d{3})+$)(?!^)/g, ' ');
}
