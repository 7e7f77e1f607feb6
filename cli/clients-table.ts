import widthOf from 'fast-string-width';
import type { ClientState, MyClients } from '../registration/my-clients.ts';
import type { Colors } from './colors.ts';

/** *My Clients*: a row a contract, the client written once. */
export function clientsTable({ organizations }: MyClients, colors: Colors): string {
    const rows = organizations.flatMap(({ name: organization, clients }) => clients.flatMap(({ name, versions }) => versions.flatMap(({ version, state, changedBy, elsewhere, contracts }) => {
        const [first, ...rest] = contracts.length === 0 ? [['', '']] : contracts.map(({ api, plan, url, state: own }) =>
            [`${api} via ${plan}${own === state ? '' : ` (${stateText(own, colors)})`}`, url ?? '']);
        return [[organization, colors.bold(name), version, `${stateText(state, colors)}${noteOf(state, changedBy, elsewhere)}`, ...first ?? []], ...rest.map(cells => ['', '', '', '', ...cells])];
    })));
    return quietTable(['Organization', 'Client', 'Version', 'State', 'Contracts', 'Managed URL'], rows, colors);
}

/** Columns with nothing but space between them. */
export function quietTable(head: string[], rows: string[][], colors: Colors): string {
    const lines = [head.map(title => colors.dim(title)), ...rows];
    const widths = head.map((_, column) => lines.reduce((widest, cells) => Math.max(widest, widthOf(cells[column] ?? '')), 0));
    const padded = (cell: string, column: number) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell));
    return lines.map(cells => cells.map(padded).join('  ').trimEnd()).join('\n');
}

function noteOf(state: ClientState, changedBy: string | undefined, elsewhere: readonly string[] | undefined): string {
    if (state === 'changed' && changedBy !== undefined && changedBy !== 'source') return changedBy === 'both' ? ' here and at the gateway' : ' at the gateway';
    return state === 'declared' && elsewhere ? ` (registered in ${elsewhere.join(', ')} only)` : '';
}

export function stateText(state: ClientState, colors: Colors): string {
    const paint: Record<ClientState, (text: string) => string> = {
        'registered': colors.green, 'declared': colors.cyan, 'changed': colors.yellow, 'awaiting-approval': colors.blue,
        'retired': colors.dim, 'gateway-only': colors.magenta, 'broken': colors.red
    };
    return paint[state](state.replace('-', ' '));
}
