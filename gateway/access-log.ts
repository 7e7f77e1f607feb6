import type { CallRecord } from './call-record.ts';

/** A line a call: `2026-11-28T09:30:00.000Z GET /Acme/Orders/1.0/x 200 12 ms ShopInc/MobileShop@2.1 via Gold`, and why it was refused. */
export function logLine({ at, method, target, status, isBrokenOff, milliseconds, client, plan, refusal }: CallRecord): string {
    const who = client === undefined ? [] : [client, ...(plan ? [`via ${plan}`] : [])];
    const why = refusal && [`– ${refusal.policy === undefined ? '' : `${refusal.policy}: `}${refusal.message}`];
    return [at, method, target, status, ...(isBrokenOff ? ['(broken off)'] : []), `${Math.round(milliseconds)} ms`, ...who, ...(why ?? [])].join(' ').replaceAll(/[\r\n]+/g, ' ');
}
