import type { CallOptions } from '../gateway-under-test.ts';

/** One call that both gateways have to answer alike. */
export interface DifferentialCall extends CallOptions {
    name: string;
    path: string;
    times?: number;
    /** The gateways' own wording of an error differs; status, type and code of the failure do not. */
    differs?: 'wording';
}

/** A set of calls with what has to be registered for them, in this order; `backend` answers as `differentialBackend`. */
export interface DifferentialSet {
    registrations(backend: string): { path: string; body: unknown }[];
    calls: DifferentialCall[];
}
