import ipaddr from 'ipaddr.js';

/** An address as it may be shown: without user, password, query and fragment. */
export function shownUrl(url: string): string {
    if (!URL.canParse(url)) {
        return url.replace(/\/\/[^/@]*@/, '//');
    }
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

/** Whether what is sent to this address stays on this machine or is encrypted on the way. */
export function isSafeForSecrets(url: string): boolean {
    return URL.canParse(url) && (new URL(url).protocol === 'https:' || isThisMachine(url));
}

export function isThisMachine(url: string): boolean {
    return URL.canParse(url) && isLoopback(new URL(url).hostname.replace(/^\[|\]$/g, ''));
}

function isLoopback(host: string): boolean {
    return ipaddr.IPv4.isValidFourPartDecimal(host) || ipaddr.IPv6.isValid(host) ? ipaddr.process(host).range() === 'loopback' : /(^|\.)localhost$/i.test(host);
}
