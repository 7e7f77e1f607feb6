import { appearances, linesOf } from './appearance.ts';
import { nodeKinds, type ContractGraph, type NodeKind } from './contract-graph.ts';

const shapes: Record<NodeKind, string> = { client: 'box', plan: 'hexagon', api: 'box', gateway: 'cylinder' };

/** A graph in the language of Graphviz, for graphs that are too big for anything else. */
export function asDot(graph: ContractGraph): string {
    const numbers = new Map(graph.nodes.map(({ id }, index) => [id, `n${index + 1}`]));
    return [
        'digraph contracts {',
        '  rankdir=LR; ranksep=1.2; nodesep=0.2',
        '  node [style="filled,rounded", fontname="Helvetica", fontsize=11, fontcolor="#1f2328"]',
        `  edge [color="${appearances.none.light.line}", arrowsize=0.7]`,
        ...nodeKinds.flatMap(kind => {
            const own = graph.nodes.filter(node => node.kind === kind);
            return own.length === 0 ? [] : [
                `  { rank=same; node [shape=${shapes[kind]}]`,
                ...own.map(node => {
                    const { line, area } = appearances[node.state].light;
                    return `    ${numbers.get(node.id)} [label="${linesOf(node).map(inLabel).join('\\n')}", color="${line}", fillcolor="${area}"]`;
                }),
                '  }'
            ];
        }),
        ...graph.edges.map(({ from, to, state }) => {
            const dashed = state === 'broken' || state === 'missing' || state === 'awaiting-approval' ? ', style=dashed' : '';
            return `  ${numbers.get(from)} -> ${numbers.get(to)}${state === 'none' ? '' : ` [color="${appearances[state].light.line}"${dashed}]`}`;
        }),
        '}'
    ].join('\n') + '\n';
}

/** A label ends at a quote, and reads backslashes and entities. */
function inLabel(text: string): string {
    return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;').replaceAll(/\s+/g, ' ');
}
