import { Transform } from 'node:stream';
import type { Answer, Call } from '../call.ts';
import { HeaderList } from '../header-list.ts';
import { AnswerCache } from './answer-cache.ts';
import { perGateway } from './policy.ts';
import type { PolicyType } from './policy.ts';
import { regexOption } from './regex-option.ts';

/**
 * Apiman's CachingResourcesPolicy: answers that were given before are given again, without the back end. Apiman's memory of a client
 * knows neither APIs nor users: one user gets what another one asked for. Strictly both are part of what is remembered.
 */
export const cachingResources: PolicyType = (options, services) => {
    const seconds = options.whole('ttl');
    const entries = options.partsOrNone('cachingResourcesSettingsEntries').map(entry => ({
        status: entry.text('statusCode'), method: entry.text('httpMethod')?.toUpperCase(),
        path: entry.text('pathPattern') === '*' ? null : regexOption(entry, 'pathPattern'), options: entry,
    }));
    const { regexes, strict } = services;

    return {
        async request(call) {
            if (seconds <= 0) return undefined;
            const fitting = [];
            for (const entry of entries) {
                if (!(entry.method === '*' ? cacheable : [entry.method]).includes(call.method)) continue;
                if (entry.path && call.destination === null) throw entry.options.error('pathPattern cannot be compared with a call without a path.');
                if (entry.path === null || (await regexes.matches(entry.path, [call.destination!]))[0]) fitting.push(entry);
            }
            if (fitting.length === 0) return undefined;
            const id = idOf(call, strict);
            const found = cacheOf(services).get(id);
            if (found) {
                const answer: Answer = { ...found.answer, headers: new HeaderList([...found.answer.headers.raw]) };
                answer.headers.set('Cache-Control', `max-age=${seconds}`);
                call.standIn = { answer, body: found.body };
            } else wanted.set(call, { id, statuses: fitting.map(({ status }) => status) });
            return undefined;
        },
        body(call, answer) {
            const wish = wanted.get(call);
            if (!wish || !wish.statuses.some(status => status === '*' || status === String(answer.status))) return undefined;
            const kept: Answer = { ...answer, headers: new HeaderList([...answer.headers.raw]) };
            return remembering(body => cacheOf(services).set(wish.id, { answer: kept, body }, seconds * 1000));
        },
    };
};

const cacheable: (string | undefined)[] = ['GET', 'POST', 'HEAD'];
const wanted = new WeakMap<Call, { id: string; statuses: (string | undefined)[] }>();
const cacheOf = perGateway(({ clock }) => new AnswerCache(clock));

function idOf({ api, client, method, destination, query, payloadDigest, headers }: Call, strict: boolean): string {
    const place = [api.organizationId, api.apiId, api.version];
    const whose = client ? [client.apiKey, ...(strict ? place : [])] : place;
    const more = strict ? [headers.get('Authorization') ?? null] : [];
    // The order of the query makes no difference, as on Apiman.
    return JSON.stringify([whose, method, destination, query.split('&').toSorted(), payloadDigest ?? null, ...more]);
}

/** Passes everything on and tells the whole at its end; an answer that is longer than a memory should keep is not told. */
function remembering(tell: (body: Buffer) => void): Transform {
    let chunks: Buffer[] | undefined = [];
    let length = 0;
    return new Transform({
        transform(chunk: Buffer, _encoding, done) {
            length += chunk.length;
            if (length > AnswerCache.longestBody) chunks = undefined;
            chunks?.push(chunk);
            done(null, chunk);
        },
        flush(done) {
            if (chunks) tell(Buffer.concat(chunks));
            done();
        },
    });
}
