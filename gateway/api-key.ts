/** The query without its leading `?`, and the key that stood in it. */
export interface QueryKey { key: string | null; rest: string }

/**
 * Finds the parameter `apikey`, whatever the case of its name; an empty one counts as a key, of several the first does.
 * All of them are taken out of `rest`; everything else stays byte for byte.
 */
export function takeQueryKey(query: string): QueryKey {
    // Nearly every request passes here, and nearly none has the parameter: `%61pikey` and the like begin with a per cent sign.
    if (!mayHoldKey.test(query)) return { key: null, rest: query };
    let key: string | null = null;
    const kept: string[] = [];
    for (const part of query.split('&')) {
        const equals = part.indexOf('=');
        const name = decode(equals < 0 ? part : part.slice(0, equals));
        if (name.toLowerCase() !== 'apikey') kept.push(part);
        else key ??= equals < 0 ? '' : decode(part.slice(equals + 1));
    }
    return { key, rest: kept.join('&') };
}

const mayHoldKey = /apikey|%/i;

function decode(text: string): string {
    try {
        return decodeURIComponent(text.replaceAll('+', ' '));
    } catch {
        return text;
    }
}
