import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-protocol';
import type { LexerResult } from 'langium';
import type { Entry } from '../../language/entry.ts';
import type { Project } from '../../language/project.ts';
import type { SourceFile } from '../../language/source-file.ts';
import type { Work } from '../../language/in-turns.ts';

/** Bodies, lists and objects over several lines, comments and texts that span lines. Brackets are paired by themselves, so that broken files fold too. */
export function* foldingRanges(project: Project, uri: string): Work<FoldingRange[]> {
    const file = project.files.get(uri);
    if (!file) return [];
    const folds = new Folds();
    const { Lexer: lexer } = project.language.services.parser;
    yield* readDeclarations(file, text => lexer.tokenize(text), folds);
    return [...folds.comments, ...folds.others];
}

/** What is folded in each declaration, lines counting from its first one: nearly all of them are written as they were when an editor asked last. */
const known = new WeakMap<Entry, Folds>();

function* readDeclarations({ text, textDocument, declared }: SourceFile, read: (text: string) => LexerResult, folds: Folds): Work<void> {
    let end = 0;
    const between = (to: number) => {
        const gap = text.slice(end, to);
        if (gap.trim() !== '') folds.take(read(gap), textDocument.positionAt(end).line);
    };
    for (const entry of declared) {
        // An organization stands around what is declared in it.
        if (entry.kind === 'organization') continue;
        const { from, to } = entry;
        between(from);
        let own = known.get(entry);
        if (!own) {
            own = new Folds();
            own.take(read(text.slice(from, to)), 0);
            known.set(entry, own);
        }
        folds.add(own, textDocument.positionAt(from).line);
        end = to;
        yield;
    }
    between(text.length);
}

class Folds {
    readonly comments: FoldingRange[] = [];
    readonly others: FoldingRange[] = [];
    readonly #open: number[] = [];

    /** What was read from a line on. */
    take({ tokens, hidden }: LexerResult, from: number): void {
        // Lines of tokens count from one.
        const lines = ({ startLine = 1, endLine = 1 }: LexerResult['tokens'][number]) => ({ startLine: startLine - 1 + from, endLine: endLine - 1 + from });
        for (const token of hidden) {
            if (token.tokenType.name === 'ML_COMMENT') fold(this.comments, { ...lines(token), kind: FoldingRangeKind.Comment });
        }
        for (const token of tokens) {
            const { startLine, endLine } = lines(token);
            switch (token.tokenType.name) {
                case '{':
                case '[': this.#open.push(startLine); break;
                case '}':
                // The line of the closing bracket stays visible.
                case ']': fold(this.others, { startLine: this.#open.pop() ?? endLine, endLine: endLine - 1 }); break;
                case 'TEXT': fold(this.others, { startLine, endLine }); break;
            }
        }
    }

    add({ comments, others }: Folds, lines: number): void {
        const moved = (range: FoldingRange) => ({ ...range, startLine: range.startLine + lines, endLine: range.endLine + lines });
        for (const range of comments) this.comments.push(moved(range));
        for (const range of others) this.others.push(moved(range));
    }
}

function fold(folds: FoldingRange[], range: FoldingRange): void {
    if (range.endLine > range.startLine) folds.push(range);
}
