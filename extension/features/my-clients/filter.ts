import type { ClientState } from '../../../language-server/protocol.ts';
import type { ClientNode } from './nodes.ts';

/** What of *My Clients* is shown: lines with these words in them, and versions in one of these states; nothing given, nothing left out. */
export interface ClientFilter { words: string; states: readonly ClientState[] }

export const everything: ClientFilter = { words: '', states: [] };

export function isNarrow({ words, states }: ClientFilter): boolean {
    return words.trim() !== '' || states.length > 0;
}

/** What is above and below of a line that fits is shown too. Words may stand in several lines of one branch: `shop gold`. */
export function filtered(nodes: readonly ClientNode[], { words, states }: ClientFilter): ClientNode[] {
    return fitting(nodes, words.toLowerCase().split(/\s+/).filter(word => word !== ''), states);
}

function fitting(nodes: readonly ClientNode[], words: readonly string[], states: readonly ClientState[]): ClientNode[] {
    return nodes.flatMap(node => {
        if (node.kind === 'version' && states.length > 0 && !states.includes(node.state!)) {
            return [];
        }
        const text = [node.label, node.key, node.title, node.plan].join(' ').toLowerCase();
        const missing = words.filter(word => !text.includes(word));
        const children = fitting(node.children, missing, states);
        const isThere = node.kind === 'version' || node.kind === 'contract' || states.length === 0;
        if (missing.length === 0 && isThere && children.length === 0) {
            return [{ ...node, children: [...node.children] }];
        }
        return children.length > 0 ? [{ ...node, children }] : [];
    });
}

export function countVersions(nodes: readonly ClientNode[]): number {
    return nodes.reduce((sum, node) => sum + (node.kind === 'version' ? 1 : countVersions(node.children)), 0);
}
