import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Declaration } from './declarations.ts';
import type { Stretch } from './excerpt-lexer.ts';
import { declarationNodes, extractDeclaration, type DeclarationNode } from './extraction.ts';
import { declarationSize, FileRows, FROM, MEMBER_BEGIN, MEMBER_END, memberSize, NAME_END, ORGANIZATION, TITLE_END, TO, type Rows } from './file-rows.ts';
import { firstOf } from './first-of.ts';
import type * as ast from './generated/ast.ts';
import { withoutDeepNesting } from './nesting.ts';
import { readPieceOutline } from './outline.ts';
import { ownData } from './own-copy.ts';
import { offsetsOf } from './places.ts';
import { Context, type Gap } from './recovery.ts';
import type { Written } from './written-text.ts';
import { rowsOfOutline } from './rows-of-outline.ts';
import { rowsOfTree } from './rows-of-tree.ts';
import type { Reader } from './source-file.ts';
import { splicedRows } from './spliced-rows.ts';
import { habitAt } from './syntax-habits.ts';
import { mistakesIn, unclosedTexts, type Mistake } from './syntax-errors.ts';

/** A gap with what Langium made of it. */
export interface ReadGap extends Gap {
    declarations: readonly Declaration[];
    /** Places count from the beginning of the gap. */
    mistakes: readonly Mistake[];
    /** Whether it concerns what the organization around says of itself. */
    isOwn: boolean;
}

/** What a text consists of: what was read strictly, with what is declared in the gaps, and these, in written order. */
export interface FileParts { rows: FileRows; gaps: readonly ReadGap[] }

/** What is written in a gap, as Langium reads it. */
export interface GapSyntax {
    root: ast.Document;
    /** What is declared in it, and what it says of the organization around. */
    nodes: readonly DeclarationNode[];
    own: ast.Organization['members'];
    mistakes: readonly Mistake[];
}

/** A text, and its positions for who needs them. */
export interface Source {
    readonly text: string;
    readonly written: Written;
    readonly textDocument: TextDocument;
    /** Takes what Langium made of its gaps. */
    readonly gapSyntaxes?: Map<ReadGap, GapSyntax>;
}

export function partsOf(reader: Reader, source: Source): FileParts {
    // A whole text tells how it is read.
    const outline = readPieceOutline(source.text, { from: 0, to: source.text.length, isInside: false, isOpen: false })!;
    return withGaps(reader, source, FileRows.of(rowsOfOutline(outline)), outline.gaps);
}

/** The rows of a text, those of what is declared in its gaps included. */
export function withGaps(reader: Reader, source: Source, rows: FileRows, gaps: readonly Gap[]): FileParts {
    let all = rows;
    const read = gaps.map(gap => {
        const syntax = gapSyntax(reader, source, all, gap);
        const { nodes, own } = syntax;
        const content = contentOf(gap, syntax, source.text);
        source.gapSyntaxes?.set(content, syntax);
        if (nodes.length > 0 || own.length > 0) all = splicedRows(all, cutOff(rowsOfTree(nodes, own), gap), { from: gap.from, to: gap.from, moved: 0, owner: ownerOf(all, gap), isInside: true }).rows;
        return content;
    });
    return { rows: all, gaps: read };
}

/** The same where its organization is called otherwise. */
export function readAgain(reader: Reader, source: Source, rows: FileRows, gap: Gap): ReadGap {
    return contentOf(gap, gapSyntax(reader, source, rows, gap), source.text);
}

export function gapSyntax(reader: Reader, source: Source, rows: FileRows, gap: Gap): GapSyntax {
    return beginningOf(reader, source, rows, gap) ?? syntaxUpTo(gap.to, reader, source, rows, gap);
}

/** What a gap begins with that is very long, such as another language that was pasted, where something is wrong with that: Langium's recovery goes as deep as there are mistakes. */
function beginningOf(reader: Reader, source: Source, rows: FileRows, gap: Gap): GapSyntax | undefined {
    const cut = gap.from + mostRead;
    if (cut >= gap.to || gap.body || gap.unopened) return undefined;
    const syntax = syntaxUpTo(cut, reader, source, rows, gap);
    const mistakes = syntax.mistakes.filter(({ noticed }) => noticed < cut);
    return mistakes.length > 0 ? { ...syntax, mistakes } : undefined;
}

