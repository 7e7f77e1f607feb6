import { BlockList, isIP } from 'node:net';
import type { Call, PolicyFailure } from '../call.ts';
import type { Options } from './options.ts';
import { failure } from './policy.ts';
import type { PolicyType } from './policy.ts';

/** Apiman's IPWhitelistPolicy: only these addresses. */
export const ipAllowlist: PolicyType = options => {
    const list = readIpList(options);
    return {
        request(call) {
            const address = addressOf(call, list.header);
            return list.matches(address) ? undefined : refusal(list, 10001, `Inbound IP address "${address}" is not included in the white list.`);
        },
    };
};

/** Apiman's IPBlacklistPolicy: not these addresses. */
export const ipBlocklist: PolicyType = options => {
    const list = readIpList(options);
    return {
        request(call) {
            const address = addressOf(call, list.header);
            return list.matches(address) ? refusal(list, 10002, `Inbound IP address "${address}" has been black-listed.`) : undefined;
        },
    };
};

interface IpList { header: string | undefined; responseCode: number; matches(address: string): boolean }

function readIpList(options: Options): IpList {
    const entries = (options.texts('ipList') ?? []).map(entry => entry.trim());
    const exact = new Set(entries);
    const tests = entries.map(addressTest);
    return {
        header: options.text('httpHeader')?.trim() || undefined,
        responseCode: options.whole('responseCode'),
        matches: remembering(address => {
            if (exact.has(address)) return true;
            // The empty text is the loopback address for the library that Apiman uses.
            const wanted = address.trim() === '' ? '127.0.0.1' : address.trim();
            return isIP(wanted) !== 0 && tests.some(test => test(wanted));
        }),
    };
}

/** Nearly all calls that a gateway on one machine gets come from one address, and finding it in lists is dear. */
function remembering(matches: (address: string) => boolean): (address: string) => boolean {
    let last: { address: string; result: boolean } | undefined;
    return address => {
        if (last?.address !== address) last = { address, result: matches(address) };
        return last.result;
    };
}

/** One entry: an address, a CIDR block, an IPv4 pattern such as `10.0.*.1-5`, or a range `a-b`. One that makes no sense matches nothing. */
export function addressTest(entry: string): (address: string) => boolean {
    const list = new BlockList();
    const family = (address: string): 'ipv4' | 'ipv6' => isIP(address) === 6 ? 'ipv6' : 'ipv4';
    try {
        const [first = '', second] = entry.split(/[/-](?=[^/-]*$)/);
        const segments = entry.split('.');
        if (isIP(entry)) list.addAddress(entry, family(entry));
        else if (entry.includes('/')) list.addSubnet(first, Number(second), family(first));
        else if (segments.length === 4 && segments.every(segment => /^(\*|\d{1,3})(-\d{1,3})?$/.test(segment))) {
            return address => isIP(address) === 4 && address.split('.').every((part, at) => inSegment(Number(part), segments[at]!));
        } else if (second !== undefined) list.addRange(first.trim().replaceAll('*', '0'), second.trim().replaceAll('*', '255'), family(first.trim().replaceAll('*', '0')));
    } catch {
        return () => false;
    }
    return address => list.check(address, family(address));
}

function inSegment(value: number, segment: string): boolean {
    if (segment === '*') return true;
    const [low, high = low] = segment.split('-').map(Number);
    return value >= low! && value <= high!;
}

function addressOf(call: Call, header: string | undefined): string {
    return (header === undefined ? undefined : call.headers.get(header)) ?? call.remoteAddress;
}

function refusal(list: IpList, code: number, message: string): PolicyFailure {
    const type = list.responseCode === 403 ? 'Authorization' : list.responseCode === 404 ? 'NotFound' : 'Other';
    return failure(type, code, message, list.responseCode);
}
