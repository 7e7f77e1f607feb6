import { EngineError } from './engine-error.ts';
import { HeaderList } from './header-list.ts';

/** What the engine reads from the head of a request. */
export interface Incoming {
    /** Without the headers that the engine takes out. */
    headers: HeaderList;
    /** Of `X-API-Key`; blank counts as absent. */
    key: string | null;
    version: string | undefined;
    accept: string | undefined;
    hasBody: boolean;
}

/** Bytes; longer heads are refused with 431 and 414, as by Apiman. */
const longestHead = 8192;
const longestTarget = 4096;

/** @throws EngineError where the head is longer than is allowed, names two hosts, or wants another protocol */
export function readHeaders(raw: string[]): Incoming {
    const kept: string[] = [];
    let key: string | null = null;
    let version: string | undefined;
    let accept: string | undefined;
    let hasBody = false;
    let hosts = 0;
    let length = 0;
    for (let at = 0; at < raw.length; at += 2) {
        const name = raw[at]!;
        const value = raw[at + 1]!;
        length += name.length + value.length + 4;
        switch (name.length) {
            case 4:
                if (name.toLowerCase() === 'host') {
                    if (++hosts > 1) throw new EngineError(400, 'The request names two hosts.');
                    continue;
                }
                break;
            case 6:
                // Node has answered `Expect: 100-continue` already; the back end would do so a second time.
                if (name.toLowerCase() === 'expect') continue;
                if (name.toLowerCase() === 'accept') accept ??= value;
                break;
            case 7:
                if (name.toLowerCase() === 'upgrade') {
                    if (/websocket/i.test(value)) throw new EngineError(501, 'This gateway passes on HTTP requests only, and no connection that becomes a web socket.');
                    // Whoever offers another protocol gets along without.
                    continue;
                }
                break;
            case 9:
                if (name.toLowerCase() === 'x-api-key') {
                    if (value.trim() !== '') key ??= value;
                    continue;
                }
                break;
            case 10: if (name.toLowerCase() === 'connection' && /\bupgrade\b/i.test(value)) continue; break;
            case 13:
                if (name.toLowerCase() === 'x-api-version') {
                    version ??= value;
                    // Apiman takes it out in this spelling only.
                    if (name === 'X-API-Version') continue;
                }
                break;
            case 14:
                if (name.toLowerCase() === 'content-length' && value !== '0') hasBody = true;
                if (name.toLowerCase() === 'http2-settings') continue;
                break;
            case 17:
                if (name.toLowerCase() === 'transfer-encoding') {
                    if (value.trim().toLowerCase() !== 'chunked') throw new EngineError(501, 'This gateway takes no transfer encoding but chunked.');
                    hasBody = true;
                }
                break;
            default:
        }
        kept.push(name, value);
    }
    if (length > longestHead) throw new EngineError(431, `The headers are longer than ${longestHead} bytes.`);
    return { headers: new HeaderList(kept), key, version, accept, hasBody };
}

/** The target as it stands in the request line; a proxy's absolute form loses its origin. @throws EngineError */
export function splitTarget(target: string): { path: string; query: string } {
    if (target.length > longestTarget) throw new EngineError(414, `The address is longer than ${longestTarget} bytes.`);
    const relative = target.startsWith('/') ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
    const mark = relative.indexOf('?');
    return mark < 0 ? { path: relative, query: '' } : { path: relative.slice(0, mark), query: relative.slice(mark + 1) };
}