/** Characters; some hundred mistakes. */
const mostRead = 4_000;

function syntaxUpTo(cut: number, { services: { parser } }: Reader, { text, textDocument }: Source, rows: FileRows, gap: Gap): GapSyntax {
    const { from, to, limit } = gap;
    const pieces = contextOf(text, rows, gap);
    const stretches = pieces.map(piece => ({ ...piece, ...textDocument.positionAt(piece.from) }));
    const { value: root, lexerErrors, parserErrors } = parser.Lexer.within(shownStretches(stretches, gap, cut, textDocument), () => parser.LangiumParser.parse<ast.Document>(text));
    const isIn = (offset: number) => offset >= from && offset < to && (limit < 0 || offset < limit);
    // What the parser says of what follows is about the gap only as far as the word that begins it.
    const isAbout = ({ startOffset }: { startOffset: number }) => limit < 0 || (startOffset >= 0 && startOffset <= limit);
    const about = parserErrors.filter(({ token }) => isAbout(token));
    // A word that begins what follows may be read as a name first.
    const unknown = lexerErrors.filter(({ offset }) => isIn(offset));
    let mistakes = mistakesIn(text, { lexerErrors: unknown, parserErrors: about.length > 0 || unknown.length > 0 ? about : parserErrors.slice(0, 1) }, stretches)
        .map(mistake => limit < 0 || mistake.noticed <= limit ? mistake : { ...mistake, noticed: limit, isClosing: false });
    if (gap.unopened) mistakes.unshift(whyUnopened(text, gap.unopened));
    if (gap.extras && !gap.body && cut === to) mistakes.push(...gap.extras.map(extra => whyExtra(text, extra, gap)));
    // What is said of the words that begin what follows, follows from what is wrong in front of them.
    if (limit >= 0 && mistakes.some(({ noticed }) => noticed < to)) mistakes = mistakes.filter(({ noticed }) => noticed < to);
    const { offset } = withoutDeepNesting(text.slice(from, gap.shown));
    if (offset !== undefined) mistakes.unshift({ message: 'This is nested too deeply: nobody could read it.', from: from + offset, to: from + offset + 1, noticed: from + offset });
    const isInside = isInOrganization(gap);
    return {
        root, mistakes,
        // In an organization, what seems to stand at the top is what the parser made of a surplus brace.
        nodes: declarationNodes(root).filter(node => isIn(offsetsOf(node)[0]) && isIn(offsetsOf(node, 'name')[0]) && (!isInside || node.$container?.$type === 'Organization')),
        own: isInside ? root.declarations.flatMap(node => node.$type === 'Organization' ? node.members.filter(member => isOwnMember(member) && isIn(offsetsOf(member)[0])) : []) : []
    };
}

/** What Langium is shown: the gap without what follows from it anyway, and with what is missing. */
function shownStretches(stretches: readonly Stretch[], { body, unopened, extras, to, shown }: Gap, cut: number, textDocument: TextDocument): readonly Stretch[] {
    const brace = (from: number, instead: string): Piece => ({ from, to: from, instead });
    const hidden: Piece[] = body ? [body] : cut < to ? [{ from: cut, to }] : extras ?? [];
    const missing = unopened ? [brace(unopened.to, '{'), ...unopened.isUnclosed ? [brace(to, '}')] : []] : [];
    let { from } = stretches.at(-1)!;
    const pieces = [...hidden, ...missing].sort((a, b) => a.from - b.from).flatMap(piece => {
        const front = { from, to: piece.from };
        from = piece.to;
        return piece.instead === undefined ? [front] : [front, piece];
    });
    return [...stretches.slice(0, -1), ...[...pieces, { from, to: shown }].map(piece => ({ ...piece, ...textDocument.positionAt(piece.from) }))];
}

/** A brace that is missing, unless a text that is not closed has taken it. */
function whyUnopened(text: string, { from, to }: Piece): Mistake {
    return unclosedTexts(text, { from, to })[0] ?? { message: `A '{' is missing behind '${text.slice(from, to).replaceAll(/\s+/g, ' ')}': what follows stands in its braces.`, from, to, noticed: from };
}

function whyExtra(text: string, { from, to }: Piece, gap: Gap): Mistake {
    return { message: habitAt(text, from, gap) ?? `'${text.slice(from, to)}' is one word too many.`, from, to, noticed: from };
}

