import type { ParseResult } from 'langium';
import type { Range } from './declarations.ts';
import type { Stretch as ExcerptStretch } from './excerpt-lexer.ts';
import { explanationOf, type Explanation } from './explanation.ts';
import { textsAndBrackets } from './nesting.ts';
import { syntaxFinding, type Finding } from './report.ts';
import { isClosed } from './strings.ts';
import { habitAt } from './syntax-habits.ts';

type ParserError = ParseResult['parserErrors'][number];
type Stretch = Pick<ExcerptStretch, 'from' | 'to'>;
/** A mistake with what it is about (`from`, `to`) and where the parser noticed it. */
export interface Mistake {
    message: string; from: number; to: number; noticed: number;
    /** What is meant instead of what is between `from` and `to`. */
    replacement?: string | undefined;
    /** It is about an end, of which another mistake may have taken the beginning. */
    isClosing?: boolean | undefined;
    /** It lies outside of every declaration. */
    isOutside?: boolean | undefined;
    /** It takes all the rest along. */
    isEndless?: boolean | undefined;
    /** It is about the brace in front of all that was read of the text in one piece. */
    isInFront?: boolean | undefined;
}

/** What is wrong in what was read of a text, in the last one of some stretches: all that the parser stumbled over. */
export function mistakesIn(text: string, { lexerErrors, parserErrors }: Pick<ParseResult, 'lexerErrors' | 'parserErrors'>, stretches: readonly Stretch[]): Mistake[] {
    const isBroken = lexerErrors.length > 0 || parserErrors.length > 0;
    return [
        ...isBroken ? unclosedTexts(text, stretches.at(-1)!) : [],
        ...lexerErrors.map(({ offset, length }) => unexpectedCharacter(text, offset, length, stretches.at(-1)!)),
        ...parserErrors.map(error => unexpectedToken(text, error, stretches))
    ];
}

/** The mistakes of a text, each once: what the parser stumbles over behind a mistake follows from it, until a line begins something new. */
export function syntaxErrors(text: string, mistakes: readonly Mistake[], at: (offset: number, length: number) => Range): Finding[] {
    const kept: Mistake[] = [];
    let resumed = -1;
    for (const mistake of mistakes.toSorted((a, b) => a.noticed - b.noticed)) {
        if (Math.min(mistake.from, mistake.noticed) < resumed || (kept.length > 0 && mistake.isClosing)) continue;
        kept.push(mistake);
        resumed = mistake.isEndless ? text.length + 1 : nextBeginning(text, Math.max(mistake.noticed, mistake.to), mistake.isOutside ? outside : inside);
    }
    return kept.map(({ message, from, to, replacement }) => ({ ...syntaxFinding(message, at(from, to - from)), ...replacement === undefined ? {} : { data: { replacement } } }));
}

/** Where the next line begins whose first word begins something. */
function nextBeginning(text: string, offset: number, beginning: RegExp): number {
    beginning.lastIndex = offset;
    return beginning.exec(text)?.index ?? text.length + 1;
}

