import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { rangeOf } from '../../language/extraction.ts';

/** What the gateway waits at most, whatever a policy says. */
const most: Record<string, string> = { timeoutConnect: '60s', timeoutRead: '120s' };

/** Takes the longest time that the gateway waits. */
export function fixTimeoutAboveGlobal({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const property = syntaxAt(project, uri, range.start, 'Property');
    const time = most[property?.key ?? ''];
    return property && time ? [{ title: `Write ${time}`, edits: [{ uri, range: rangeOf(property, 'value'), newText: time }], preferred: true }] : [];
}
