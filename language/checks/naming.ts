import type { Declaration } from '../declarations.ts';
import type { DeclarationNode } from '../extraction.ts';
import { report } from '../report.ts';
import { documentationOf } from '../type-extraction.ts';
import type { Check } from './check.ts';

/** What the gateway makes URLs of, and what tells people what it is. */
export function checkNaming({ declaration, node, entry, view, accept }: Check<Declaration, DeclarationNode>): void {
    if (node.$type === 'Parameter' || node.$type === 'PolicySet' || node.$type === 'PolicyType') return;
    if (!isUrlSegment(declaration.name)) report(accept, 'invalid-name', { name: declaration.name }, { node, property: 'name' });
    if ('version' in declaration && node.$type !== 'Organization' && !isUrlSegment(declaration.version)) report(accept, 'invalid-name', { name: declaration.version }, { node, property: 'version' });
    if (('retired' in declaration && declaration.retired) || ('state' in declaration && declaration.state === 'retired')) return;
    if (declaration.kind === 'organization') {
        // One block that says what the organization is speaks for all of them; where none does, the first one asks.
        const blocks = view.index.entries('organization', declaration.name);
        if (blocks[0]?.uri !== entry.uri || blocks[0].ordinal !== entry.ordinal || blocks.some(block => block.declaration.documented)) return;
    } else if (documentationOf(node) !== undefined || ('attributes' in declaration && declaration.attributes.some(({ key }) => key === 'description'))) {
        return;
    }
    report(accept, 'missing-description', {}, { node, property: 'name' });
}

export function isUrlSegment(name: string): boolean {
    return /^[A-Za-z0-9_.-]+$/.test(name) && name !== '.' && name !== '..';
}
