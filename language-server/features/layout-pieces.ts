import { AstUtils, GrammarUtils, type AstNode } from 'langium';
import type { ApimServices } from '../../language/apim-module.ts';
import type { Excerpt } from '../../language/excerpt.ts';
import type * as ast from '../../language/generated/ast.ts';
import { parseRaw, parseString } from '../../language/strings.ts';

/** A token or a comment of a file. Commas that only separate are left out: the layout decides where they stand. */
export interface Piece {
    text: string;
    start: number;
    end: number;
    /** Name of the terminal, or the keyword itself. */
    type: string;
    comment: boolean;
    /** Line breaks between the piece before and this one. */
    breaks: number;
    /** Begins a member of a body (`declaration`), or an option, an attribute or an item of a list (`entry`), which commas separate in one line. */
    begins?: 'declaration' | 'entry';
    /** The colon in front of a category; it has a space on both sides. */
    category?: true;
}

/** The pieces of a text that could be parsed, or of an excerpt; undefined where it has a syntax error that only checks see: a text not closed, a gap in a reference. */
export function readPieces({ parser: { Lexer: lexer } }: ApimServices, text: string, { root, stretches }: { root: ast.Document; stretches?: Excerpt['stretches'] }): Piece[] | undefined {
    const begins = new Map<number, Piece['begins']>();
    const categories = new Set<number>();
    for (const node of AstUtils.streamAst(root)) {
        if (isBroken(node)) return undefined;
        if (node.$cstNode && node.$container) {
            const kind = beginning(node);
            // An item of a list may be an object that begins with the same character; the outer one counts.
            if (kind && !begins.has(node.$cstNode.offset)) begins.set(node.$cstNode.offset, kind);
        }
        if (node.$type === 'PolicyType') categories.add(GrammarUtils.findNodeForKeyword(node.$cstNode, ':')?.offset ?? -1);
    }
    const { tokens, hidden } = stretches ? lexer.within(stretches, () => lexer.tokenize(text)) : lexer.tokenize(text);
    const all = [...tokens, ...hidden.filter(token => token.tokenType.name.endsWith('COMMENT'))].sort((a, b) => a.startOffset - b.startOffset);
    const pieces: Piece[] = [];
    let line = 1;
    all.forEach((token, index) => {
        const type = token.tokenType.name;
        if (type === ',') {
            const next = all.slice(index + 1, index + 20).find(candidate => !candidate.tokenType.name.endsWith('COMMENT'));
            if (!next || begins.has(next.startOffset) || next.image === '}' || next.image === ']') return;
        }
        const begun = begins.get(token.startOffset);
        pieces.push({
            text: token.image, start: token.startOffset, end: token.startOffset + token.image.length, type, comment: type.endsWith('COMMENT'),
            breaks: (token.startLine ?? line) - line,
            ...(begun ? { begins: begun } : {}), ...(categories.has(token.startOffset) ? { category: true } : {})
        });
        line = token.endLine ?? line;
    });
    return pieces;
}

function beginning(node: AstNode): Piece['begins'] {
    switch (node.$type) {
        case 'Property':
        case 'OptionType': return 'entry';
        case 'Organization': case 'Plan': case 'Api': case 'Client': case 'Contract': case 'Offer': case 'Member': case 'Policy':
        case 'PolicySet': case 'PolicySetUse': case 'PolicyType': case 'Parameter': return 'declaration';
        default: return node.$container?.$type === 'ListValue' ? 'entry' : undefined;
    }
}

function isBroken(node: AstNode): boolean {
    switch (node.$type) {
        case 'StringValue':
        case 'Choice': return hasProblem((node as ast.StringValue | ast.Choice).text);
        case 'RawValue': return hasProblem((node as ast.RawValue).text);
        case 'QualifiedReference': return /\s/.test(node.$cstNode?.text ?? '');
        default: return ('title' in node && hasProblem(node.title)) || ('user' in node && hasProblem(node.user));
    }
}

function hasProblem(written: unknown): boolean {
    if (typeof written !== 'string') return false;
    return (written.startsWith("'") ? parseRaw(written) : parseString(written)).problems.length > 0;
}
