import type { AstNode } from 'langium';
import type { Location } from 'vscode-languageserver-protocol';
import type { AttributeOwner } from '../../language/attributes.ts';
import type { OptionDeclaration, Position, TypeExpression } from '../../language/declarations.ts';
import { rangeOf } from '../../language/places.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';
import { syntaxAt } from './syntax-at.ts';

/** An option of a policy or an attribute of a declaration, as it is written and as it is declared. */
export interface OptionAt {
    property: ast.Property;
    option: OptionDeclaration;
    /** The policy type, or the kind of declaration, that the option belongs to. */
    owner: { kind: 'policy'; type: string } | { kind: 'attribute'; of: AttributeOwner };
    /** Names of the options from the outermost in, this one last. */
    path: string[];
    /** Whether the position is on the name and not on the value. */
    onKey: boolean;
}

/** The option at a position: of the innermost property around it, where its name or its value is known. */
export function optionAt(project: Project, uri: string, position: Position): OptionAt | undefined {
    const property = syntaxAt(project, uri, position, 'Property');
    const key = property && rangeOf(property, 'key');
    const declared = property && declaredOption(project, property);
    if (!property || !key || !declared?.option) return undefined;
    const onKey = position.line === key.start.line && position.character >= key.start.character && position.character <= key.end.character;
    return { property, option: declared.option, owner: declared.owner, path: declared.path, onKey };
}

export interface DeclaredOption { option: OptionDeclaration | undefined; siblings: readonly OptionDeclaration[]; owner: OptionAt['owner']; path: string[] }

/** What declares a property, found by its way up to its policy or declaration; `option` is undefined where nothing of its name is declared. */
export function declaredOption(project: Project, property: ast.Property): DeclaredOption | undefined {
    const around = optionsAround(project, property.$container);
    if (!around) return undefined;
    return { ...around, option: around.siblings.find(({ name }) => name === property.key), path: [...around.path, property.key] };
}

/** Where an option is declared: in a policy type. Attributes are part of the language and declared in no file. */
export function optionOrigin(project: Project, { owner, path }: OptionAt): Location | undefined {
    if (owner.kind === 'attribute') return undefined;
    const [entry] = project.index.entries('policy-type', owner.type);
    const shipped = [...project.language.prelude.files.values()].flatMap(({ uri, declared }) => declared.flatMap(({ declaration, syntax }) => declaration.name === owner.type ? [{ uri, syntax }] : []));
    const origin = entry ?? shipped[0];
    const node = origin?.syntax.$type === 'PolicyType' ? optionNode(origin.syntax.options, path) : undefined;
    return origin && node ? { uri: origin.uri, range: rangeOf(node, 'name') } : undefined;
}

/** The options that a policy, a declaration or an object can have, and whose they are. */
export function optionsAround(project: Project, container: AstNode | undefined): Omit<DeclaredOption, 'option'> | undefined {
    switch (container?.$type) {
        case 'Policy': {
            const { type } = container as ast.Policy;
            const declared = project.view.policyType(type);
            return declared && { siblings: declared.options, owner: { kind: 'policy', type }, path: [] };
        }
        case 'Organization': case 'Plan': case 'Api': case 'Client': case 'Contract': {
            const of = container.$type.toLowerCase() as AttributeOwner;
            return { siblings: project.language.attributes[of], owner: { kind: 'attribute', of }, path: [] };
        }
        case 'ObjectValue': {
            let holder = container.$container;
            while (holder?.$type === 'ListValue') holder = holder.$container;
            const outer = holder?.$type === 'Property' ? declaredOption(project, holder as ast.Property) : undefined;
            const type = outer?.option && innermost(outer.option.type);
            return outer && type?.kind === 'object' ? { siblings: type.options, owner: outer.owner, path: outer.path } : undefined;
        }
        default: return undefined;
    }
}

/** The type of what a list holds, however deep. */
export function innermost(type: TypeExpression): TypeExpression {
    return type.kind === 'list' ? innermost(type.element) : type;
}

function optionNode(options: readonly ast.OptionType[], [name, ...rest]: readonly string[]): ast.OptionType | undefined {
    const found = options.find(option => option.name === name);
    if (!found || rest.length === 0) return found;
    let type: ast.Type | undefined = found.type;
    while (type?.$type === 'ListType') type = type.element;
    return type?.$type === 'ObjectType' ? optionNode(type.options, rest) : undefined;
}
