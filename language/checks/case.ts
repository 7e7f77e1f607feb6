import type { AstNode } from 'langium';
import { report, type Accept, type Place } from '../report.ts';

/** Reports a name that differs from a known one in upper and lower case only; `written` tells how the known name is written in that place. */
export function reportCase<N extends AstNode>(accept: Accept, name: string, known: Iterable<string>, place: Place<N>, written: (name: string) => string = text => text): boolean {
    const lower = name.toLowerCase();
    const [meant] = [...known].filter(candidate => candidate !== name && candidate.toLowerCase() === lower).sort();
    if (meant !== undefined) report(accept, 'case-mismatch', { name: written(meant) }, place, { data: { replacement: written(meant) } });
    return meant !== undefined;
}
