import type { ApiDeclaration, ClientDeclaration, ParameterDeclaration, PlanDeclaration } from '../../language/declarations.ts';
import { printType } from '../../language/type-description.ts';
import { printValue, stringOf } from './printed-value.ts';
import { writtenKey, writtenName } from './written-name.ts';

/** What stands in front of the braces of a declaration. */
export type DeclarationHead =
    | { kind: 'organization'; name: string; title?: string }
    | Pick<PlanDeclaration, 'kind' | 'name' | 'version' | 'title' | 'locked'>
    | Pick<ApiDeclaration, 'kind' | 'name' | 'version' | 'title' | 'state' | 'access'>
    | Pick<ClientDeclaration, 'kind' | 'name' | 'version' | 'title' | 'retired'>;

/** `locked plan Gold@1.0 "For partners"` */
export function printHead(head: DeclarationHead): string {
    const name = head.kind === 'organization' ? writtenName(head.name) : `${writtenName(head.name)}@${head.version}`;
    return `${adjectives(head)}${head.kind} ${name}${head.title ? ` ${stringOf(head.title)}` : ''}`;
}

/** `plan` is a key; inside of its organization that is left out. */
export function printOffer(plan: string, insideOrganization: string): string {
    return `offers ${writtenKey(plan, insideOrganization)}`;
}

/** `plan` is a name, its version stands where the API offers several. */
export function printContract({ api, plan, planVersion }: { api: string; plan: string; planVersion?: string | undefined }, insideOrganization: string | undefined): string {
    return `contract ${writtenKey(api, insideOrganization)} via ${writtenName(plan)}${planVersion === undefined ? '' : `@${planVersion}`}`;
}

export function printParameter({ name, secret, type, default: preset }: Pick<ParameterDeclaration, 'name' | 'secret' | 'type' | 'default'>): string {
    return `${secret ? 'secret ' : ''}parameter ${writtenName(name)}${type ? `: ${printType(type)}` : ''}${preset ? ` = ${printValue(preset)}` : ''}`;
}

/** A comment that says what is declared below; its text cannot end it. */
export function printDocumentation(text: string): string {
    return `/** ${text.replaceAll('*/', '* /')} */`;
}

function adjectives(head: DeclarationHead): string {
    switch (head.kind) {
        case 'organization': return '';
        case 'plan': return head.locked ? 'locked ' : '';
        case 'api': return `${head.state === 'draft' ? '' : `${head.state} `}${head.access} `;
        case 'client': return head.retired ? 'retired ' : '';
    }
}