/** What an organization says of itself, without what is declared in it. */
export function organizationSyntax(reader: Reader, source: Source, { rows, gaps }: FileParts, place: number): ast.Organization {
    const { parser } = reader.services, { text, textDocument } = source;
    const { members, from, to: end } = rows.membersOf(place);
    const own: Piece[] = [];
    for (let row = from; row < end; row += memberSize) {
        if (!gapAt(gaps, members[row + MEMBER_BEGIN]!)) own.push({ from: members[row + MEMBER_BEGIN]!, to: members[row + MEMBER_END]! });
    }
    const ownGaps = gaps.filter(gap => gap.isOwn && gap.to > gap.from && ownerOf(rows, gap) === place);
    for (const gap of ownGaps) own.push({ from: gap.from, to: beginningOf(reader, source, rows, gap) ? gap.from + mostRead : gap.to });
    const [name, brace] = headOf(text, rows, place) as [Piece, Piece];
    const to = rows.at(place, TO);
    const body = own.length === 0 && brace.instead ? [] : [brace, ...own.sort((a, b) => a.from - b.from), { from: to - 1, to, instead: '}' }];
    const stretches = [name, ...body].map(({ from, to, instead }) => ({ from, to, ...instead === undefined ? {} : { instead }, ...textDocument.positionAt(from) }));
    const [node] = parser.Lexer.within(stretches, () => parser.LangiumParser.parse<ast.Document>(text)).value.declarations as [ast.Organization];
    return Object.assign(node, { members: node.members.filter(isOwnMember) });
}

/** A text with gaps as one tree, of what is declared in it. */
export function treeOfParts(text: TextDocument, rows: FileRows, syntaxAt: (place: number) => DeclarationNode): ast.Document {
    const root: DeclarationNode[] = [];
    const organizations = new Map<number, DeclarationNode[]>();
    for (let place = 0; place < rows.count; place++) {
        const node = syntaxAt(place), around = organizations.get(rows.ownerOf(place)) ?? root;
        if (node.$type !== 'Organization') {
            around.push(node);
            continue;
        }
        organizations.set(place, [...node.members as DeclarationNode[]]);
        around.push(Object.assign(Object.create(node) as DeclarationNode, { members: organizations.get(place) }));
    }
    for (const members of organizations.values()) members.sort((a, b) => offsetsOf(a)[0] - offsetsOf(b)[0]);
    return Object.assign({ $type: 'Document' as const, declarations: root }, { $from: 0, $to: text.getText().length, $comment: -1, $places: [], $text: text }) as unknown as ast.Document;
}

/** The place of the organization that a gap is in; -1 where it is in none. */
export function ownerOf(rows: FileRows, gap: Gap): number {
    return isInOrganization(gap) ? organizationInFront(rows, gap.from) : -1;
}

export function isInOrganization({ context }: Gap): boolean {
    return context === Context.inside || context === Context.head;
}

/** The gap that a place in the text is in. */
export function gapAt<G extends Gap>(gaps: readonly G[], offset: number): G | undefined {
    const gap = gaps[firstOf(0, gaps.length, index => gaps[index]!.from > offset) - 1];
    return gap && offset < gap.to ? gap : undefined;
}

export function movedGap(gap: ReadGap, by: number): ReadGap {
    const moved = <P extends Piece>(piece: P): P => ({ ...piece, from: piece.from + by, to: piece.to + by });
    const { limit, shown, body, unopened, extras } = gap;
    return { ...moved(gap), limit: limit < 0 ? limit : limit + by, shown: shown + by, ...body ? { body: moved(body) } : {}, ...unopened ? { unopened: moved(unopened) } : {}, ...extras ? { extras: extras.map(moved) } : {} };
}

/** The mistakes in gaps, where they are in the text. */
export function mistakesOf(text: string, { rows, gaps }: FileParts): Mistake[] {
    return gaps.flatMap(gap => gap.mistakes.map(mistake => {
        const moved = { ...mistake, from: mistake.from + gap.from, to: mistake.to + gap.from, noticed: mistake.noticed + gap.from };
        const brace = mistake.isInFront ? contextOf(text, rows, gap).at(-2)! : undefined;
        return brace ? { ...moved, from: brace.from, to: brace.to } : moved;
    }));
}

