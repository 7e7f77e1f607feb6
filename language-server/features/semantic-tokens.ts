import { AstUtils, type AstNode } from 'langium';
import { SemanticTokenModifiers, SemanticTokenTypes, type SemanticTokens, type SemanticTokensLegend } from 'vscode-languageserver-protocol';
import type { Range } from '../../language/declarations.ts';
import { rangeOf } from '../../language/places.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';
import { ReferenceSites, type ReferenceSite } from '../../language/references.ts';
import type { Work } from '../../language/in-turns.ts';
import { Contributions, isSum, movedBy, ownSyntax } from './contributions.ts';
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
interface Token { range: Range; type: TokenType; modifiers: readonly Modifier[] }

/** What the names of a file mean, as far as their form alone does not say it. */
export function* semanticTokens(project: Project, uri: string): Work<SemanticTokens> {
    const file = project.files.get(uri);
    if (!file) return { data: [] };
    const meanings = new Meanings(project);
    if (!isSum(file)) return { data: encode([...project.references.inFile(uri).map(site => nameToken(meanings, site)), ...keyTokens(file.tree)].sort(byPlace)) };
    const tokens: Token[] = [];
    for (const entry of file.declared) {
        const { line } = entry;
        for (const written of contributions.of(entry)) {
            const token = 'slot' in written ? nameToken(meanings, written) : written;
            tokens.push({ ...token, range: movedBy(token.range, line) });
        }
        yield;
    }
    // What an organization with a mistake says of itself may stand behind what is declared in it.
    return { data: encode(file.isStrict ? tokens : tokens.sort(byPlace)) };
}

/** The names and the keys of a declaration, in their order; what names mean depends on what is declared elsewhere. */
const contributions = new Contributions((entry): (ReferenceSite | Token)[] => {
    const node = ownSyntax(entry);
    const written = [...new ReferenceSites(node, entry.owner).in(entry.file.textDocument), ...keyTokens(node)].sort(byPlace);
    return written.map(each => ({ ...each, range: movedBy(each.range, -entry.line) }));
});

function nameToken(meanings: Meanings, site: ReferenceSite): Token {
    const { type, modifiers } = meanings.of(site);
    return { range: site.range, type, modifiers: site.declaration ? [SemanticTokenModifiers.declaration, ...modifiers] : modifiers };
}

/** What names stand for, each looked up once: a file names the same things again and again. */
class Meanings {
    readonly #project: Project;
    readonly #known = new Map<string, Omit<Token, 'range'>>();

    constructor(project: Project) {
        this.#project = project;
    }

    of(site: ReferenceSite): Omit<Token, 'range'> {
        const id = `${site.declaration ? '=' : ''}${site.slot}\n${site.api ?? ''}`;
        const known = this.#known.get(id);
        if (known) return known;
        const made = this.#meaningOf(site);
        this.#known.set(id, made);
        return made;
    }

    #meaningOf(site: ReferenceSite): Omit<Token, 'range'> {
        const { kind, key } = named(this.#project, site);
        const [entry] = this.#project.index.entries(kind, key);
        if (kind === 'parameter' && !site.declaration && !isParameter(this.#project, key)) return { type: SemanticTokenTypes.enumMember, modifiers: [] };
        if (kind === 'policy-type' && !entry && this.#project.view.isShipped(key)) return { type: types[kind], modifiers: [SemanticTokenModifiers.defaultLibrary] };
        return { type: types[kind], modifiers: entry ? states.of(entry) : [] };
    }
}

const states = new Contributions(({ declaration }): Modifier[] => {
    switch (declaration.kind) {
        case 'plan': return declaration.locked ? [SemanticTokenModifiers.readonly] : [];
        case 'api': return declaration.state === 'retired' ? [SemanticTokenModifiers.deprecated] : [];
        case 'client': return declaration.retired ? [SemanticTokenModifiers.deprecated] : [];
        case 'parameter': return declaration.secret ? [SemanticTokenModifiers.readonly] : [];
        default: return [];
    }
});

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

function byPlace({ range: { start: a } }: { range: Range }, { range: { start: b } }: { range: Range }): number {
    return a.line - b.line || a.character - b.character;
}

/** Positions as differences to the token before, as the protocol wants them. A token never spans lines; a property without a key has no place. */
function encode(tokens: readonly Token[]): number[] {
    const data: number[] = [];
    let line = 0;
    let character = 0;
    for (const { range: { start, end }, type, modifiers } of tokens) {
        if (start.line !== end.line || start.character === end.character) continue;
        const bits = modifiers.reduce((sum, modifier) => sum | 1 << semanticTokensLegend.tokenModifiers.indexOf(modifier), 0);
        data.push(start.line - line, start.line === line ? start.character - character : start.character, end.character - start.character, semanticTokensLegend.tokenTypes.indexOf(type), bits);
        line = start.line;
        character = start.character;
    }
    return data;
}
