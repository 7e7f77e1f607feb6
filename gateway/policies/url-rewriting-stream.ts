import { Transform } from 'node:stream';

/** What may stand in a URL (RFC 3986, 2). The last three alternatives are a URL that may go on in the next piece. */
const urls = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=]*/gi;
const begunAtEnd = /(?:https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=]*|h(?:t(?:t(?:ps?:?\/?)?)?)?)$/i;

/** Longer than any URL: what is taken for one and does not end is passed on as it is. */
const longestUrl = 64 * 1024;

/**
 * Finds the URLs with http or https in a body and puts what `rewrite` makes of them in their place. Holds back no more than a URL
 * that a piece of the body ends in.
 */
export function urlRewritingStream(rewrite: (urls: string[]) => Promise<string[]>): Transform {
    let held = '';
    // As latin1 each byte is a character: whatever the body's encoding is, the rest of it stays byte for byte.
    async function rewritten(text: string): Promise<Buffer> {
        const found = [...text.matchAll(urls)];
        const replacements = await rewrite(found.map(([url]) => url));
        const pieces: Buffer[] = [];
        let from = 0;
        found.forEach((match, at) => {
            pieces.push(Buffer.from(text.slice(from, match.index), 'latin1'), Buffer.from(replacements[at] ?? match[0], 'utf8'));
            from = match.index + match[0].length;
        });
        pieces.push(Buffer.from(text.slice(from), 'latin1'));
        return Buffer.concat(pieces);
    }

    return new Transform({
        transform(chunk: Buffer, _encoding, done) {
            const text = held + chunk.toString('latin1');
            const tail = begunAtEnd.exec(text.slice(-longestUrl))?.[0] ?? '';
            held = tail.length === longestUrl ? '' : tail;
            rewritten(text.slice(0, text.length - held.length)).then(buffer => done(null, buffer), done);
        },
        flush(done) {
            rewritten(held).then(buffer => done(null, buffer), done);
        },
    });
}
