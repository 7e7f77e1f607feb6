import type { LineState, ViewLine } from './view-lines.ts';

/** A line with what is below of it, which is worked out when somebody looks. */
export interface LineNode {
    line: Readonly<Omit<ViewLine, 'children'>>;
    /** Absent where there is nothing below. */
    below?: (() => LineNode[]) | undefined;
    /** Not shown open at first, however short the view is. */
    closed?: boolean;
}

/** The most urgent first: what cannot be, what somebody has to do, what is as it should be, what is gone. */
const urgency: readonly LineState[] = [
    'broken', 'unreachable', 'changed', 'awaiting-approval', 'declared', 'gateway-only', 'draft', 'stopped', 'not-asked', 'registered', 'published', 'connected', 'retired'
];

export function byUrgency(a: LineState, b: LineState): number {
    return urgency.indexOf(a) - urgency.indexOf(b);
}

export function mostUrgent(states: readonly LineState[]): LineState | undefined {
    return states.toSorted(byUrgency)[0];
}

/** Whether something is to be registered. */
export function waits(state: LineState): boolean {
    return state === 'declared' || state === 'changed';
}

/** How many versions there are, and how many of them are not registered as they are declared. */
export interface Counts { all: number; waiting: number }

/** Counts the versions of an organization once: it is another one as soon as any of them is. */
export function counted<O extends object>(states: (organization: O) => LineState[]): (organization: O) => Counts {
    const known = new WeakMap<O, Counts>();
    return organization => {
        const counts = known.get(organization);
        if (counts) return counts;
        const all = states(organization);
        const made = { all: all.length, waiting: all.filter(waits).length };
        known.set(organization, made);
        return made;
    };
}

/** `2.10` behind `2.9`. Made once: it is asked tens of thousands of times. */
export const byVersion = new Intl.Collator('en', { numeric: true }).compare;

export function lineNode(line: LineNode['line'], below: () => LineNode[], count: number, closed = false): LineNode {
    return { line, ...(count > 0 ? { below } : {}), ...(closed ? { closed } : {}) };
}
