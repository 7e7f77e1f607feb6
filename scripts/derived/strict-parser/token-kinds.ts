import { AstUtils, GrammarAST, GrammarUtils, RegExpUtils } from 'langium';

const { isKeyword, isTerminalRule } = GrammarAST;

/** What the tokens of a grammar are numbered as (0 is the end of the text), and what each character can begin. */
export class TokenKinds {
    readonly #keywords: string[];
    readonly #terminals: GrammarAST.TerminalRule[];
    readonly #kinds: Map<string, number>;

    constructor(grammar: GrammarAST.Grammar) {
        this.#keywords = [...new Set(AstUtils.streamAllContents(grammar).filter(isKeyword).map(({ value }) => value))].sort();
        this.#terminals = grammar.rules.filter(isTerminalRule);
        this.#kinds = new Map([...this.#keywords, ...this.#terminals.map(({ name }) => name)].map((token, index) => [token, index + 1]));
    }

    kindOf(token: string): number {
        const kind = this.#kinds.get(token);
        if (kind === undefined) throw new Error(`There is no token ${token}.`);
        return kind;
    }

    written(): string {
        const words = this.#keywords.filter(isWord).map(word => `['${word}', ${this.kindOf(word)}]`);
        const characters = Array.from({ length: 128 }, (_, code) => `    [${this.#candidates(String.fromCharCode(code)).join(', ')}]`);
        return `const keywords: ReadonlyMap<string, number> = new Map([\n    ${words.join(', ')}\n]);

${this.#terminals.map(terminal => `const ${terminal.name}: Candidate = ${this.#terminal(terminal)};`).join('\n')}

/** What a character can begin, in the order in which it is tried. */
const candidates: readonly (readonly Candidate[])[] = [\n${characters.join(',\n')}\n];`;
    }

    /** The first that fits is taken; a keyword only where no terminal that begins like it reads further. */
    #candidates(character: string): string[] {
        const fitting = (text: string) => this.#terminals.filter(terminal => RegExpUtils.partialMatches(anchored(terminal), text));
        const signs = this.#keywords.filter(keyword => !isWord(keyword) && keyword.startsWith(character)).sort((a, b) => b.length - a.length);
        const before = new Set(signs.flatMap(fitting).map(({ name }) => name));
        const terminals = fitting(character).map(({ name }) => name);
        return [...before, ...signs.map(sign => `{ kind: ${this.kindOf(sign)}, sign: '${sign}' }`), ...terminals.filter(name => !before.has(name))];
    }

    #terminal(terminal: GrammarAST.TerminalRule): string {
        const pattern = GrammarUtils.terminalRegex(terminal);
        const isBlank = RegExpUtils.isWhitespace(pattern);
        const role = !terminal.hidden ? this.#keywords.filter(isWord).some(word => wholly(pattern, word)) ? 'word' : 'token' : isBlank ? 'blank' : 'comment';
        return `{ kind: ${this.kindOf(terminal.name)}, name: '${terminal.name}', role: '${role}', pattern: /${pattern.source}/y }`;
    }
}

function isWord(keyword: string): boolean {
    return /^\w/.test(keyword);
}

function anchored(terminal: GrammarAST.TerminalRule): RegExp {
    return new RegExp(`^(?:${GrammarUtils.terminalRegex(terminal).source})`);
}

function wholly(pattern: RegExp, text: string): boolean {
    return new RegExp(`^(?:${pattern.source})$`).test(text);
}
