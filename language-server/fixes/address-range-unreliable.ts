import { t } from '@vscode/l10n';
import ipaddr from 'ipaddr.js';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { editAt } from '../lifecycle/standing.ts';

/** Writes a range of IPv4 addresses as the blocks that it is made of. */
export function fixAddressRangeUnreliable({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const list = syntaxAt(project, uri, range.start, 'Property')?.value;
    const edits = (list?.$type === 'ListValue' ? list.items : []).flatMap(item => {
        const [from = '', to = '', ...rest] = item.$cstNode?.text.replaceAll(/^["']|["']$/g, '').split('-') ?? [];
        const blocks = rest.length === 0 ? blocksBetween(from.trim(), to.trim()) : [];
        return blocks.length === 0 || !item.$cstNode ? [] : [editAt(project, uri, item.$cstNode.offset, item.$cstNode.end, blocks.map(block => `"${block}"`).join(', '))];
    });
    return edits.length === 0 ? [] : [{ title: t('Write the range as CIDR blocks'), edits, preferred: true }];
}

/** The fewest blocks that hold the addresses from the first to the last one, and no other. */
function blocksBetween(from: string, to: string): string[] {
    if (!ipaddr.IPv4.isValidFourPartDecimal(from) || !ipaddr.IPv4.isValidFourPartDecimal(to)) return [];
    const [first, last] = [numberOf(from), numberOf(to)];
    const blocks: string[] = [];
    for (let address = first; address <= last;) {
        let bits = 0;
        while (bits < 32 && address % 2 ** (bits + 1) === 0 && address + 2 ** (bits + 1) - 1 <= last) bits += 1;
        const text = [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.');
        blocks.push(bits === 0 ? text : `${text}/${32 - bits}`);
        address += 2 ** bits;
    }
    return blocks;
}

function numberOf(address: string): number {
    return ipaddr.IPv4.parse(address).octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
