import { t } from '@vscode/l10n';
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

export function columnTitle(kind: NodeKind): string {
    return { client: t('Clients'), plan: t('Plans'), api: t('APIs'), gateway: t('Gateways') }[kind];
}

/** The two lines of a box: `MobileShop@2.1`, and `ShopInc · registered`. A state is never told by its colour alone. */
export function linesOf({ kind, key, state }: GraphNode): [string, string] {
    if (kind === 'gateway') return [key === 'local' ? t('local gateway') : key.replace(/^https?:\/\//, ''), key === 'local' ? t('on this machine') : key.split(':')[0] ?? ''];
    const slash = key.indexOf('/');
    return [key.slice(slash + 1), [key.slice(0, slash), ...(state === 'none' ? [] : [stateText(state)])].join(' · ')];
}

export function stateText(state: NodeState): string {
    switch (state) {
        case 'registered': return t('registered');
        case 'published': return t('published');
        case 'declared': return t('declared');
        case 'changed': return t('changed');
        case 'draft': return t('draft');
        case 'awaiting-approval': return t('awaiting approval');
        case 'retired': return t('retired');
        case 'gateway-only': return t('gateway only');
        case 'broken': return t('broken');
        case 'missing': return t('missing');
        case 'none': return t('none');
    }
}

/** States that occur, in the order of the table. */
export function statesOf({ nodes, edges }: ContractGraph): NodeState[] {
    const used = new Set<NodeState>([...nodes, ...edges].map(({ state }) => state));
    return (Object.keys(appearances) as NodeState[]).filter(state => used.has(state) && state !== 'none');
}

/** `2 clients, 1 plan, 3 APIs and 1 gateway`: for those who do not see it. */
export function countText({ nodes }: ContractGraph): string {
    const parts = nodeKinds.map(kind => countOf(kind, nodes.filter(node => node.kind === kind).length));
    return t('{0} and {1}', parts.slice(0, -1).join(', '), parts.at(-1) ?? '');
}

function countOf(kind: NodeKind, count: number): string {
    switch (kind) {
        case 'client': return count === 1 ? t('1 client') : t('{0} clients', count);
        case 'plan': return count === 1 ? t('1 plan') : t('{0} plans', count);
        case 'api': return count === 1 ? t('1 API') : t('{0} APIs', count);
        case 'gateway': return count === 1 ? t('1 gateway') : t('{0} gateways', count);
    }
}
