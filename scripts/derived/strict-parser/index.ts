import { AstUtils, GrammarAST, GrammarUtils } from 'langium';
import { createApimServices } from '../../../language/apim-module.ts';
import { Decisions } from './decision.ts';
import { outlineAutomaton } from './outline-automaton.ts';
import { RuleWriter, typeOf } from './rule-writer.ts';
import { lines, packedRows } from './table.ts';
import { TokenKinds } from './token-kinds.ts';

const { isAssignment, isParserRule } = GrammarAST;

/** Writes the tokens of the grammar, and the automaton that reads them as Langium's lexer does. */
export function strictLexer(): string {
    return new TokenKinds(createApimServices().Grammar).written();
}

/**
 * Writes a parser for texts without mistakes from the grammar: a function a rule, which decides by the next two tokens and gives up where they do not tell.
 * It yields the tree that Langium yields, to which a test holds it; what it gives up on is left to Langium.
 */
export function strictParser(): string {
    const { rules, entry, tokens } = grammarParts();
    const decisions = new Decisions(token => tokens.kindOf(token));
    const writer = new RuleWriter(tokens, decisions);
    const functions = rules.filter(rule => !GrammarUtils.isDataTypeRule(rule)).map(rule => writer.write(rule));
    const declaring = outlineAutomaton(rules, entry, tokens.names).rows.filter(rule => AstUtils.streamAllContents(rule).some(each => isAssignment(each) && each.feature === 'name'));
    return `${[
        `// Follows from the grammar: \`npm run generate\` writes it.

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type * as ast from './ast.ts';
import { pieceOf } from '../piece.ts';
import { commentInFront, from, give, keep, kind, own, refuse, skip, to, treeOf } from '../strict-tokens.ts';`,
        `/** The tree of a text; undefined where there is a mistake in it, or where two tokens do not tell what is meant. */
export function parseStrictly(text: TextDocument): ast.${entry.name} | undefined {
    return treeOf<ast.${entry.name}>(text, parse${entry.name});
}`,
        `/** What declares something by a name. */\nconst pieces = { ${declaring.map(({ name }) => `${name}: parse${name}`).join(', ')} };

export type Piece = keyof typeof pieces;

/**
 * One declaration as it is in the tree of the whole text, without what stands beside it. \`from\` is where its documentation begins, or itself, \`to\` where it ends;
 * \`organization\` is the name of the organization that it is a member of.
 */
export function parsePiece<P extends Piece>(document: TextDocument, rule: P, from: number, to: number, organization?: string): ast.ApimAstType[P] | undefined {
    return pieceOf(document, from, to, pieces[rule], organization) as ast.ApimAstType[P] | undefined;
}`,
        ...functions, ...decisions.written()
    ].join('\n\n')}\n`;
}

/** Writes what `readOutline` decides by, which is what the parser decides. */
export function strictOutline(): string {
    const { rules, entry, tokens } = grammarParts();
    const { rows, points, calls, seconds } = outlineAutomaton(rules, entry, tokens.names);
    return `// Follows from the grammar: \`npm run generate\` writes it.

import type { PackedRow } from '../packed-table.ts';

/** What the rows of an outline are. */
export const Rule = { ${rows.map((rule, index) => `${typeOf(rule)}: ${index + 1}`).join(', ')} } as const;

export const tokenKinds = ${tokens.names.length};

/**
 * What happens at a point of the grammar by the kind of the next token: it is passed over to another point, or what is numbered behind the points: a call,
 * or a row of \`seconds\`. 0 refuses, 1 returns, 2 is the point where a text begins.
 */
export const points: readonly PackedRow[] = [\n    ${packedRows(points)}\n];

/** Where what is called begins, the rule of the row that it makes (0 for none), and the point behind it. */
export const calls: readonly (readonly [start: number, rule: number, next: number])[] = [\n    ${lines(calls.map(call => `[${call.join(', ')}]`))}\n];

/** The same as \`points\` by the kind of the token behind the next one. */
export const seconds: readonly PackedRow[] = [\n    ${packedRows(seconds)}\n];
`;
}

function grammarParts() {
    const grammar = createApimServices().Grammar;
    const rules = grammar.rules.filter(isParserRule);
    const entry = rules.find(rule => rule.entry);
    if (!entry) throw new Error('The grammar begins nowhere.');
    return { rules, entry, tokens: new TokenKinds(grammar) };
}
