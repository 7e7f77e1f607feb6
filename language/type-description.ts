import type { BasicTypeName, OptionDeclaration, TypeExpression } from './declarations.ts';

/** A type in words that complete "must be …". */
export function describeType(type: TypeExpression): string {
    switch (type.kind) {
        case 'basic': return `${words[type.name]}${rangeOf(type)}`;
        case 'enumeration': return type.values.length === 1 ? `'${type.values[0]}'` : `one of ${type.values.join(', ')}`;
        case 'list': return 'a list `[…]`';
        case 'object': return `an object \`{…}\`${type.options.length > 0 ? ` with ${type.options.map(({ name }) => name).join(', ')}` : ''}`;
        case 'unknown': return `a '${type.name}'`;
    }
}

/** A type as it is written in the language, for hover and completion. */
export function printType(type: TypeExpression): string {
    switch (type.kind) {
        case 'basic': return `${type.name}${type.min === undefined ? '' : `(${type.min}..${type.max})`}`;
        case 'enumeration': return type.values.map(value => typeof value === 'number' || /^[A-Za-z_][\w.-]*$/.test(value) ? value : `"${value}"`).join(' | ');
        case 'list': return `[${type.secret ? 'secret ' : ''}${printType(type.element)}]`;
        case 'object': return `{ ${type.options.map(printOption).join(', ')} }`;
        case 'unknown': return type.name;
    }
}

/** An option as it is declared, without its default. */
export function printOption(option: OptionDeclaration): string {
    return `${option.name}${option.optional ? '?' : ''}: ${option.secret ? 'secret ' : ''}${printType(option.type)}`;
}

const words: Record<BasicTypeName, string> = {
    string: 'a text in quotes',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    header: 'the name of an HTTP header in quotes',
    regex: 'a regular expression in quotes',
    url: 'an absolute URL in quotes',
    address: 'an IP address, a CIDR block, a range or an address with wildcards',
    time: 'a time HH:mm:ss in quotes',
    bytes: 'a size such as 10MB',
    seconds: 'a duration in whole seconds such as 30s',
    milliseconds: 'a duration such as 500ms'
};

/** What the limits of a range are counted in. */
const units: Partial<Record<BasicTypeName, string>> = { bytes: ' bytes', seconds: ' seconds', milliseconds: ' milliseconds' };

function rangeOf({ name, min, max }: Extract<TypeExpression, { kind: 'basic' }>): string {
    if (min === undefined || max === undefined) return '';
    return name === 'string' ? ` of ${min} to ${max} characters` : ` from ${min} to ${max}${units[name] ?? ''}`;
}
