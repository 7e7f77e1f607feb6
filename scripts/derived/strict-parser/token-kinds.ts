import { AstUtils, GrammarAST, GrammarUtils, RegExpUtils } from 'langium';
import { automatonOf, type Automaton, type Pattern } from './automaton.ts';
import { lines, packedRows } from './table.ts';

const { isKeyword, isTerminalRule } = GrammarAST;

/** What the tokens of a grammar are numbered as (0 is the end of the text): keywords, terminals, and behind them what is hidden. */
export class TokenKinds {
    readonly #keywords: string[];
    readonly #terminals: GrammarAST.TerminalRule[];
    readonly #kinds: Map<string, number>;

    constructor(grammar: GrammarAST.Grammar) {
        this.#keywords = [...new Set(AstUtils.streamAllContents(grammar).filter(isKeyword).map(({ value }) => value))].sort();
        this.#terminals = grammar.rules.filter(isTerminalRule);
        const terminals = [...this.#terminals.filter(({ hidden }) => !hidden), ...this.#terminals.filter(({ hidden }) => hidden)];
        this.#kinds = new Map([...this.#keywords, ...terminals.map(({ name }) => name)].map((token, index) => [token, index + 1]));
    }

    /** All of them by their kind. */
    get names(): string[] {
        return ['', ...this.#kinds.keys()];
    }

    kindOf(token: string): number {
        const kind = this.#kinds.get(token);
        if (kind === undefined) throw new Error(`There is no token ${token}.`);
        return kind;
    }

    /** As the generated code says it. */
    expressionOf(token: string): string {
        this.kindOf(token);
        return isWord(token) ? `Token.${token}` : `Token['${token}']`;
    }

    /** The module that says what the tokens are, and the automaton that reads them. */
    written(): string {
        const kinds = [...this.#kinds].map(([token, kind]) => `${isWord(token) ? token : `'${token}'`}: ${kind}`);
        const { classes, classCount, states } = this.#automaton();
        const hidden = this.#terminals.filter(({ hidden }) => hidden);
        const blank = hidden.find(terminal => RegExpUtils.isWhitespace(GrammarUtils.terminalRegex(terminal)));
        const comment = hidden.find(terminal => terminal !== blank && RegExpUtils.isMultilineComment(GrammarUtils.terminalRegex(terminal)));
        const texts = this.#terminals.map(terminal => GrammarUtils.terminalRegex(terminal).source).filter(source => /^["'](?!"")/.test(source));
        return `// Follows from the grammar: \`npm run generate\` writes it.

import type { PackedRow } from '../packed-table.ts';

/** The kinds of tokens; 0 is the end of the text. */
export const Token = {\n    ${lines(kinds)}\n} as const;

/** From this kind on tokens are hidden. */
export const firstHidden = ${this.expressionOf(hidden[0]?.name ?? '')};

/** What stands between tokens and is no comment. */
export const blank = ${this.expressionOf(blank?.name ?? '')};

/** A comment that may have several lines: it is the documentation of what it stands in front of. */
export const documentation = ${this.expressionOf(comment?.name ?? '')};

/** A text that ends with its line at the latest, closed or not. */
export const lineText = /${texts.join('|')}/;

/** Where in the order of characters another class begins, and which, in turns. */
export const classes: readonly number[] = [\n    ${lines(classes.map(pair => pair.join(', ')))}\n];

export const classCount = ${classCount};

/** The kind of what was read so far, by state; 0 where that is no token. */
export const accepted: readonly number[] = [\n    ${lines(states.map(({ kind }) => kind))}\n];

/** The next state by state and class of character; 0 where there is none. It begins with 1. */
export const transitions: readonly PackedRow[] = [\n    ${packedRows(states.map(({ next }) => next))}\n];
`;
    }

    /** In the order in which Langium tries them: keywords, the longest first, then the terminals. */
    #automaton(): Automaton {
        const pattern = (name: string, written: RegExp | string): Pattern => ({ kind: this.kindOf(name), name, written });
        return automatonOf([
            ...this.#keywords.toSorted((a, b) => b.length - a.length).map(keyword => pattern(keyword, keyword)),
            ...this.#terminals.map(terminal => pattern(terminal.name, GrammarUtils.terminalRegex(terminal)))
        ]);
    }
}

function isWord(token: string): boolean {
    return /^\w+$/.test(token);
}
