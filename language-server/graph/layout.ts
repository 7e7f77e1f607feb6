import { Graph, layout } from '@dagrejs/dagre';
import { nodeKinds, type ContractGraph, type GraphNode } from './contract-graph.ts';

export interface Box { node: GraphNode; x: number; y: number; width: number; height: number }
export interface Layout { boxes: Map<string, Box>; width: number; height: number }

export const boxHeight = 46;
const gaps = { nodesep: 14, ranksep: 88 };
/** Holds the columns together; is not drawn. */
const anchor = 'anchor';

/** Places for the boxes, as left upper corners: a column a kind, with few crossings. `widthOf` measures, since nobody here can see letters. */
export function layoutOf({ nodes, edges }: ContractGraph, widthOf: (node: GraphNode) => number): Layout {
    const graph = new Graph();
    graph.setGraph({ rankdir: 'LR', ranker: 'longest-path', marginx: 0, marginy: 0, ...gaps });
    graph.setDefaultEdgeLabel(() => ({}));
    const widths = new Map(nodeKinds.map(kind => [kind, Math.max(0, ...nodes.filter(node => node.kind === kind).map(widthOf))]));
    const leading = new Set(edges.map(({ from }) => from));
    for (const { id, kind } of nodes) graph.setNode(id, { width: widths.get(kind) ?? 0, height: boxHeight });
    for (const { from, to } of edges) graph.setEdge(from, to, {});
    // What leads nowhere would stand in the last column, whatever it is.
    const ends = nodes.filter(({ id, kind }) => kind !== 'gateway' && !leading.has(id));
    if (ends.length > 0) graph.setNode(anchor, { width: 1, height: 1 });
    for (const { id, kind } of ends) graph.setEdge(id, anchor, { minlen: nodeKinds.length - 1 - nodeKinds.indexOf(kind), weight: 0 });
    layout(graph);
    const boxes = new Map(nodes.map(node => {
        const { x = 0, y = 0, width = 0, height = 0 } = graph.node(node.id) as { x?: number; y?: number; width?: number; height?: number };
        return [node.id, { node, x: x - width / 2, y: y - height / 2, width, height }];
    }));
    const all = [...boxes.values()];
    const [left, top] = [Math.min(0, ...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))];
    for (const box of all) {
        box.x -= left;
        box.y -= top;
    }
    return { boxes, width: Math.max(0, ...all.map(({ x, width }) => x + width)), height: Math.max(0, ...all.map(({ y, height }) => y + height)) };
}
