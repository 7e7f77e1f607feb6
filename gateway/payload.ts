import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import type { ApiBean } from './beans.ts';
import { EngineError } from './engine-error.ts';

/** A payload that was inspected: what the back end gets, written anew as Apiman does, and the SHA-256 of that, hexadecimal. */
export interface Payload { body: Buffer; digest: string }

/** Bytes. */
const longest = 5 * 1024 * 1024;

/**
 * Reads the whole payload of an API that inspects payloads. Undefined where there is none.
 * @throws EngineError where it is too long, or not what the API says it is
 */
export async function inspectPayload(source: Readable, api: ApiBean): Promise<Payload | undefined> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of source as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > longest) throw new EngineError(500, 'Max request payload size exceeded.');
        chunks.push(chunk);
    }
    if (length === 0) return undefined;
    const body = Buffer.from(rewritten(Buffer.concat(chunks).toString(), api));
    return { body, digest: createHash('sha256').update(body).digest('hex') };
}

function rewritten(text: string, { endpointType, endpointContentType }: ApiBean): string {
    try {
        if (endpointType?.toLowerCase() === 'soap') return rewriteXml(text, '<?xml version="1.0" encoding="UTF-8"?>', true);
        if (endpointContentType?.toLowerCase() === 'xml') return rewriteXml(text, '<?xml version="1.0" encoding="UTF-8" standalone="no"?>', false);
        return rewriteJson(text);
    } catch {
        throw new EngineError(500, 'Failed to parse inbound request payload.');
    }
}

/** Only an object will do. Numbers stay as they are written: one that does not fit into a double must not change on its way. */
function rewriteJson(text: string): string {
    if (!text.trimStart().startsWith('{')) throw new SyntaxError('An object is expected.');
    const raw = JSON as typeof JSON & { rawJSON(text: string): unknown };
    const keepNumber = (_: string, value: unknown, context?: { source?: string }): unknown => typeof value === 'number' && context?.source !== undefined ? raw.rawJSON(context.source) : value;
    return JSON.stringify(JSON.parse(text, keepNumber as (this: unknown, key: string, value: unknown) => unknown));
}

const xml = { preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', commentPropName: '#comment', cdataPropName: '#cdata', processEntities: false };
const parser = new XMLParser({ ...xml, parseTagValue: false, parseAttributeValue: false, trimValues: false, ignoreDeclaration: true });
const builder = new XMLBuilder({ ...xml, suppressEmptyNode: true });

function rewriteXml(text: string, head: string, isSoap: boolean): string {
    if (XMLValidator.validate(text) !== true) throw new SyntaxError('Not well-formed.');
    const nodes = (parser.parse(text) as Record<string, unknown>[]).filter(node => !('#text' in node));
    if (isSoap && !nodes.some(node => Object.keys(node).some(name => /^([^:]+:)?Envelope$/.test(name)))) throw new SyntaxError('An envelope is expected.');
    return head + builder.build(nodes);
}
