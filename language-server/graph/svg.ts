import { t } from '@vscode/l10n';
import { appearances, columnTitle, countText, linesOf, statesOf, stateText } from './appearance.ts';
import { nodeKinds, type ContractGraph, type GraphEdge, type GraphNode } from './contract-graph.ts';
import { boxHeight, layoutOf, type Box, type Layout } from './layout.ts';

/** More boxes than this can be drawn, and nobody can read them. */
export const mostBoxes = 400;

const margin = 28;
const head = 40;
const foot = 46;
const longest = 36;

/** A picture that stands alone: no scripts, no links, no fonts from elsewhere; light or dark as its reader's system is. */
export function asSvg(graph: ContractGraph): string {
    const layout = layoutOf(graph, widthOf);
    const legend = legendOf(graph);
    const [width, height] = [Math.ceil(Math.max(layout.width, legend.width, 240) + 2 * margin), Math.ceil(layout.height + 2 * margin + head + foot)];
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" class="apim-graph" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="apim-graph-title apim-graph-description">`,
        `<title id="apim-graph-title">${escaped(t('Contracts in {0}', graph.environment))}</title>`,
        `<desc id="apim-graph-description">${escaped(t('{0}. Arrows lead from clients over plans and APIs to gateways.', countText(graph)))}</desc>`,
        `<style>${style(graph)}</style>`,
        `<rect class="ground" width="${width}" height="${height}" rx="10"/>`,
        `<g transform="translate(${margin} ${margin})">${columns(layout)}</g>`,
        `<g transform="translate(${margin} ${margin + head})">`,
        ...graph.edges.map(edge => edgeElement(edge, layout)),
        ...[...layout.boxes.values()].map(boxElement),
        '</g>',
        `<g transform="translate(${margin} ${height - margin})">${legend.text}</g>`,
        '</svg>'
    ].join('\n') + '\n';
}

/** Letters are as wide as most of a system's font are. */
function widthOf(node: GraphNode): number {
    const [first, second] = linesOf(node).map(shortened);
    return Math.max(112, Math.ceil(Math.max(textWidth(first ?? '', 8.6), textWidth(second ?? '', 6.6)) + (node.kind === 'client' ? 40 : 32)));
}

function textWidth(text: string, each: number): number {
    // Chinese, Japanese and Korean letters are twice as wide.
    return [...text].reduce((sum, letter) => sum + (letter > '\u2E7F' ? 2 * each : each), 0);
}

function boxElement({ node, x, y, width, height }: Box): string {
    const [first, second] = linesOf(node);
    const radius = { client: height / 2, plan: 6, api: 6, gateway: 14 }[node.kind];
    const inset = node.kind === 'client' ? 20 : 16;
    const title = [node.key, node.title, node.state === 'none' ? undefined : stateText(node.state)].filter(part => part !== undefined).join(' – ');
    return `<g class="box s-${node.state}" data-node="${escaped(node.id)}" transform="translate(${round(x)} ${round(y)})"><title>${escaped(title)}</title>`
        + `<rect width="${round(width)}" height="${boxHeight}" rx="${radius}"/>`
        + `<text class="name" x="${inset}" y="20">${escaped(shortened(first))}</text><text class="note" x="${inset}" y="36">${escaped(shortened(second))}</text></g>`;
}

function edgeElement({ from, to, state }: GraphEdge, { boxes }: Layout): string {
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (!start || !end) return '';
    const [x1, y1, x2, y2] = [start.x + start.width, start.y + start.height / 2, end.x - 7, end.y + end.height / 2];
    const bend = (x2 - x1) / 2;
    const [a, b] = [[round(x1 + bend), round(y1)], [round(x2 - bend), round(y2)]];
    return `<g class="edge s-${state}" data-from="${escaped(from)}" data-to="${escaped(to)}"><path d="M${round(x1)} ${round(y1)}C${a.join(' ')} ${b.join(' ')} ${round(x2)} ${round(y2)}"/>`
        + `<path class="tip" d="M${round(x2)} ${round(y2 - 3.5)}l7 3.5l-7 3.5z"/></g>`;
}

function columns({ boxes }: Layout): string {
    return nodeKinds.map(kind => {
        const first = [...boxes.values()].find(({ node }) => node.kind === kind);
        return first ? `<text class="column" x="${round(first.x)}" y="14">${escaped(columnTitle(kind))}</text>` : '';
    }).join('');
}

function legendOf(graph: ContractGraph): { text: string; width: number } {
    let x = 0;
    const text = statesOf(graph).map(state => {
        const at = x;
        x += 34 + textWidth(stateText(state), 6.4);
        return `<g class="key s-${state}" transform="translate(${round(at)} 0)"><rect y="-9" width="12" height="12" rx="3"/><text x="18" y="1">${escaped(stateText(state))}</text></g>`;
    }).join('');
    return { text, width: x };
}

function style(graph: ContractGraph): string {
    const states = ['none', ...statesOf(graph)] as const;
    const colours = (ground: 'light' | 'dark') => states.map(state => {
        const { line, area } = appearances[state][ground];
        return `.apim-graph .s-${state}{--line:${line};--area:${area}}`;
    }).join('');
    return '.apim-graph{--ground:#fff;--text:#1f2328;--quiet:#59636e;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}'
        + `${colours('light')}@media (prefers-color-scheme:dark){.apim-graph{--ground:#0d1117;--text:#e6edf3;--quiet:#9198a1}${colours('dark')}}`
        + '.apim-graph .ground{fill:var(--ground)}.apim-graph text{fill:var(--text);font-size:11px}.apim-graph .name{font-size:13px;font-weight:600}'
        + '.apim-graph .note,.apim-graph .key text{fill:var(--quiet)}.apim-graph .column{fill:var(--quiet);font-size:12px;font-weight:600;letter-spacing:.04em}'
        + '.apim-graph .box rect,.apim-graph .key rect{fill:var(--area);stroke:var(--line);stroke-width:1.25}.apim-graph .s-missing rect,.apim-graph .box.s-retired rect{stroke-dasharray:4 3}'
        + '.apim-graph .box.s-retired .name{fill:var(--quiet)}.apim-graph .edge path{fill:none;stroke:var(--line);stroke-width:1.5}.apim-graph .edge .tip{fill:var(--line);stroke:none}'
        + '.apim-graph .edge.s-broken path,.apim-graph .edge.s-missing path,.apim-graph .edge.s-awaiting-approval path{stroke-dasharray:5 4}';
}

function shortened(text: string): string {
    const letters = [...text];
    return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`;
}

function round(value: number): string {
    return String(Math.round(value * 10) / 10);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
    // oxlint-disable-next-line no-control-regex
    return text.toWellFormed().replaceAll(/[\u0000-\u001F\uFFFE\uFFFF]/g, ' ').replaceAll(/[&<>"]/g, character => entities[character] ?? character);
}
