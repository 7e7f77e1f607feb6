import type { LineState, ViewLine, ViewQuery } from './view-lines.ts';
import { lineNode, type LineNode } from './line-node.ts';

export function isNarrow({ words, states }: Pick<ViewQuery, 'words' | 'states'>): boolean {
    return words.trim() !== '' || states.length > 0;
}

/** What is above and below of a line that fits is shown too. Words may stand in several lines of one branch: `shop gold`. */
export function filtered(nodes: readonly LineNode[], { words, states }: Pick<ViewQuery, 'words' | 'states'>): LineNode[] {
    return fitting(nodes, words.toLowerCase().split(/\s+/).filter(word => word !== ''), states);
}

function fitting(nodes: readonly LineNode[], words: readonly string[], states: readonly LineState[]): LineNode[] {
    return nodes.flatMap(node => {
        const { line, below, closed } = node;
        const hasState = line.kind === 'version' || line.kind === 'api-version';
        if (hasState && states.length > 0 && !states.includes(line.state!)) return [];
        const missing = words.length === 0 ? words : words.filter(word => !textOf(line).includes(word));
        if (missing.length === 0 && (hasState || isBelowVersion(line))) return [node];
        const children = below ? fitting(below(), missing, states) : [];
        if (children.length > 0) return [lineNode(line, () => children, children.length, closed)];
        return missing.length === 0 && states.length === 0 ? [{ line }] : [];
    });
}

/** The keys of the versions that are among the lines. */
export function versionsIn(nodes: readonly LineNode[]): Set<string> {
    const keys = new Set<string>();
    const collect = ({ line, below }: LineNode) => {
        if (line.kind === 'version' || line.kind === 'api-version') keys.add(`${line.project}#${line.key}`);
        else below?.().forEach(collect);
    };
    nodes.forEach(collect);
    return keys;
}

/** These have no state of their own that a filter could be about. */
function isBelowVersion({ kind }: Pick<ViewLine, 'kind'>): boolean {
    return kind === 'contract' || kind === 'offer' || kind === 'consumer';
}

function textOf({ kind, label, key, title, plan }: Omit<ViewLine, 'children'>): string {
    return kind === 'state' ? '' : [label, key, title, plan].join(' ').toLowerCase();
}
