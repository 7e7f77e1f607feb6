import { AstUtils, GrammarAST } from 'langium';
import { createApimServices } from '../../../language/apim-module.ts';
import { Decisions } from './decision.ts';
import { outline, rowsOf, tree } from './products.ts';
import { RuleWriter } from './rule-writer.ts';
import { TokenKinds } from './token-kinds.ts';

const { isAssignment, isParserRule } = GrammarAST;

/** Writes the tokens of the grammar, and the automaton that reads them as Langium's lexer does. */
export function strictLexer(): string {
    return new TokenKinds(createApimServices().Grammar).written();
}

/**
 * Writes a parser for texts without mistakes from the grammar: a function a rule, which decides by the next two tokens and gives up where they do not tell.
 * It yields the tree that Langium yields, to which a test holds it; what it gives up on is left to Langium. Functions that decide alike and make no tree yield the outline.
 */
export function strictParser(): string {
    const grammar = createApimServices().Grammar;
    const rules = grammar.rules.filter(isParserRule);
    const entry = rules.find(rule => rule.entry)?.name ?? '';
    const rows = rowsOf(rules);
    const declaring = rows.filter(name => rules.some(rule => rule.name === name && AstUtils.streamAllContents(rule).some(each => isAssignment(each) && each.feature === 'name')));
    const tokens = new TokenKinds(grammar);
    const decisions = new Decisions(token => tokens.kindOf(token));
    const functions = [tree, outline(rows)].flatMap(product => new RuleWriter(product, tokens, decisions).write(rules));
    return `${[
        `// Follows from the grammar: \`npm run generate\` writes it.

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type * as ast from './ast.ts';
import { close, open, outlineOf, type Outline } from '../outline.ts';
import { pieceOf } from '../piece.ts';
import { commentInFront, from, give, keep, kind, own, refuse, skip, take, to, treeOf } from '../strict-tokens.ts';`,
        `/** The tree of a text; undefined where there is a mistake in it, or where two tokens do not tell what is meant. */
export function parseStrictly(text: TextDocument): ast.${entry} | undefined {
    return treeOf<ast.${entry}>(text, parse${entry});
}`,
        `/** What the rows of an outline are. */
export const Rule = { ${rows.map((name, index) => `${name}: ${index + 1}`).join(', ')} } as const;`,
        `/** What declares something by a name. */\nconst pieces = { ${declaring.map(name => `${name}: parse${name}`).join(', ')} };

export type Piece = keyof typeof pieces;

/**
 * One declaration as it is in the tree of the whole text, without what stands beside it. \`from\` is where its documentation begins, or itself, \`to\` where it ends;
 * \`organization\` is the name of the organization that it is a member of.
 */
export function parsePiece<P extends Piece>(document: TextDocument, rule: P, from: number, to: number, organization?: string): ast.ApimAstType[P] | undefined {
    return pieceOf(document, from, to, pieces[rule], organization) as ast.ApimAstType[P] | undefined;
}`,
        `/** The outline of a text; undefined where \`parseStrictly\` yields no tree. */
export function readOutline(text: string): Outline | undefined {
    return outlineOf(text, read${entry});
}`,
        ...functions, ...decisions.written()
    ].join('\n\n')}\n`;
}
