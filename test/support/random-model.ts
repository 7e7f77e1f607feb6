import fc from 'fast-check';
import type { ApiDeclaration, ClientDeclaration, Declaration, ObjectValue, PlanDeclaration, PolicyEntry, Value } from '../../language/declarations.ts';

/** Declarations at random, and the text that declares them: `layout` says what stands between two words and between two members. */
export interface Layout { gap: string; separator: string; newline: string }

const reserved = ['organization', 'plan', 'api', 'client', 'contract', 'offers', 'member', 'policy', 'parameter', 'true', 'false'];
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/).filter(text => !reserved.includes(text));
const version = fc.stringMatching(/^[0-9][0-9.]{0,3}[0-9a-z]$/);
const text = fc.string({ maxLength: 12 }).map(value => value.replaceAll(/[\p{Cc}\u2028\u2029\uFEFF\uFFFD]/gu, ''));

const { value } = fc.letrec<{ value: Value; object: ObjectValue }>(tie => ({
    value: fc.oneof(
        { depthSize: 'small' },
        text.map((part): Value => ({ kind: 'template', parts: part === '' ? [] : [part] })),
        fc.tuple(text.filter(part => part !== ''), name).map(([part, parameter]): Value => ({ kind: 'template', parts: [part, { parameter }] })),
        fc.stringMatching(/^[a-z(.*)\\$1/]{0,8}$/).map((raw): Value => ({ kind: 'raw', text: raw })),
        fc.integer({ min: -1000, max: 1000 }).map((number): Value => ({ kind: 'number', value: number })),
        fc.tuple(fc.nat(100), fc.constantFrom('MB', 's', 'min')).map(([number, unit]): Value => ({ kind: 'number', value: number, unit })),
        fc.boolean().map((flag): Value => ({ kind: 'boolean', value: flag })),
        name.map((symbol): Value => ({ kind: 'symbol', name: symbol })),
        fc.array(tie('value'), { maxLength: 3 }).map((items): Value => ({ kind: 'list', items })),
        tie('object')
    ),
    object: fc.array(fc.record({ key: name, value: tie('value') }), { maxLength: 3 }).map((entries): ObjectValue => ({ kind: 'object', entries }))
}));

const attributes = fc.array(fc.record({ key: name, value }), { maxLength: 2 });
const policies: fc.Arbitrary<PolicyEntry[]> = fc.array(fc.oneof(
    fc.record({ kind: fc.constant('policy' as const), type: name, options: fc.array(fc.record({ key: name, value }), { maxLength: 3 }).map((entries): ObjectValue => ({ kind: 'object', entries })) }),
    name.map((set): PolicyEntry => ({ kind: 'use', set }))
), { maxLength: 3 });
const reference = fc.tuple(name, name, version).map(([organization, element, number]) => `${organization}/${element}@${number}`);
const identity = { organization: fc.constant('Acme'), name, version };
const title = fc.option(text, { nil: undefined });

const plan: fc.Arbitrary<PlanDeclaration> = fc.record({ kind: fc.constant('plan' as const), ...identity, title, locked: fc.boolean(), attributes, policies });
const api: fc.Arbitrary<ApiDeclaration> = fc.record({
    kind: fc.constant('api' as const), ...identity, title, state: fc.constantFrom('draft' as const, 'published' as const, 'retired' as const), access: fc.constantFrom('private' as const, 'public' as const), attributes,
    offers: fc.array(fc.tuple(reference, fc.boolean(), fc.array(reference, { maxLength: 2 })).map(([offered, approval, clients]) => ({ plan: offered, approval, approvedFor: approval ? clients : [] })), { maxLength: 2 }), policies
});
const client: fc.Arbitrary<ClientDeclaration> = fc.record({
    kind: fc.constant('client' as const), ...identity, title, retired: fc.boolean(), attributes,
    contracts: fc.array(fc.record({ api: reference, plan: name, attributes }), { maxLength: 2 }), policies
});

/** What one organization declares. */
export const models: fc.Arbitrary<(PlanDeclaration | ApiDeclaration | ClientDeclaration)[]> = fc.array(fc.oneof(plan, api, client), { maxLength: 4 });
export const layouts: fc.Arbitrary<Layout> = fc.record({
    gap: fc.constantFrom(' ', '  ', '\t', ' /* c */ '), separator: fc.constantFrom(', ', ',', '\n', ' // c\n', ' ', ',\n\n\n'), newline: fc.constantFrom('\n', '\n\n\n', '\n// c\n', ' ', '\r\n')
});

export function print(model: readonly (PlanDeclaration | ApiDeclaration | ClientDeclaration)[], layout: Layout): string {
    const { gap, newline } = layout;
    const block = (parts: string[]) => parts.length === 0 ? '' : `${gap}{${newline}${parts.join(newline)}${newline}}`;
    const bodies = model.map(declaration => {
        const adjectives = declaration.kind === 'plan' ? [declaration.locked ? 'locked' : ''] : declaration.kind === 'client' ? [declaration.retired ? 'retired' : '']
            : [declaration.state === 'draft' ? '' : declaration.state, declaration.access];
        const head = [...adjectives, declaration.kind, `${declaration.name}@${declaration.version}`, declaration.title === undefined ? '' : quoted(declaration.title)].filter(word => word !== '').join(gap);
        const own = declaration.kind === 'api' ? declaration.offers.map(({ plan: offered, approval, approvedFor }) =>
            `offers${gap}${offered}${approval ? `${gap}with${gap}approval${approvedFor.length > 0 ? `${gap}for${gap}${approvedFor.join(', ')}` : ''}` : ''}`)
            : declaration.kind === 'client' ? declaration.contracts.map(contract => `contract${gap}${contract.api}${gap}via${gap}${contract.plan}${block(contract.attributes.map(({ key, value: given }) => `${key}:${gap}${printed(given, layout)}`))}`) : [];
        return head + block([
            ...declaration.attributes.map(({ key, value: given }) => `${key}:${gap}${printed(given, layout)}`), ...own,
            ...declaration.policies.map(entry => entry.kind === 'use' ? `use${gap}${entry.set}` : `policy${gap}${entry.type}${entry.options.entries.length > 0 ? `${gap}${printed(entry.options, layout)}` : ''}`)
        ]);
    });
    return `organization${gap}Acme${gap}{${newline}${bodies.join(newline)}${newline}}\n`;
}

function printed(given: Value, layout: Layout): string {
    switch (given.kind) {
        case 'template': return `"${given.parts.map(part => typeof part === 'string' ? escaped(part) : `\${${part.parameter}}`).join('')}"`;
        case 'raw': return `'${given.text}'`;
        case 'number': return `${given.value}${given.unit ?? ''}`;
        case 'boolean': return String(given.value);
        case 'symbol': return given.name;
        case 'list': return `[${given.items.map(item => printed(item, layout)).join(layout.separator)}]`;
        case 'object': return `{ ${given.entries.map(({ key, value: inner }) => `${key}: ${printed(inner, layout)}`).join(layout.separator)} }`;
        case 'missing': return '""';
    }
}

function quoted(given: string): string {
    return `"${escaped(given)}"`;
}

/** A dollar in front of a brace is doubled; one at the end could meet a parameter. */
function escaped(given: string): string {
    return given.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/\$+\{?/g, dollars => dollars === '${' ? '$${' : dollars.replaceAll('$', '\\u0024'));
}

/** Declarations to be compared: without what is undefined. */
export function plain(declarations: readonly Declaration[]): unknown {
    return JSON.parse(JSON.stringify(declarations));
}
