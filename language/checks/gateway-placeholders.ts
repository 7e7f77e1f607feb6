import type { AstNode } from 'langium';
import type { OptionDeclaration, TypeExpression } from '../declarations.ts';
import type * as ast from '../generated/ast.ts';
import { report, type Accept } from '../report.ts';

/** Texts that the gateway fills from its own environment, outside options that are made for secrets. */
export function checkGatewayPlaceholders(properties: readonly ast.Property[], types: readonly OptionDeclaration[], accept: Accept): void {
    for (const property of properties) {
        const option = types.find(({ name }) => name === property.key);
        // What LDAP fills in has the form of a placeholder; the gateway leaves it alone as long as nobody names a variable so.
        if (option && !option.secret) visit(property.value, option.type, name => !(name === 'username' && ['dnPattern', 'expression'].includes(property.key)), accept);
    }
}

function visit(value: ast.Value | undefined, type: TypeExpression, isForeign: (name: string) => boolean, accept: Accept): void {
    switch (value?.$type) {
        case 'ObjectValue': return type.kind === 'object' ? checkGatewayPlaceholders(value.properties, type.options, accept) : undefined;
        case 'ListValue': return type.kind === 'list' && !type.secret ? value.items.forEach(item => visit(item, type.element, isForeign, accept)) : undefined;
        case 'StringValue':
        case 'RawValue': {
            const placeholder = value.$type === 'RawValue' ? /\$\{([^}:]+)[^}]*\}/g : /\$\$\{([^}:]+)[^}]*\}/g;
            const name = (value.text ?? '').matchAll(placeholder).map(([, found = '']) => found).find(isForeign);
            if (name !== undefined) report(accept, 'gateway-placeholder', { x: name }, { node: value as AstNode });
        }
    }
}
