import { appearances, linesOf, statesOf } from './appearance.ts';
import type { ContractGraph, NodeKind } from './contract-graph.ts';

const shapes: Record<NodeKind, [string, string]> = { client: ['([', '])'], plan: ['{{', '}}'], api: ['[', ']'], gateway: ['[(', ')]'] };

/** A flowchart of Mermaid, which GitHub, GitLab and many wikis draw. */
export function asMermaid(graph: ContractGraph): string {
    const numbers = new Map(graph.nodes.map(({ id }, index) => [id, `n${index + 1}`]));
    const coloured = graph.edges.map(({ state }, index) => ({ state, index })).filter(({ state }) => state !== 'none');
    const links = [...Map.groupBy(coloured, ({ state }) => state)].map(([state, list]) =>
        `linkStyle ${list.map(({ index }) => index).join(',')} stroke:${appearances[state].light.line}`);
    return [
        'flowchart LR',
        ...graph.nodes.map(node => {
            const [open, close] = shapes[node.kind];
            return `  ${numbers.get(node.id)}${open}"${linesOf(node).map(inLabel).join('<br/>')}"${close}:::${className(node.state)}`;
        }),
        ...graph.edges.map(({ from, to, state }) => `  ${numbers.get(from)} ${state === 'broken' || state === 'missing' || state === 'awaiting-approval' ? '-.->' : '-->'} ${numbers.get(to)}`),
        ...links.map(line => `  ${line}`),
        ...(['none', ...statesOf(graph)] as const).map(state => {
            const { line, area } = appearances[state].light;
            return `  classDef ${className(state)} fill:${area},stroke:${line},color:#1f2328`;
        })
    ].join('\n') + '\n';
}

/** Words that Mermaid keeps for itself cannot name a class. */
function className(state: string): string {
    return `s-${state}`;
}

/** A label is quoted and may hold HTML and Markdown: what is special becomes one of Mermaid's own entities. */
function inLabel(text: string): string {
    return text.replaceAll(/[^\p{L}\p{N} .,:/@\u00B7_-]/gu, character => `#${character.codePointAt(0)};`);
}
