import { nodeKinds, type ContractGraph, type GraphNode, type NodeKind, type NodeState } from './contract-graph.ts';

/** Colours of a state on a light and on a dark ground: of lines, and of the area behind a text. */
export interface Appearance { light: { line: string; area: string }; dark: { line: string; area: string } }

/** How states look, in every format; the states of clients in the hues of *My Clients*. */
export const appearances: Record<NodeState, Appearance> = {
    'registered': { light: { line: '#1a7f37', area: '#e6f4ea' }, dark: { line: '#3fb950', area: '#12261a' } },
    'published': { light: { line: '#1a7f37', area: '#e6f4ea' }, dark: { line: '#3fb950', area: '#12261a' } },
    'declared': { light: { line: '#0b7285', area: '#e3f5f8' }, dark: { line: '#56c8d8', area: '#10262b' } },
    'changed': { light: { line: '#9a6700', area: '#fff6d6' }, dark: { line: '#d29922', area: '#2b2210' } },
    'draft': { light: { line: '#9a6700', area: '#fff6d6' }, dark: { line: '#d29922', area: '#2b2210' } },
    'awaiting-approval': { light: { line: '#0969da', area: '#e4f0fe' }, dark: { line: '#58a6ff', area: '#111f33' } },
    'retired': { light: { line: '#818b98', area: '#f3f4f6' }, dark: { line: '#6e7681', area: '#1a1e24' } },
    'gateway-only': { light: { line: '#8250df', area: '#f4ecff' }, dark: { line: '#bc8cff', area: '#221a33' } },
    'broken': { light: { line: '#cf222e', area: '#ffebe9' }, dark: { line: '#ff7b72', area: '#331a1a' } },
    'missing': { light: { line: '#cf222e', area: '#ffebe9' }, dark: { line: '#ff7b72', area: '#331a1a' } },
    'none': { light: { line: '#6e7781', area: '#f6f8fa' }, dark: { line: '#8b949e', area: '#1c2128' } }
};

export const columnTitles: Record<NodeKind, string> = { client: 'Clients', plan: 'Plans', api: 'APIs', gateway: 'Gateways' };

/** The two lines of a box: `MobileShop@2.1`, and `ShopInc · registered`. A state is never told by its colour alone. */
export function linesOf({ kind, key, state }: GraphNode): [string, string] {
    if (kind === 'gateway') return [key === 'local' ? 'local gateway' : key.replace(/^https?:\/\//, ''), key === 'local' ? 'on this machine' : key.split(':')[0] ?? ''];
    const slash = key.indexOf('/');
    return [key.slice(slash + 1), [key.slice(0, slash), ...(state === 'none' ? [] : [stateText(state)])].join(' · ')];
}

export function stateText(state: NodeState): string {
    return state.replace('-', ' ');
}

/** States that occur, in the order of the table. */
export function statesOf({ nodes, edges }: ContractGraph): NodeState[] {
    const used = new Set<NodeState>([...nodes, ...edges].map(({ state }) => state));
    return (Object.keys(appearances) as NodeState[]).filter(state => used.has(state) && state !== 'none');
}

/** `2 clients, 1 plan, 3 APIs and 1 gateway`: for those who do not see it. */
export function countText({ nodes }: ContractGraph): string {
    const words: Record<NodeKind, [string, string]> = { client: ['client', 'clients'], plan: ['plan', 'plans'], api: ['API', 'APIs'], gateway: ['gateway', 'gateways'] };
    const parts = nodeKinds.map(kind => {
        const count = nodes.filter(node => node.kind === kind).length;
        return `${count} ${words[kind][count === 1 ? 0 : 1]}`;
    });
    return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
