/** A parameter that was taken out of a query, with all its values, decoded, and what is left. */
export interface TakenParameter { values: string[]; rest: string }

/** Takes a parameter out of a query (without its leading `?`), whatever the case of its name; everything else stays byte for byte. */
export function takeParameter(query: string, name: string): TakenParameter {
    if (query === '') return { values: [], rest: query };
    const wanted = name.toLowerCase();
    const values: string[] = [];
    const kept: string[] = [];
    for (const part of query.split('&')) {
        const equals = part.indexOf('=');
        if (decode(equals < 0 ? part : part.slice(0, equals)).toLowerCase() !== wanted) kept.push(part);
        else values.push(equals < 0 ? '' : decode(part.slice(equals + 1)));
    }
    return { values, rest: kept.join('&') };
}

/**
 * The API key of a query: an empty one counts, of several the first does. Nearly every request passes here, and nearly none has the
 * parameter: the query is taken apart only where the name may be in it (`%61pikey` and the like begin with a per cent sign).
 */
export function takeQueryKey(query: string): { key: string | null; rest: string } {
    if (!mayHoldKey.test(query)) return { key: null, rest: query };
    const { values: [key = null], rest } = takeParameter(query, 'apikey');
    return { key, rest };
}

const mayHoldKey = /apikey|%/i;

/** The query as it may be shown: what identifies or authenticates somebody is masked. */
export function maskQuery(query: string): string {
    return query.split('&').map(part => {
        const equals = part.indexOf('=');
        return equals >= 0 && secret.has(decode(part.slice(0, equals)).toLowerCase()) ? `${part.slice(0, equals)}=***` : part;
    }).join('&');
}

const secret = new Set(['apikey', 'access_token']);

function decode(text: string): string {
    try {
        return decodeURIComponent(text.replaceAll('+', ' '));
    } catch {
        return text;
    }
}
