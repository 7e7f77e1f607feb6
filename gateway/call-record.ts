/** What became of a call, for whoever looks: the log, the metrics, a trace. Holds neither keys nor tokens nor values of headers. */
export interface CallRecord {
    /** When it came, in real time: ISO 8601. */
    at: string;
    method: string;
    /** Path and query as they came; the values of `apikey` and `access_token` are masked. */
    target: string;
    /** `Acme/Orders@1.0`, `ShopInc/MobileShop@2.1` and the plan of the contract; undefined where the call did not get that far. */
    api: string | undefined;
    client: string | undefined;
    plan: string | undefined;
    /** Of the answer; `isBrokenOff` where the caller did not get all of it. */
    status: number;
    isBrokenOff: boolean;
    /** Milliseconds from the head of the request to the end of the answer. */
    milliseconds: number;
    refusal: Refusal | undefined;
    backend: BackendRecord | undefined;
    /** What each policy did, in the order in which it happened; only where somebody traces. */
    steps: CallStep[] | undefined;
}

/** Why a call was not answered by its back end: a policy's failure, or an error of the engine (without `policy` and `code`). */
export interface Refusal { policy?: string | undefined; code?: number; message: string }

/** `status` is undefined where it gave no answer. */
export interface BackendRecord { address: string; status: number | undefined; milliseconds: number }

export interface CallStep {
    policy: string;
    phase: 'request' | 'response' | 'failure';
    outcome: 'passed' | 'refused' | 'answered' | 'failed';
    milliseconds: number;
    /** What it changed, and what remained of a limit; in words, without values of headers. */
    notes: string[];
}
