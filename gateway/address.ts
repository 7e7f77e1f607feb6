/** Where a request wants to go, as Apiman reads it from path and headers. */
export interface Address {
    organization: string;
    api: string;
    version: string;
    /** The rest of the path, raw: null when nothing follows, `/` when only a slash does. */
    destination: string | null;
    /** The header that named the version and what `Accept` has to be afterwards; null where the path did. */
    versionFrom: 'header' | 'accept' | null;
}

const acceptPrefix = 'application/apiman.';

/**
 * Splits `/{org}/{api}/{version}/{resource…}`; a version from `X-API-Version` or `Accept: application/apiman.{v}+json` wins and then
 * the path has none. Returns null when the path has too few segments.
 */
export function parseAddress(path: string, versionHeader: string | undefined, accept: string | undefined): Address | null {
    let version = versionHeader?.trim() ? versionHeader : undefined;
    let versionFrom: Address['versionFrom'] = version === undefined ? null : 'header';
    if (version === undefined && accept !== undefined && accept.startsWith(acceptPrefix)) {
        const end = accept.indexOf('+');
        version = accept.slice(acceptPrefix.length, end < 0 ? undefined : end);
        versionFrom = 'accept';
    }

    // Slashes at the end do not make a segment, empty segments in the middle do.
    const end = lengthWithoutSlashes(path);
    const first = path.indexOf('/', 1);
    if (first < 0 || first >= end) return null;
    const second = indexOrLength(path, first + 1);
    if (version === undefined && second >= end) return null;
    const third = version === undefined ? indexOrLength(path, second + 1) : second;
    return {
        organization: path.slice(1, first),
        api: path.slice(first + 1, second),
        version: version ?? path.slice(second + 1, third),
        destination: third >= path.length ? null : path.slice(third),
        versionFrom,
    };
}

/** What `Accept` becomes once it has named the version: Apiman keeps the asked format only. */
export function plainAccept(accept: string): string {
    const format = /^application\/apiman\.[^+]*\+(json|xml)/.exec(accept)?.[1];
    if (format === undefined) return accept;
    return format === 'json' ? 'application/json' : 'text/xml';
}

function indexOrLength(path: string, from: number): number {
    const at = path.indexOf('/', from);
    return at < 0 ? path.length : at;
}

function lengthWithoutSlashes(path: string): number {
    let end = path.length;
    while (end > 0 && path.charCodeAt(end - 1) === 47) end--;
    return end;
}
