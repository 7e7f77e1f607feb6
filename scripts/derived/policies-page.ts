import type { OptionDeclaration, PolicyTypeDeclaration, Value } from '../../language/declarations.ts';
import { trials } from '../../test/policies/trials.ts';
import { printType } from '../../language/type-description.ts';
import { shippedTypes } from './prelude-module.ts';

/** docs/policies.md: the policy types that ship with apim, from the prelude. */
export function policiesPage(): string {
    const types = shippedTypes();
    const categories = ['security', 'limiting', 'modification', 'other'];
    return [
        '# Policies',
        '',
        'The policy types that ship with apim. Generated from `language/prelude/*.apim`; do not edit. A project declares further ones in the same way (`policy type … { … }`).',
        '',
        ...categories.flatMap(category => [
            `## ${category.charAt(0).toUpperCase()}${category.slice(1)}`, '',
            ...types.filter(type => type.category === category).sort((a, b) => a.name < b.name ? -1 : 1).flatMap(section)
        ]),
        '## Tried on the gateway', '',
        'Each type is registered at a real Apiman by `test/policies/on-apiman.test.ts`, first with only what must be given, then with everything set; this is what a call showed. Policy sets are tried beside them.', '',
        '| type | the policy |', '|---|---|',
        ...types.map(({ name }) => `| \`${name}\` | ${[...new Set(trials.filter(({ type }) => type === name).map(({ shows }) => shows)), ...name === 'ApiKey' ? ['passes the key of the client on'] : []].join(' · ')} |`),
        ''
    ].join('\n');
}

function section(type: PolicyTypeDeclaration): string[] {
    return [
        `### ${type.name}`, '',
        ...(type.documentation ? [type.documentation, ''] : []),
        `Implementation: \`${type.implementation ? printValue(type.implementation) : ''}\`${type.authenticates ? ' · authenticates the caller' : ''}`, '',
        ...(type.options.length > 0 ? ['| option | type | default | |', '|---|---|---|---|', ...rows(type.options, ''), ''] : ['No options.', ''])
    ];
}

/** Options of nested objects follow their object, by path. */
function rows(options: readonly OptionDeclaration[], prefix: string): string[] {
    return options.flatMap(option => {
        const name = `${prefix}${option.name}`;
        const inner = option.type.kind === 'list' ? option.type.element : option.type;
        const nested = inner.kind === 'object' ? inner.options : undefined;
        const type = nested ? (option.type.kind === 'list' ? 'list of objects' : 'object') : `\`${printType(option.type)}\``;
        const fallback = option.default ? `\`${printValue(option.default)}\`` : option.optional ? '' : '*required*';
        const documentation = (option.documentation ?? '').replaceAll(/\s+/g, ' ');
        const cells = [`\`${name}\``, (option.secret ? 'secret ' : '') + type, fallback, documentation];
        const row = `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
        return [row, ...(nested ? rows(nested, `${name}${option.type.kind === 'list' ? '[]' : ''}.`) : [])];
    });
}

function printValue(value: Value): string {
    switch (value.kind) {
        case 'template': return value.parts.map(part => typeof part === 'string' ? part : `\${${part.parameter}}`).join('');
        case 'raw': return value.text;
        case 'number': return `${value.value}${value.unit ?? ''}`;
        case 'boolean': return String(value.value);
        case 'symbol': return value.name;
        case 'list': return `[${value.items.map(printValue).join(', ')}]`;
        case 'object': return value.entries.length === 0 ? '{}' : `{ ${value.entries.map(({ key, value: entry }) => `${key}: ${printValue(entry)}`).join(', ')} }`;
        case 'missing': return '';
    }
}
