import type { LangiumDocument } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { ApimServices } from './apim-module.ts';
import { changedParts } from './changed-rows.ts';
import { keyOf, type Declaration, type Position, type Range } from './declarations.ts';
import { Entry } from './entry.ts';
import { excerptOf, forgetExcerpts, type Around, type Excerpt } from './excerpt.ts';
import { declarationNodes, extractDeclaration, type DeclarationNode } from './extraction.ts';
import { BEGIN, FROM, KIND, kinds, MEMBER_BEGIN, MEMBER_END, memberSize, NAME, NAME_END, nodeTypes, ORGANIZATION, TITLE_END, TO, VERSION, VERSION_END, type FileRows } from './file-rows.ts';
import { firstOf } from './first-of.ts';
import { gapAt, gapSyntax, mistakesOf, organizationSyntax, ownerOf, partsOf, treeOfParts, type GapSyntax, type ReadGap } from './gaps.ts';
import type * as ast from './generated/ast.ts';
import { parsePiece, parseStrictly } from './generated/strict-parser.ts';
import { withoutDeepNesting } from './nesting.ts';
import { ownCopy, ownData } from './own-copy.ts';
import type { Packing } from './packing.ts';
import type { Offsets } from './places.ts';
import { Recent, type Said, type Trees, type Unpacked } from './recent.ts';
import { ReferenceSites } from './references.ts';
import { syntaxFinding, type Finding } from './report.ts';
import type { ChangedRows } from './spliced-rows.ts';
import { syntaxErrors } from './syntax-errors.ts';
import { TextSnapshot, type OpenDocument } from './text-snapshot.ts';
import { terminalValue } from './terminal-value.ts';
import { changeBetween } from './text-change.ts';
import { WrittenText, type Written } from './written-text.ts';

/** One rule id of a comment `// apim-ignore id, id: why`: where it stands, and the line that it concerns. */
export interface Suppression { id: string; line: number; range: Range }

/** What reads texts with mistakes; asked for with the first of them, since loading it takes its time. */
export interface Reader {
    readonly services: ApimServices;
    /** Where there is none, files stay as they are. */
    readonly packing?: Packing | undefined;
}

/**
 * A file that was read. What it declares is there also where the rest of it could not be parsed. It keeps its text and its rows, or its text packed and no rows;
 * trees, and what they declare, are there for a while after somebody wanted them.
 */
export class SourceFile {
    readonly uri: string;
    /** How many characters its text has. */
    readonly length: number;
    readonly declared: readonly Entry[];
    /** Of them those that the version before did not have, and what it had beside the others. */
    come: readonly Entry[];
    gone: readonly Entry[];
    readonly syntax: readonly Finding[];
    readonly suppressions: readonly Suppression[];
    /** Whether the strict parser can read it. Where not, Langium reads the gaps and finds what is wrong in them. */
    readonly isStrict: boolean;
    readonly gaps: readonly ReadGap[];
    readonly #reader: Reader;
    #text: WrittenText | undefined;
    /** In the place of text and rows. */
    #packed: string | undefined;
    /** Read again where it is wanted after the file was released. */
    #rows: FileRows | undefined;
    /** Where its entries find it, and the version that takes its place. */
    readonly #home: { file: SourceFile };
    readonly #open: WeakRef<OpenDocument> | undefined;

