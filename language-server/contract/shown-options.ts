import type { ObjectValue, OptionDeclaration, TypeExpression, Value } from '../../language/declarations.ts';
import { recordedSecret } from '../../language/record.ts';
import { looksLikeSecret } from '../../language/secret-pattern.ts';
import { printValue } from '../features/printed-value.ts';

/** Options as they are written, with everything secret masked: the name of a parameter may be shown, a password that somebody wrote in clear may not. */
export function shownOptions(options: ObjectValue, declared: readonly OptionDeclaration[]): { name: string; value: string }[] {
    return masked(options, declared).entries.map(({ key, value }) => ({ name: key, value: printValue(value) }));
}

function masked({ entries }: ObjectValue, declared: readonly OptionDeclaration[]): ObjectValue {
    return {
        kind: 'object',
        entries: entries.map(({ key, value }) => {
            const option = declared.find(({ name }) => name === key);
            return { key, value: maskedValue(value, option?.type, option?.secret ?? false) };
        })
    };
}

function maskedValue(value: Value, type: TypeExpression | undefined, secret: boolean): Value {
    switch (value.kind) {
        case 'object': return masked(value, type?.kind === 'object' ? type.options : []);
        case 'list': return { kind: 'list', items: value.items.map(item => maskedValue(item, type?.kind === 'list' ? type.element : undefined, secret || (type?.kind === 'list' && type.secret))) };
        case 'template': {
            const literal = value.parts.filter(part => typeof part === 'string').join('');
            return (secret && literal !== '') || looksLikeSecret(literal) ? mask : value;
        }
        case 'raw': return secret || looksLikeSecret(value.text) ? mask : value;
        case 'number': case 'boolean': return secret ? mask : value;
        default: return value;
    }
}

const mask: Value = { kind: 'symbol', name: recordedSecret };
