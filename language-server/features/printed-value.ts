import type { Value } from '../../language/declarations.ts';
import { writtenName } from './written-name.ts';

/** A dollar sign in front of a parameter would take that for text. */
const dollar = '\\u0024';

/** A value as it can be written in a file. */
export function printValue(value: Value): string {
    switch (value.kind) {
        case 'template': return `"${value.parts.map((part, at) => typeof part !== 'string' ? `\${${part.parameter}}` : at + 1 < value.parts.length ? escaped(part).replace(/\$$/, dollar) : escaped(part)).join('')}"`;
        case 'raw': return `'${value.text}'`;
        case 'number': return `${value.value}${value.unit ?? ''}`;
        case 'boolean': return String(value.value);
        case 'symbol': return value.name;
        case 'list': return `[${value.items.map(printValue).join(', ')}]`;
        case 'object': return value.entries.length === 0 ? '{}' : `{ ${value.entries.map(({ key, value: entry }) => `${writtenName(key)}: ${printValue(entry)}`).join(', ')} }`;
        case 'missing': return '…';
    }
}

/** A text as a string of the source: no part of it is a parameter. */
export function stringOf(text: string): string {
    return `"${escaped(text)}"`;
}

/** A text in which `${name}` is a parameter. */
export function parameterUse(text: string): string {
    return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

function escaped(text: string): string {
    return text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
        // What nobody could see in the file.
        .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/gu, character => [...Array(character.length).keys()].map(index => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''))
        .replaceAll('${', () => '$${');
}
