/** What was measured of one contestant in one setting. */
export interface Figures {
    name: string;
    /** Calls in a second; how that compares with the bare proxy, and with Apiman, in the same round. */
    rate: number;
    toBare: number;
    toApiman: number | undefined;
    /** CPU time of a call in microseconds, of this process alone: it says more than the rate on a machine with other work. */
    cpu: number;
    /** Of calls one after the other, as wrk writes them. */
    p50: string;
    p99: string;
    /** Megabytes that are resident after the load. */
    memory: number;
}

export interface Goal { what: string; measured: string; isReached: boolean }

/** What is wanted of the local gateway with a key look-up and one rate limit. */
export function goalsOfSetting({ toBare, toApiman, memory }: Figures): Goal[] {
    return [
        atLeast('calls a second beside the bare proxy', toBare, 0.9),
        ...(toApiman === undefined ? [] : [atLeast('calls a second beside Apiman, warm', toApiman, 0.6)]),
        atMost('memory, MB', memory, 120),
    ];
}

/** Ten thousand clients cost no more than ten: five in a hundred is what two gateways in one run differ by anyway. */
export function goalOfCrowd(few: Figures, many: Figures): Goal {
    return atMost('CPU time of a call with 10 000 clients, beside that with ten', many.cpu / few.cpu, 1.05);
}

export function goalOfStart(milliseconds: number): Goal {
    return atMost('start, ms', milliseconds, 300);
}

export function goalLine({ what, measured, isReached }: Goal): string {
    return `  ${isReached ? 'reached' : 'missed '}  ${what}: ${measured}`;
}

function atLeast(what: string, value: number, goal: number): Goal {
    return { what, measured: `${shown(value)} (goal ≥ ${goal})`, isReached: value >= goal };
}

function atMost(what: string, value: number, goal: number): Goal {
    return { what, measured: `${shown(value)} (goal ≤ ${goal})`, isReached: value <= goal };
}

function shown(value: number): string {
    return value < 10 ? value.toFixed(2) : String(Math.round(value));
}