    /** `before` is the version whose place it takes: what is written as it was keeps its entry. `open` is the editor's document of the text. */
    constructor(reader: Reader, uri: string, text: string | WrittenText, before?: SourceFile, open?: OpenDocument) {
        this.#open = open && new WeakRef(open);
        this.#reader = reader;
        this.uri = uri;
        const written = typeof text === 'string' ? new WrittenText(text) : text;
        this.#text = written;
        this.length = written.length;
        const read = before ? changedParts(reader, before, this, changeBetween(before.written, written)) : undefined;
        const changed = read?.changed;
        const { rows, gaps } = read ?? partsOf(reader, this);
        this.#rows = rows;
        this.gaps = gaps;
        this.isStrict = gaps.length === 0;
        this.syntax = this.isStrict ? none : syntaxErrors(this.text, mistakesOf(this.text, { rows, gaps }), (offset, length) => this.#range(offset, length));
        const { count } = rows;
        const follows = before !== undefined;
        const { front, back, organizations } = follows ? unchanged(before, this, changed) : { front: 0, back: 0, organizations: [] };
        const old = before?.declared ?? [];
        this.#home = follows ? before.#home : { file: this };
        this.#home.file = this;
        const places = [...Array.from({ length: count - front - back }, (_, place) => front + place), ...organizations];
        this.come = places.map(place => new Entry(this.#home, place, ...this.#kindAndKey(place)));
        this.gone = [...old.slice(front, old.length - back), ...organizations.map(place => old[place]!)];
        for (const entry of this.gone) entry.stayIn(before!);
        const inner = this.come.slice(0, count - front - back);
        // The second takes one copy of what a large file declares, and cannot take all of that as arguments.
        const declared = inner.length > 1000 ? old.slice(0, front).concat(inner, old.slice(old.length - back)) : old.toSpliced(front, old.length - back - front, ...inner);
        for (const entry of this.come.slice(inner.length)) declared[entry.place] = entry;
        this.declared = declared;
        if (count !== old.length) for (let place = count - back; place < count; place++) this.declared[place]!.place = place;
        if (follows) this.#takeDeclarations(before);
        const isQuiet = changed && before!.suppressions.length === 0 && !written.slice(changed.from, changed.to + changed.moved).includes('apim-ignore');
        this.suppressions = isQuiet ? none : suppressions(written.whole);
        const undecodable = written.indexOf('\uFFFD');
        // What else is said about text that was read wrongly would only confuse.
        if (undecodable >= 0) this.syntax = [{ ...syntaxFinding('This file is not UTF-8: save it as UTF-8.', this.#range(undecodable, 1)), rule: 'encoding' }];
    }

    /** For who looks at parts of it; `text` is all of it. */
    get written(): WrittenText {
        return this.#text ?? (unpacked.of(this).text ??= new WrittenText(this.#reader.packing!.unpack(this.#packed!)));
    }

    get text(): string {
        return this.written.whole;
    }

    /** The text with its positions. */
    get textDocument(): TextDocument {
        return recent.of(this).text ??= new TextSnapshot(this.uri, this.written, this.#open);
    }

    /** The tree as checks read it: with places, without concrete syntax where there is no mistake. Of a text with gaps it is put together of what is declared. */
    get tree(): ast.Document {
        return recent.of(this).strict ??= this.isStrict ? parseStrictly(this.textDocument)! : treeOfParts(this.textDocument, this.rows, place => this.syntaxAt(place));
    }

    /** The file as Langium reads it, with concrete syntax, as features look at it. */
    get document(): LangiumDocument<ast.Document> {
        return recent.of(this).document ??= this.#reader.services.shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(withoutDeepNesting(this.text).text, URI.parse(this.uri));
    }

    /** What `document` has around a place, without the rest being read. */
    excerpt(around: Around): Excerpt {
        return excerptOf(this.#reader, this, around);
    }

    /** The nodes of `declared` in `document`, where there are no gaps. */
    get concreteNodes(): readonly DeclarationNode[] {
        return recent.of(this).concreteNodes ??= declarationNodes(this.document.parseResult.value);
    }

    /** All names that stand for something declared. */
    get references(): ReferenceSites {
        return recent.of(this).references ??= new ReferenceSites(this.tree);
    }

    /** What one of `declared` says. */
    declarationAt(place: number): Declaration {
        const gap = this.#gapOf(place);
        if (gap) return gap.declarations[place - this.#firstIn(gap)]!;
        const entry = this.declared[place]!;
        const known = said.of(this).declarations ??= new Map<Entry, Declaration>();
        // The next versions of the file take it over.
        const declaration = known.get(entry) ?? ownData(!this.isSound(place) ? { ...extractDeclaration(this.syntaxAt(place)), broken: true as const }
            : extractDeclaration(entry.kind === 'organization' ? this.ownSyntaxAt(place) : this.syntaxAt(place)));
        known.set(entry, declaration);
        return declaration;
    }

    /** The syntax of one of `declared`, as checks read it. */
    syntaxAt(place: number): DeclarationNode {
        const gap = this.#gapOf(place);
        if (gap) return this.syntaxOf(gap).nodes[place - this.#firstIn(gap)]!;
        const trees = recent.of(this);
        if (this.isStrict && trees.strict) return (trees.nodes ??= declarationNodes(trees.strict))[place]!;
        const pieces = trees.pieces ??= [];
        return pieces[place] ??= this.#piece(place);
    }

    /** Whether one of `declared` is written without a mistake, so that its rows tell all of it, whatever is wrong around it. */
    isSound(place: number): boolean {
        return this.isStrict || (this.#gapOf(place) === undefined && !this.gaps.some(gap => gap.isOwn && ownerOf(this.rows, gap) === place));
    }

    /** From its documentation to its end. */
    writtenOffsets(place: number): Offsets {
        return [this.rows.at(place, FROM), this.rows.at(place, TO)];
    }

    /** Where one of `declared` begins behind its documentation. */
    beginOf(place: number): Position {
        return this.textDocument.positionAt(this.rows.at(place, BEGIN));
    }

    /** To be called when it has taken the place of the version before: what is gone would keep that, and all versions before it, in memory. */
    settle(): void {
        this.come = this.gone = none;
    }

    /** What it declares and what stands in that, as numbers. */
    get rows(): FileRows {
        if (this.#packed) return unpacked.of(this).rows ??= partsOf(this.#reader, this).rows;
        return this.#rows ??= partsOf(this.#reader, this).rows;
    }

    /** To be called when nobody edits it, and nobody is likely to ask for it soon: makes it small, and what is asked of it a little slower. */
    pack(): void {
        if (this.#text === undefined || !this.isStrict) return;
        this.#packed = this.#reader.packing?.pack(this.#text.whole);
        if (!this.#packed) return;
        this.#text = this.#rows = undefined;
        // They have the text.
        recent.forget(this);
        forgetExcerpts(this);
    }

    /** To be called when another version, or none, has taken its place. */
    release(): void {
        recent.forget(this);
        said.forget(this);
        unpacked.forget(this);
        forgetExcerpts(this);
        this.#rows = undefined;
    }

    /** One of `declared` that was read strictly. */
    #piece(place: number): DeclarationNode {
        const { rows } = this;
        const owner = rows.ownerOf(place), kind = rows.kindOf(place);
        if (!this.isStrict && kind === ORGANIZATION) return organizationSyntax(this.#reader, this, this, place);
        return parsePiece(this.textDocument, nodeTypes[kind]!, rows.at(place, FROM), rows.at(place, TO), owner < 0 ? undefined : this.nameOf(owner))!;
    }

    /** The gap that one of `declared` is in. */
    #gapOf(place: number): ReadGap | undefined {
        return this.isStrict ? undefined : gapAt(this.gaps, this.rows.at(place, BEGIN));
    }

    #firstIn({ from }: ReadGap): number {
        return firstOf(0, this.rows.count, place => this.rows.at(place, BEGIN) >= from);
    }

    /** What Langium reads in a gap. */
    syntaxOf(gap: ReadGap): GapSyntax {
        const known = this.gapSyntaxes.get(gap) ?? gapSyntax(this.#reader, this, this.rows, gap);
        this.gapSyntaxes.set(gap, known);
        return known;
    }

    get gapSyntaxes(): Map<ReadGap, GapSyntax> {
        return recent.of(this).gaps ??= new Map<ReadGap, GapSyntax>();
    }

    /** An organization without what is declared in it, which is no part of what it says. Its places are not those of the file. */
    ownSyntaxAt(place: number): DeclarationNode {
        if (!this.isSound(place)) return this.syntaxAt(place);
        const { rows } = this, { members, from, to } = rows.membersOf(place);
        const own = [`${this.written.slice(rows.at(place, FROM), rows.at(place, TITLE_END) || rows.at(place, NAME_END))}\n{`];
        for (let member = from; member < to; member += memberSize) {
            own.push(this.written.slice(members[member + MEMBER_BEGIN], members[member + MEMBER_END]));
        }
        return parseStrictly(new TextSnapshot(this.uri, new WrittenText([...own, '}'].join('\n'))))!.declarations[0]!;
    }

    /** What is written as it was says what it said. */
    #takeDeclarations(before: SourceFile): void {
        const declarations = said.known(before)?.declarations;
        if (!declarations) return;
        said.of(before).declarations = new Map();
        for (const entry of this.gone) {
            const declaration = declarations.get(entry);
            if (declaration) said.of(before).declarations!.set(entry, declaration);
            declarations.delete(entry);
        }
        said.of(this).declarations = declarations;
    }

    #kindAndKey(place: number): [number, string] {
        const gap = this.#gapOf(place);
        if (gap) {
            const declaration = gap.declarations[place - this.#firstIn(gap)]!;
            return [kinds.indexOf(declaration.kind), keyOf(declaration)];
        }
        const { rows } = this, { declarations, row } = rows.rowOf(place);
        const kind = declarations[row + KIND]!;
        if (declarations[row + VERSION_END] === 0) return [kind, ownCopy(this.nameOf(place))];
        return [kind, [this.nameOf(rows.ownerOf(place)), '/', this.nameOf(place), '@', this.written.slice(declarations[row + VERSION]! + 1, declarations[row + VERSION_END])].join('')];
    }

    /** Where the name of one of `declared` is written; undefined where only the tree knows it. */
    nameRangeOf(place: number): Range | undefined {
        const [begin, end] = [this.rows.at(place, NAME), this.rows.at(place, NAME_END)];
        return this.isSound(place) ? this.#range(begin, end - begin) : undefined;
    }

    nameOf(place: number): string {
        const name = this.written.slice(this.rows.at(place, NAME), this.rows.at(place, NAME_END));
        return terminalValue(name.startsWith('`') ? 'QUOTED_NAME' : 'NAME', name);
    }

    #range(offset: number, length: number): Range {
        return { start: this.textDocument.positionAt(offset), end: this.textDocument.positionAt(offset + length) };
    }
}

/**
 * How many declarations are written as they were in the version before: in front of the first difference, and behind the last one. `organizations` among those in
 * front say something else of themselves.
 */
function unchanged(before: SourceFile, after: SourceFile, changed: ChangedRows | undefined): { front: number; back: number; organizations: number[] } {
    const [old, now] = [before.rows, after.rows];
    const isSame = (oldPlace: number, place: number): boolean => {
        if (old.kindOf(oldPlace) !== now.kindOf(place) || !before.isSound(oldPlace) || !after.isSound(place)) return false;
        if (now.kindOf(place) === ORGANIZATION) return ownText(before, oldPlace) === ownText(after, place);
        const oldBegin = old.at(oldPlace, FROM), begin = now.at(place, FROM), length = now.at(place, TO) - begin;
        const oldOwner = old.ownerOf(oldPlace), owner = now.ownerOf(place);
        return length === old.at(oldPlace, TO) - oldBegin
            && column(before.written, old.at(oldPlace, BEGIN)) === column(after.written, now.at(place, BEGIN))
            && (oldOwner < 0) === (owner < 0) && (owner < 0 || before.nameOf(oldOwner) === after.nameOf(owner))
            && before.written.slice(oldBegin, oldBegin + length) === after.written.slice(begin, begin + length);
    };
    let { front, back } = changed ?? { front: 0, back: 0 };
    const organizations: number[] = [];
    const isOrganization = (place: number) => [old, now].every(rows => rows.kindOf(place) === ORGANIZATION) && before.nameOf(place) === after.nameOf(place);
    // What was only moved is the same but for the organization around the change, and for what stands in the same line behind it, or in an organization that is called otherwise now.
    if (changed && changed.owner >= 0 && changed.owner < front) {
        const { owner, from, to, moved } = changed;
        const isAsItWas = before.isSound(owner) && after.isSound(owner) && ownText(before, owner, from, to) === ownText(after, owner, from, to + moved);
        if (!isOrganization(owner)) front = owner;
        else if (!isAsItWas) organizations.push(owner);
    }
    while (back > 0 && !isSame(old.count - back, now.count - back)) back--;
    for (; front < now.count - back && front < old.count - back; front++) {
        if (isSame(front, front)) continue;
        if (!isOrganization(front)) break;
        organizations.push(front);
    }
    while (back < now.count - front && back < old.count - front && isSame(old.count - 1 - back, now.count - 1 - back)) back++;
    return { front, back, organizations };
}

/** What is written of an organization beside the declarations in it, and where each part stands, counted from the one in front. Of it that between two offsets, where they are given. */
function ownText({ written: text, rows }: SourceFile, place: number, from = 0, to = text.length): string {
    const begin = rows.at(place, BEGIN), own = rows.membersOf(place);
    const parts: (string | number)[] = from > begin ? [] : [column(text, begin), text.slice(rows.at(place, FROM), rows.at(place, TITLE_END) || rows.at(place, NAME_END))];
    let last = Math.max(from, begin);
    for (let member = own.from; member < own.to; member += memberSize) {
        const at = own.members[member + MEMBER_BEGIN]!;
        if (at < last) continue;
        parts.push(linesBetween(text, last, Math.min(at, to)));
        if (at >= to) break;
        parts.push(column(text, at), text.slice(at, own.members[member + MEMBER_END]));
        last = at;
    }
    return parts.join('\n');
}

function linesBetween(text: Written, from: number, to: number): number {
    const between = text.slice(from, to);
    let lines = 0;
    for (let at = between.indexOf('\n'); at >= 0; at = between.indexOf('\n', at + 1)) lines++;
    return lines;
}

function column(text: Written, offset: number): number {
    for (let from = offset, step = 128; from > 0; step *= 8) {
        from = Math.max(0, offset - step);
        const end = text.slice(from, offset).lastIndexOf('\n');
        if (end >= 0) return offset - from - end - 1;
    }
    return offset;
}

const recent = new Recent<SourceFile, Trees>(500_000);
/** More than of trees: where a project is compared with a gateway, all of it is compiled after each edit. */
const said = new Recent<SourceFile, Said>(4_000_000);
const unpacked = new Recent<SourceFile, Unpacked>(1_000_000);

/** The same for all files. */
const none: readonly never[] = [];

function suppressions(text: string): readonly Suppression[] {
    if (!text.includes('apim-ignore')) return none;
    return text.split('\n').flatMap((content, line) => {
        const [, before = '', ids = ''] = /^(\s*\/\/\s*apim-ignore\s+)([\w\s,-]+)/.exec(content) ?? [];
        return [...ids.matchAll(/[\w-]+(?:\s+[\w-]+)*/g)].map(({ 0: id, index }): Suppression => ({
            id, line: line + 1, range: { start: { line, character: before.length + index }, end: { line, character: before.length + index + id.length } }
        }));
    });
}
