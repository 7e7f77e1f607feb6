import { AstUtils, type AstNode } from 'langium';
import { SemanticTokenModifiers, SemanticTokenTypes, type SemanticTokens, type SemanticTokensLegend } from 'vscode-languageserver-protocol';
import type { Range } from '../../language/declarations.ts';
import { rangeOf } from '../../language/places.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';
import { isParameter, named } from './name-at.ts';

export const semanticTokensLegend = {
    tokenTypes: [
        SemanticTokenTypes.namespace, SemanticTokenTypes.struct, SemanticTokenTypes.interface, SemanticTokenTypes.class, SemanticTokenTypes.parameter,
        SemanticTokenTypes.macro, SemanticTokenTypes.type, SemanticTokenTypes.property, SemanticTokenTypes.enumMember
    ],
    /** Retired is `deprecated`, locked and secret are `readonly`, what ships with apim is `defaultLibrary`. */
    tokenModifiers: [SemanticTokenModifiers.declaration, SemanticTokenModifiers.deprecated, SemanticTokenModifiers.readonly, SemanticTokenModifiers.defaultLibrary]
} satisfies SemanticTokensLegend;

type TokenType = (typeof semanticTokensLegend.tokenTypes)[number];
type Modifier = (typeof semanticTokensLegend.tokenModifiers)[number];
interface Token { range: Range; type: TokenType; modifiers: Modifier[] }

/** What the names of a file mean, as far as their form alone does not say it. */
export function semanticTokens(project: Project, uri: string): SemanticTokens {
    const file = project.files.get(uri);
    if (!file) return { data: [] };
    const tokens = [...project.references.inFile(uri).map(site => nameToken(project, site)), ...keyTokens(file.tree)];
    return { data: encode(tokens) };
}

function nameToken(project: Project, site: Parameters<typeof named>[1]): Token {
    const { kind, key } = named(project, site);
    const modifiers: Modifier[] = site.declaration ? [SemanticTokenModifiers.declaration] : [];
    const declaration = project.index.find(kind, key);
    switch (declaration?.kind) {
        case 'plan': if (declaration.locked) modifiers.push(SemanticTokenModifiers.readonly); break;
        case 'api': if (declaration.state === 'retired') modifiers.push(SemanticTokenModifiers.deprecated); break;
        case 'client': if (declaration.retired) modifiers.push(SemanticTokenModifiers.deprecated); break;
        case 'parameter': if (declaration.secret) modifiers.push(SemanticTokenModifiers.readonly); break;
    }
    if (kind === 'parameter' && !site.declaration && !isParameter(project, key)) return { range: site.range, type: SemanticTokenTypes.enumMember, modifiers };
    if (kind === 'policy-type' && !declaration && project.view.isShipped(key)) modifiers.push(SemanticTokenModifiers.defaultLibrary);
    return { range: site.range, type: types[kind], modifiers };
}

const types: Record<ReturnType<typeof named>['kind'], TokenType> = {
    organization: SemanticTokenTypes.namespace, plan: SemanticTokenTypes.struct, api: SemanticTokenTypes.interface, client: SemanticTokenTypes.class,
    parameter: SemanticTokenTypes.parameter, policies: SemanticTokenTypes.macro, 'policy-type': SemanticTokenTypes.type
};

/** Options and attributes, where they are set and where a policy type declares them, and the values of an enumeration that it lists. */
function keyTokens(root: AstNode): Token[] {
    return AstUtils.streamAllContents(root).flatMap((node): Token[] => {
        switch (node.$type) {
            case 'Property': return [{ range: rangeOf(node, 'key'), type: SemanticTokenTypes.property, modifiers: [] }];
            case 'OptionType': return [{ range: rangeOf(node, 'name'), type: SemanticTokenTypes.property, modifiers: [SemanticTokenModifiers.declaration] }];
            case 'Choice': {
                const choice = node as ast.Choice;
                if (choice.name === undefined) return [];
                const isType = (choice.$container as ast.ChoiceType).choices.length === 1;
                return [{ range: rangeOf(node, 'name'), type: isType ? SemanticTokenTypes.type : SemanticTokenTypes.enumMember, modifiers: isType ? [SemanticTokenModifiers.defaultLibrary] : [] }];
            }
            default: return [];
        }
    }).toArray();
}

/** Positions as differences to the token before, as the protocol wants them. A token never spans lines; a property without a key has no place. */
function encode(tokens: Token[]): number[] {
    const data: number[] = [];
    let line = 0;
    let character = 0;
    for (const { range: { start, end }, type, modifiers } of tokens.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character)) {
        if (start.line !== end.line || start.character === end.character) continue;
        const bits = modifiers.reduce((sum, modifier) => sum | 1 << semanticTokensLegend.tokenModifiers.indexOf(modifier), 0);
        data.push(start.line - line, start.line === line ? start.character - character : start.character, end.character - start.character, semanticTokensLegend.tokenTypes.indexOf(type), bits);
        line = start.line;
        character = start.character;
    }
    return data;
}
