import { implementationKey } from './implementation-key.ts';
import { recordedSecret, type RecordedPolicy } from './record.ts';

/**
 * Whether two pieces of a record say the same; the order of members says nothing. `masked`: the record was made from what stood at a gateway,
 * where a secret is a value and no parameter, so that what it masks may be any text.
 */
export function sameAsRecorded(recorded: unknown, now: unknown, masked = false): boolean {
    if (Object.is(recorded, now)) return true;
    if (masked && typeof recorded === 'string' && recorded.includes(recordedSecret)) return typeof now === 'string';
    if (!isObject(recorded) || !isObject(now) || Array.isArray(recorded) !== Array.isArray(now)) return false;
    const members = Object.keys(recorded);
    return members.length === Object.keys(now).length && members.every(member => Object.hasOwn(now, member) && sameAsRecorded(recorded[member], now[member], masked));
}

/** Whether two chains are the same, whatever the release of the plugins: an upgrade of the gateway is no change of what was promised. */
export function samePromise(recorded: readonly RecordedPolicy[], now: readonly RecordedPolicy[]): boolean {
    return sameAsRecorded(recorded.map(withoutRelease), now.map(withoutRelease));
}

function withoutRelease({ policyImpl, config }: RecordedPolicy): RecordedPolicy {
    return { policyImpl: implementationKey(policyImpl), config };
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null;
}
