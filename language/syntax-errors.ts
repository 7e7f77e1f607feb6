import type { ParseResult } from 'langium';
import type { Range } from './declarations.ts';
import { textsAndBrackets } from './nesting.ts';
import { syntaxFinding, type Finding } from './report.ts';
import { habitAt } from './syntax-habits.ts';

type ParserError = ParseResult['parserErrors'][number];
/** A mistake with what it is about (`from`, `to`) and where the parser noticed it. */
interface Mistake {
    message: string; from: number; to: number; noticed: number;
    /** It is about an end, of which another mistake may have taken the beginning. */
    isClosing?: boolean;
    /** It lies outside of every declaration. */
    isOutside?: boolean;
    /** It takes all the rest along. */
    isEndless?: boolean;
}

/**
 * The mistakes of form in a text, each once: what the parser stumbles over behind a mistake follows from it, until a line begins something new.
 * `offsets` are where the parser noticed them, so that what it made of the text around is not taken at its word.
 */
export function syntaxErrors(text: string, { lexerErrors, parserErrors }: ParseResult, at: (offset: number, length: number) => Range): { findings: Finding[]; offsets: number[] } {
    const isBroken = lexerErrors.length > 0 || parserErrors.length > 0;
    const mistakes = [
        ...isBroken ? unclosedTexts(text) : [],
        ...lexerErrors.map(({ offset, length }) => unexpectedCharacter(text, offset, length)),
        ...parserErrors.map(error => unexpectedToken(text, error))
    ].sort((a, b) => a.noticed - b.noticed);
    const kept: Mistake[] = [];
    let resumed = -1;
    for (const mistake of mistakes) {
        if (mistake.noticed < resumed || (kept.length > 0 && mistake.isClosing)) continue;
        kept.push(mistake);
        resumed = mistake.isEndless ? text.length + 1 : nextBeginning(text, Math.max(mistake.noticed, mistake.to), mistake.isOutside ? outside : inside);
    }
    return { findings: kept.map(({ message, from, to }) => syntaxFinding(message, at(from, to - from))), offsets: mistakes.flatMap(({ noticed, from }) => [noticed, from]) };
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
    [/^[“”„‟«»‘’]/, 'Texts stand in straight quotes: "…".'],
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
    [/^\P{ASCII}/u, 'Names have letters without accents, digits and _ . - only; everything else stands in quotes.']
];

function unexpectedCharacter(text: string, offset: number, length: number): Mistake {
    const start = text.startsWith('*', offset) && text[offset - 1] === '/' ? offset - 1 : offset;
    const rest = text.slice(start, start + 8);
    const [pattern, message] = characters.find(([candidate]) => candidate.test(rest)) ?? [];
    const shown = pattern?.exec(rest)?.[0].trimEnd().length ?? Math.min(length, 1);
    const isComment = rest.startsWith('/*');
    const isKnown = isComment || (message !== undefined && !/^[\\$*@]/.test(rest));
    return { message: (isKnown ? message : habitAt(text, start) ?? message) ?? `Unexpected character ${shownCharacter(text.charAt(offset))}.`, from: start, to: start + Math.max(1, shown), noticed: isComment ? start : offset, isEndless: isComment };
}

/** The token that does not fit; where something is missing at the end of a line, the word behind which it is missing. */
function unexpectedToken(text: string, error: ParserError): Mistake {
    const { token } = error;
    const previous = (error as { previousToken?: ParserError['token'] }).previousToken;
    const isEnd = token.image === '' || !(token.startOffset >= 0);
    const noticed = isEnd ? text.trimEnd().length : token.startOffset;
    const { message, isOutside } = explained(text, error, noticed);
    const word = /^'([^']+)' begins/.exec(message)?.[1];
    const isLater = previous !== undefined && previous.startOffset >= 0 && text.slice(previous.startOffset + previous.image.length, noticed).includes('\n');
    const isClosing = isEnd || token.image === '}';
    if (previous && previous.startOffset >= 0 && (word === previous.image || (isLater && !/closes nothing|cannot stand|not of/.test(message)) || isEnd)) {
        const brace = isEnd ? unclosedBrace(text) : undefined;
        if (brace !== undefined && text.slice(previous.startOffset + previous.image.length).trim() === '') return { message: "This '{' is never closed.", from: brace, to: brace + 1, noticed, isClosing };
        return { message: isLater ? message.replace(/, found '[^]*'\.$/, '.') : message, isOutside, from: previous.startOffset, to: previous.startOffset + previous.image.length, noticed, isClosing };
    }
    return { message, isOutside, from: noticed, to: noticed + (isEnd ? 0 : token.image.length), noticed, isClosing };
}

/** What the parser says, or the habit that explains it better; the habit may show at the word in front as well. */
function explained(text: string, { token, message, ...rest }: ParserError, noticed: number): { message: string; isOutside: boolean } {
    const isOutside = /stands in the braces of [^:]*\.$|^Expected organization/.test(message);
    const previous = (rest as { previousToken?: ParserError['token'] }).previousToken;
    const isSameLine = previous !== undefined && previous.startOffset >= 0 && !text.slice(previous.startOffset, noticed).includes('\n');
    const habit = token.image === '' || /cannot stand|not of|closes nothing|Did you mean/.test(message) && !/'with'/.test(message) ? undefined
        : habitAt(text, noticed) ?? (previous && previous.startOffset >= 0 && !isSameLine ? habitAt(text, previous.startOffset) : undefined);
    if (habit !== undefined) return { message: habit, isOutside };
    const isSurplus = isOutside && message.includes('stands in the braces') && text.slice(0, noticed).trimEnd().endsWith('}');
    return { message: isSurplus ? message.replace(/\.$/, ": is there a '}' too many in front of it?") : message, isOutside };
}

/** Texts that their line ends, where more is broken than they are: what stands behind them follows from that. */
function unclosedTexts(text: string): Mistake[] {
    return [...text.matchAll(textsAndBrackets)].flatMap(({ 0: part, index }): Mistake[] => {
        const quote = part[0];
        if ((quote !== '"' && quote !== "'") || part.startsWith('""') || (part.length > 1 && part.endsWith(quote) && !part.endsWith(`\\${quote}`))) return [];
        return [{ message: `This string is not closed: a \`${quote}\` is missing at its end.`, from: index, to: index + part.trimEnd().length, noticed: index }];
    });
}

/** The last brace that nothing closes; texts and comments are passed over. */
function unclosedBrace(text: string): number | undefined {
    const open: number[] = [];
    for (const { 0: part, index } of text.matchAll(textsAndBrackets)) {
        if (part === '{') open.push(index);
        else if (part === '}') open.pop();
    }
    return open.at(-1);
}

/** A character that nobody can see is named by its number. */
function shownCharacter(character: string): string {
    return /[\p{C}\p{Z}]/u.test(character) ? `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` : `'${character}'`;
}
