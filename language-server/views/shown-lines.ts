import type { LineSplice, ViewLine, ViewLines } from './view-lines.ts';
import type { LineNode } from './line-node.ts';

/** As many versions are shown open at first; more of them are for those to open who want to see them. */
const mostOpen = 300;

/** What a view shows, as far as it was sent: what differs is sent, and nothing else. */
export class ShownLines {
    readonly #sent = new Map<string, string[]>();
    #revision = 0;

    /** What is to be sent: differences below the lines that were sent before, and all below those that are wanted now. */
    update(roots: readonly LineNode[], wanted: readonly string[], since: number | undefined, versions: number): Pick<ViewLines, 'revision' | 'fresh' | 'splices'> {
        const fresh = since !== this.#revision || since === undefined;
        if (fresh) this.#sent.clear();
        this.#revision += 1;
        const below = new Set([...this.#sent.keys(), ...wanted]);
        const splices: ViewLines['splices'] = {};
        const seen = new Set<string>();
        const visit = (parent: string, nodes: readonly LineNode[]) => {
            seen.add(parent);
            const lines = nodes.map((node): ViewLine => ({ ...node.line, children: !node.below ? 'none' : node.closed || versions > mostOpen ? 'closed' : 'open' }));
            const splice = this.#splice(parent, lines);
            if (splice) splices[parent] = splice;
            nodes.forEach((node, index) => {
                // What is shown open is going to be asked for at once: one answer instead of one for each.
                if (node.below && (below.has(node.line.id) || lines[index]?.children === 'open')) visit(node.line.id, node.below());
            });
        };
        if (below.has('')) visit('', roots);
        for (const parent of this.#sent.keys()) if (!seen.has(parent)) this.#sent.delete(parent);
        return { revision: this.#revision, fresh, splices };
    }

    /** The one stretch of lines that differs from what was sent. */
    #splice(parent: string, lines: ViewLine[]): LineSplice | undefined {
        const before = this.#sent.get(parent) ?? [];
        const now = lines.map(line => JSON.stringify(line));
        this.#sent.set(parent, now);
        const least = Math.min(before.length, now.length);
        let from = 0;
        while (from < least && before[from] === now[from]) from++;
        let same = 0;
        while (same < least - from && before[before.length - 1 - same] === now[now.length - 1 - same]) same++;
        const removed = before.length - from - same;
        const added = lines.slice(from, lines.length - same);
        return removed === 0 && added.length === 0 ? undefined : { from, removed, lines: added };
    }
}
