import type { Position } from '../../language/declarations.ts';
import { lastBefore } from '../../language/excerpt.ts';
import type { Project } from '../../language/project.ts';
import type { SourceFile } from '../../language/source-file.ts';
import type { WrittenText } from '../../language/written-text.ts';
import { Blocks, type Block, type Token } from './completion-blocks.ts';

/** What surrounds the cursor, decided from the tokens in front of it alone, so that it is known in a text that cannot be parsed. */
export interface CompletionContext {
    /** From the document to the innermost block that is open. */
    blocks: readonly Block[];
    /** The tokens of the innermost block in front of the word that is being typed. */
    tokens: readonly Token[];
    /** The word or the reference in front of the cursor that a proposal replaces. */
    typed: string;
    /** The text behind the cursor up to the end of its line. */
    rest: string;
    /** Names of options behind the cursor in the same block. */
    keysBehind: readonly string[];
    /** Where in a text the cursor is: behind `${`, or somewhere else. */
    inText?: 'parameter' | 'text';
}

/** What surrounds a position; undefined inside a comment or a text block. */
export function completionContext(project: Project, uri: string, position: Position): CompletionContext | undefined {
    const file = project.files.get(uri);
    if (!file) return undefined;
    const text = file.written;
    const cursor = file.textDocument.offsetAt(position);
    const start = startOfScan(file, cursor);
    const slice = text.slice(start.offset, cursor);
    const { tokens, hidden } = project.language.services.parser.Lexer.tokenize(slice);
    if (insideComment(slice, tokens, hidden)) return undefined;
    const string = openText(tokens);
    if (string === 'block') return undefined;
    const typed = /[\w.\-/@`]*$/.exec(slice)?.[0] ?? '';
    const typedFrom = string ? string.startOffset : slice.length - typed.length;
    const blocks = new Blocks(start.organization);
    for (const token of tokens) {
        if (token.startOffset >= typedFrom) break;
        blocks.take(token);
    }
    const rest = text.slice(cursor, endOfLine(text, cursor));
    return {
        blocks: blocks.open, tokens: blocks.innermost.tokens, rest, keysBehind: keysBehind(project, text, cursor),
        typed: string ? /[\w.-]*$/.exec(slice)?.[0] ?? '' : typed,
        ...(string ? { inText: string.image.startsWith('"') && /(^|[^$])\$\{\s*[\w.-]*$/.test(string.image) ? 'parameter' as const : 'text' as const } : {})
    };
}

/** Large files are read from a declaration in front of the cursor that is written without a mistake. */
function startOfScan(file: SourceFile, cursor: number): { offset: number; organization?: string } {
    if (cursor < 20_000) return { offset: 0 };
    // The innermost one may be what is being typed: one before it is sure.
    let place = Math.max(0, lastBefore(file.declared, cursor - 1) - 1);
    while (place >= 0 && !file.isSound(place)) place--;
    const entry = file.declared[place];
    if (!entry) return { offset: 0 };
    const { from: offset, owner } = entry;
    return { offset, ...owner === undefined ? {} : { organization: owner } };
}

function insideComment(slice: string, tokens: readonly Token[], hidden: readonly Token[]): boolean {
    const last = hidden.filter(({ tokenType }) => tokenType.name === 'SL_COMMENT').at(-1);
    if (last && last.startOffset + last.image.length === slice.length) return true;
    // A comment that is not closed yet is no token: what is left of it begins with a slash and a star that nothing knows.
    const opening = slice.lastIndexOf('/*');
    if (opening < 0 || slice.indexOf('*/', opening + 2) >= 0) return false;
    return tokens.some(({ startOffset, tokenType }) => startOffset === opening && tokenType.name === '/');
}

/** The text that the cursor is in: its token, or that it is a text block, which nothing is proposed in. */
function openText(tokens: readonly Token[]): Token | 'block' | undefined {
    const last = tokens.at(-1);
    const before = tokens.at(-2);
    if (last?.tokenType.name === 'RAW') return /^'[^']*'$/.test(last.image) ? undefined : last;
    // `"""` that is not closed reads as an empty text and one that begins right behind it.
    for (let index = tokens.length - 1; index > 0 && index > tokens.length - 2000; index--) {
        const token = tokens[index];
        const previous = tokens[index - 1];
        if (token?.tokenType.name === 'STRING' && previous?.image === '""' && previous.startOffset + 2 === token.startOffset) return 'block';
    }
    if (last?.tokenType.name !== 'STRING' || before?.tokenType.name === 'TEXT' && before.startOffset + before.image.length === last.startOffset) return undefined;
    return /^"([^"\\]|\\.)*"$/.test(last.image) ? undefined : last;
}

function keysBehind(project: Project, text: WrittenText, cursor: number): string[] {
    const { tokens } = project.language.services.parser.Lexer.tokenize(text.slice(cursor, cursor + 4000));
    const keys: string[] = [];
    let depth = 0;
    for (const [index, { image }] of tokens.entries()) {
        if (image === '{' || image === '[') depth += 1;
        else if (image === '}' || image === ']') depth -= 1;
        else if (image === ':' && depth === 0 && index > 0) keys.push(tokens[index - 1]?.image ?? '');
        if (depth < 0) break;
    }
    return keys;
}

function endOfLine(text: WrittenText, offset: number): number {
    const end = text.indexOf('\n', offset);
    return end < 0 ? text.length : end;
}
