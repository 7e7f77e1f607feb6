import { DefaultLexer, type LexerResult, type TokenizeOptions } from 'langium';
import { withoutDeepNesting } from './nesting.ts';

/** A piece of a text, and the position of its beginning; `instead` is read where it is not written so. */
export interface Stretch { from: number; to: number; line: number; character: number; instead?: string }

/** Reads a whole text, or some stretches of it as if nothing else were written there: what is found has its place in the whole text. */
export class ExcerptLexer extends DefaultLexer {
    #stretches: readonly Stretch[] | undefined;

    /** Whatever `parse` reads meanwhile, it reads of these stretches only. */
    within<T>(stretches: readonly Stretch[], parse: () => T): T {
        this.#stretches = stretches;
        try {
            return parse();
        } finally {
            this.#stretches = undefined;
        }
    }

    override tokenize(text: string, options?: TokenizeOptions): LexerResult {
        if (!this.#stretches) return super.tokenize(text, options);
        const all: LexerResult = { tokens: [], errors: [], hidden: [] };
        for (const stretch of this.#stretches) {
            const { tokens, errors, hidden } = super.tokenize(stretch.instead ?? withoutDeepNesting(text.slice(stretch.from, stretch.to)).text, options);
            for (const token of tokens) all.tokens.push(moved(token, stretch));
            for (const token of hidden) all.hidden.push(moved(token, stretch));
            for (const error of errors) all.errors.push({ ...error, offset: error.offset + stretch.from, line: undefined, column: undefined });
        }
        return all;
    }
}

/** Lines and columns count from one; only what stands in the first line of a stretch has something in front of it. */
function moved(token: LexerResult['tokens'][number], { from, line, character }: Stretch): LexerResult['tokens'][number] {
    const { startLine = 1, endLine = 1, startColumn = 1, endColumn = 1, endOffset = 0 } = token;
    token.startOffset += from;
    token.endOffset = endOffset + from;
    token.startLine = startLine + line;
    token.endLine = endLine + line;
    token.startColumn = startLine === 1 ? startColumn + character : startColumn;
    token.endColumn = endLine === 1 ? endColumn + character : endColumn;
    return token;
}