function contextOf(text: string, rows: FileRows, { context, from, shown }: Gap): Piece[] {
    if (context === Context.none) return [{ from, to: shown }];
    const place = organizationInFront(rows, from);
    const [{ from: begin }, brace] = headOf(text, rows, place) as [Piece, Piece];
    if (context === Context.head) return [{ from: begin, to: shown }];
    const name = rows.at(place, NAME_END), closing = rows.at(place, TO);
    // A mistake in front of the title is not this one.
    return [{ from: begin, to: name }, brace, ...context === Context.behind ? [{ from: closing - 1, to: closing }] : [], { from, to: shown }];
}

/** The beginning of an organization, with its documentation, to its brace, which may be missing. */
function headOf(text: string, rows: FileRows, place: number): Piece[] {
    const from = rows.at(place, FROM), to = rows.at(place, TITLE_END) || rows.at(place, NAME_END);
    openingBrace.lastIndex = to;
    return [{ from, to }, openingBrace.test(text) ? { from: openingBrace.lastIndex - 1, to: openingBrace.lastIndex } : { from: to, to, instead: '{' }];
}

type Piece = Omit<Stretch, 'line' | 'character'>;

const openingBrace = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*\{/y;

function isOwnMember({ $type: type }: ast.Organization['members'][number]): boolean {
    return type === 'Property' || type === 'Member';
}

/** The place of the organization that is, or holds, the last declaration that begins in front of an offset; -1 where it is in none. */
export function organizationInFront(rows: FileRows, offset: number): number {
    const place = firstOf(0, rows.count, place => rows.at(place, FROM) >= offset) - 1;
    return place < 0 || rows.kindOf(place) === ORGANIZATION ? place : rows.ownerOf(place);
}

function contentOf(gap: Gap, { root, nodes, own, mistakes }: GapSyntax, text: string): ReadGap {
    const declarations = nodes.map(extractDeclaration);
    const organization = root.declarations.find(node => node.$type === 'Organization');
    const around = { broken: false };
    const [all, marks] = organization ? [[organization, ...nodes], [around, ...declarations]] : [nodes, declarations];
    for (const { noticed, from } of mistakes) for (const offset of [noticed, from]) markBroken(marks, all, offset, text, gap);
    return ownData({
        ...gap, declarations, isOwn: around.broken || own.length > 0 || gap.context === Context.head,
        mistakes: mistakes.map(mistake => ({ ...mistake, ...mistake.isInFront ? { from: 0, to: 0 } : { from: mistake.from - gap.from, to: mistake.to - gap.from }, noticed: mistake.noticed - gap.from }))
    });
}

/** Marks the declaration that the parser could not read to its end: what it seems to say may not be what is written there. */
function markBroken(declared: readonly { broken?: boolean }[], nodes: readonly DeclarationNode[], offset: number, text: string, { body }: Gap): void {
    // What is meant as a title stands between the words of a declaration and its braces.
    const isTitled = (end: number, offset: number) => body !== undefined && offset <= body.from && !text.slice(end, body.from).includes('\n');
    const last = nodes.findLastIndex(node => offsetsOf(node)[0] <= offset);
    const next = nodes[last + 1];
    // What is meant as an adjective stands in front of it.
    if (next && adjectives.test(text.slice(offset, offsetsOf(next)[0]))) declared[last + 1]!.broken = true;
    const node = nodes[last];
    if (!node) return;
    const [, end] = offsetsOf(node);
    const isInside = offset < end || (text[end - 1] !== '}' && (text.slice(end, offset).trim() === '' || isTitled(end, offset))) || node.$container?.$type !== 'Organization';
    const organization = nodes.findLastIndex(({ $type: type }, index) => type === 'Organization' && index <= last);
    declared[isInside || organization < 0 ? last : organization]!.broken = true;
}

const adjectives = /^(?:\w+[ \t]+)+$/;

/** Nothing that is declared in a gap ends behind it. */
function cutOff(rows: Rows, { to }: Gap): Rows {
    for (let row = TO; row < rows.declarations.length; row += declarationSize) rows.declarations[row] = Math.min(rows.declarations[row]!, to);
    for (let row = MEMBER_END; row < rows.members.length; row += memberSize) rows.members[row] = Math.min(rows.members[row]!, to);
    return rows;
}