const outside = /\n(?:organization|parameter|secret\s+parameter|policies|policy\s+type)\s+[\w"`]/g;
const inside = /\n[ \t]*(?:(?:published|retired|public|private|locked|secret)\s+)*(?:organization|plan|api|client|contract|offers|member|policy|parameter|policies|use)\s+[\w"`]/g;

/** What people mean by characters that the language does not know. */
const characters: [pattern: RegExp, message: string][] = [
    [/^\/\*/, 'This comment is never closed: it ends with */.'],
    [/^(<{7}|={7}|>{7})/, 'This is left over from a merge: keep one of the two versions and remove the marks.'],
    [/^[\u201C\u201D\u201E\u201F\u00AB\u00BB\u2018\u2019]/, 'Texts stand in straight quotes: "…".'],
    [/^;/, "Nothing ends with ';' here: a line break is enough."],
    [/^#/, 'A comment begins with //.'],
    [/^--/, 'A comment begins with //.'],
    [/^<!--/, 'A comment begins with //.'],
    [/^->/, 'An arrow means nothing here.'],
    [/^- /, 'A list stands in brackets: [a, b].'],
    [/^\$\{/, 'A parameter is written by its bare name, or as "${name}" inside a text in quotes.'],
    [/^\*/, 'A star stands in quotes: "*".'],
    [/^\\/, "A '/' stands between organization and name: Acme/Orders@1.0."],
    [/^@/, 'A version stands directly behind a name: Orders@1.0.'],
    [/^&/, 'Names have letters, digits and _ . - only.'],
    [/^[+%]/, 'Values stand alone: there is no arithmetic here.'],
    [/^[^\p{ASCII}\p{C}\p{Z}]/u, 'Names have letters without accents, digits and _ . - only; everything else stands in quotes.']
];

function unexpectedCharacter(text: string, offset: number, length: number, stretch: Stretch): Mistake {
    const start = text.startsWith('*', offset) && text[offset - 1] === '/' ? offset - 1 : offset;
    const rest = text.slice(start, start + 8);
    const [pattern, message] = characters.find(([candidate]) => candidate.test(rest)) ?? [];
    const shown = pattern?.exec(rest)?.[0].trimEnd().length ?? Math.min(length, 1);
    const isComment = rest.startsWith('/*');
    const isKnown = isComment || (message !== undefined && !/^[\\$*@]/.test(rest));
    return { message: (isKnown ? message : habitAt(text, start, stretch) ?? message) ?? `Unexpected character ${shownCharacter(text.charAt(offset))}.`, from: start, to: start + Math.max(1, shown), noticed: isComment ? start : offset, isEndless: isComment };
}

/** The token that does not fit; where something is missing at the end of a line, the word behind which it is missing. */
function unexpectedToken(text: string, error: ParserError, stretches: readonly Stretch[]): Mistake {
    const { token } = error;
    const isEnd = token.image === '' || !(token.startOffset >= 0);
    const { from: begin } = stretches.at(-1)!;
    const { previousToken } = error as { previousToken?: ParserError['token'] };
    // What stands in front of a piece need not stand directly in front of it.
    const previous = previousToken && (isEnd || previousToken.startOffset >= begin) ? previousToken : undefined;
    const isInFront = previous !== undefined && previous.startOffset < begin;
    const noticed = isEnd ? text.trimEnd().length : token.startOffset;
    const { message, isOutside, explanation } = explained(text, error, noticed, stretches.at(-1)!);
    const { word, meant } = explanation ?? {};
    const place = (from: number, image: string) => ({ from, to: from + image.length, ...image === word ? { replacement: meant } : {} });
    const isLater = previous !== undefined && previous.startOffset >= 0 && text.slice(previous.startOffset + previous.image.length, noticed).includes('\n');
    const isClosing = isEnd || token.image === '}';
    if (previous && previous.startOffset >= 0 && (word === previous.image || (isLater && !/closes nothing|cannot stand|not of|^Expected a member|'use'/.test(message)) || isEnd)) {
        const brace = isEnd ? unclosedBrace(text, stretches) : undefined;
        if (brace !== undefined && text.slice(previous.startOffset + previous.image.length).trim() === '') return { message: "This '{' is never closed.", from: brace, to: brace + 1, noticed, isClosing, ...brace < begin ? { isInFront: true } : {} };
        return { message: isLater ? message.replace(/, found '[^]*'\.$/, '.') : message, isOutside, ...place(previous.startOffset, previous.image), noticed, isClosing, ...isInFront ? { isInFront } : {} };
    }
    // It may be about a word behind the one at which the parser stopped.
    const behind = word === undefined ? -1 : /.*/.exec(text.slice(noticed))![0].indexOf(word);
    return { message, isOutside, ...behind < 0 ? place(noticed, isEnd ? '' : token.image) : place(noticed + behind, word!), noticed, isClosing };
}

/** What the parser says, or the habit that explains it better; the habit may show at the word in front as well. */
function explained(text: string, { token, message, ...rest }: ParserError, noticed: number, stretch: Stretch): { message: string; isOutside: boolean; explanation?: Explanation | undefined } {
    const previous = (rest as { previousToken?: ParserError['token'] }).previousToken;
    // A policy type may begin there: the parser takes what follows for that.
    const isOutside = /stands in the braces of [^:]*\.$|^Expected organization/.test(message) || (previous?.image === 'organization' && token.image === 'policy');
    const isSameLine = previous !== undefined && previous.startOffset >= 0 && !text.slice(previous.startOffset, noticed).includes('\n');
    const habit = token.image === '' || /cannot stand|not of|closes nothing/.test(message) ? undefined
        : habitAt(text, noticed, stretch) ?? (previous && previous.startOffset >= stretch.from && !isSameLine ? habitAt(text, previous.startOffset, stretch) : undefined);
    if (habit !== undefined) return { message: habit, isOutside };
    const isSurplus = isOutside && message.includes('stands in the braces') && text.slice(0, noticed).trimEnd().endsWith('}');
    return { message: isSurplus ? message.replace(/\.$/, ": is there a '}' too many in front of it?") : message, isOutside, explanation: explanationOf({ token, message }) };
}

/** Texts that their line ends, where more is broken than they are: what stands behind them follows from that. */
export function unclosedTexts(text: string, { from: begin, to: end }: Stretch): Mistake[] {
    return [...text.slice(begin, end).matchAll(textsAndBrackets)].flatMap(({ 0: part, index }): Mistake[] => {
        const quote = part[0];
        if ((quote !== '"' && quote !== "'") || part.startsWith('""') || isClosed(part)) return [];
        const message = part === quote ? `A \`${quote}\` is missing at the beginning of the text that ends here.` : `This string is not closed: a \`${quote}\` is missing at its end.`;
        return [{ message, from: begin + index, to: begin + index + part.length, noticed: begin + index }];
    });
}

/** The last brace that nothing closes; texts and comments are passed over. */
function unclosedBrace(text: string, stretches: readonly Stretch[]): number | undefined {
    const open: number[] = [];
    for (const { from, to } of stretches) {
        for (const { 0: part, index } of text.slice(from, to).matchAll(textsAndBrackets)) {
            if (part === '{') open.push(from + index);
            else if (part === '}') open.pop();
        }
    }
    return open.at(-1);
}

/** A character that nobody can see is named by its number. */
function shownCharacter(character: string): string {
    return /[\p{C}\p{Z}]/u.test(character) ? `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` : `'${character}'`;
}
