import { t } from '@vscode/l10n';
import type { Project } from '../../language/project.ts';
import { basicTypes } from '../../language/type-extraction.ts';
import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { Token } from './completion-blocks.ts';
import type { CompletionContext } from './completion-context.ts';
import { keyword, type Proposal } from './completion-item.ts';
import { afterAdjective, members, policyTypeMembers } from './completion-members.ts';
import { optionNames, optionValues, parameterReferences, parameterValues } from './completion-options.ts';
import { approvedClients, contractableApis, offeredPlans, offerablePlans, policySets, policyTypes } from './completion-references.ts';

/** Proposals, and whether the place asks for exactly this and not for whatever may come next. */
export interface Proposals { found: Iterable<Proposal>; expected: boolean }

/** What can stand at the cursor. */
export function proposals(project: Project, context: CompletionContext): Proposals {
    if (context.inText === 'parameter') return expected(parameterReferences(project, context));
    const block = context.blocks.at(-1);
    const last = context.tokens.at(-1)?.tokenType.name;
    switch (block?.kind) {
        case undefined: return nothing;
        case 'list': return expected(optionValues(project, context));
        case 'policy':
        case 'object':
        case 'contract':
            if (last === ':') return expected(optionValues(project, context));
            return context.inText ? nothing : begins(optionNames(project, context));
        case 'policy-type':
        case 'object-type':
        case 'list-type':
            if (context.inText) return nothing;
            if (last === ':' || last === '[' || block.kind === 'list-type') return expected(types());
            return block.kind === 'policy-type' ? begins(policyTypeMembers(context)) : nothing;
        default: return inBody(project, context);
    }
}

const nothing: Proposals = { found: [], expected: false };
const expected = (found: Iterable<Proposal>): Proposals => ({ found, expected: true });
const begins = (found: Iterable<Proposal>): Proposals => ({ found, expected: false });

function inBody(project: Project, context: CompletionContext): Proposals {
    const { tokens } = context;
    const last = tokens.at(-1)?.tokenType.name ?? '';
    const before = tokens.at(-2)?.tokenType.name ?? '';
    if (last === ':' && isPolicyTypeHeader(tokens)) return expected(categories);
    if (last === ':' && tokens.at(-3)?.tokenType.name === 'parameter') return expected(types());
    if (last === ':') return expected(optionValues(project, context));
    if (last === '=') return expected(parameterValues(tokens));
    if (context.inText) return nothing;
    const item = currentItem(tokens);
    switch (last) {
        case 'contract': return expected(contractableApis(project, context));
        case 'via': return expected(offeredPlans(project, context, item));
        case 'offers': return expected(offerablePlans(project, context));
        case 'for': return before === 'approval' ? expected(approvedClients(project, context, item)) : nothing;
        case ',': return item[0]?.tokenType.name === 'offers' ? expected(approvedClients(project, context, item)) : item[0]?.tokenType.name === 'member' ? expected(roles()) : begins(members(project, context));
        case 'as': return item[0]?.tokenType.name === 'member' ? expected(roles()) : nothing;
        case 'with': return expected([keyword('approval', 'approval', t('the owner of the API approves each contract'))]);
        case 'use': return expected(policySets(project, context));
        case 'policy': return expected(context.blocks.length === 1 ? [keyword('type', 'type ', t('declare a policy type'))] : policyTypes(project, context));
        case 'organization': case 'plan': case 'api': case 'client': case 'parameter': case 'member': case 'policies': return nothing;
        case 'type': return before === 'policy' ? nothing : begins(members(project, context));
        case 'published': case 'retired': case 'public': case 'private': case 'locked': case 'secret':
            return nameExpected(before) ? nothing : expected(afterAdjective(context, last));
    }
    return { found: [...continuations(item), ...isHeader(item) ? [] : members(project, context)], expected: continuations(item).length > 0 };
}

/** What can go on in the same declaration. */
function continuations(item: readonly Token[]): Proposal[] {
    const types = item.map(({ tokenType }) => tokenType.name);
    const last = types.at(-1);
    switch (types[0]) {
        case 'contract': return last === 'VERSION' && !types.includes('via') ? [keyword('via', 'via ', t('the plan of the contract'), 0)] : [];
        case 'offers': {
            if (last === 'VERSION' && !types.includes('with')) return [keyword('with approval', 'with approval', t('the owner of the API approves each contract'), 0)];
            return last === 'approval' ? [keyword('for', 'for ', t('the clients that are approved'), 0)] : [];
        }
        case 'member': return last === 'STRING' ? [keyword('as', 'as ', t('the roles of the member'), 0)] : [];
        default: return [];
    }
}

/** The tokens from the last word that begins a declaration. */
function currentItem(tokens: readonly Token[]): readonly Token[] {
    const start = tokens.findLastIndex(({ tokenType: { name } }) => beginnings.has(name));
    return start < 0 || tokens.slice(start).some(({ tokenType: { name } }) => name === '}') ? [] : tokens.slice(start);
}

const beginnings = new Set(['organization', 'plan', 'api', 'client', 'contract', 'offers', 'member', 'policy', 'parameter']);

/** A name, version and title that were just written: what comes next in the line is a brace, which nobody needs help with. */
function isHeader(item: readonly Token[]): boolean {
    const [first, ...rest] = item.map(({ tokenType }) => tokenType.name);
    return first === 'organization' && rest.length <= 1 || (first === 'contract' && !rest.includes('via')) || (first === 'member' && !rest.includes('as'));
}

function isPolicyTypeHeader(tokens: readonly Token[]): boolean {
    const types = tokens.slice(-5).map(({ tokenType }) => tokenType.name);
    const type = types.lastIndexOf('type');
    return type > 0 && types[type - 1] === 'policy' && types.length - type <= 4;
}

function nameExpected(before: string): boolean {
    return before === 'organization' || before === 'plan' || before === 'api' || before === 'client' || before === 'parameter' || before === 'policies' || before === 'policy' || before === 'use';
}

const types = (): readonly Proposal[] => [
    ...basicTypes.map(label => ({ label, kind: CompletionItemKind.TypeParameter })),
    keyword('secret', 'secret ', t('the value must come from a secret parameter'), 6), keyword('quoted', 'quoted ', t('emitted as a JSON string'), 6)
];
const categories: readonly Proposal[] = ['security', 'limiting', 'modification', 'other'].map(label => ({ label, kind: CompletionItemKind.EnumMember }));
const roles = (): readonly Proposal[] => [
    { label: 'viewer', kind: CompletionItemKind.EnumMember, detail: t('sees') }, { label: 'editor', kind: CompletionItemKind.EnumMember, detail: t('sees and may change, register, publish and retire') },
    { label: 'manager', kind: CompletionItemKind.EnumMember, detail: t('sees and may change the list of members') }
];
