import type { LangiumDocument } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { ApimServices } from './apim-module.ts';
import type { Declaration, Range } from './declarations.ts';
import { declarationNodes, extractDeclaration, sitesOf, type DeclarationNode, type Sites } from './extraction.ts';
import type * as ast from './generated/ast.ts';
import { parseStrictly } from './generated/strict-parser.ts';
import { withoutDeepNesting } from './nesting.ts';
import { commentBegin, offsetsOf, type Offsets } from './places.ts';
import { RecentTrees } from './recent-trees.ts';
import { ReferenceSites } from './references.ts';
import { syntaxFinding, type Finding } from './report.ts';
import { syntaxErrors } from './syntax-errors.ts';

/** One rule id of a comment `// apim-ignore id, id: why`: where it stands, and the line that it concerns. */
export interface Suppression { id: string; line: number; range: Range }

/** What reads texts with mistakes; asked for with the first of them, since loading it takes its time. */
export interface Reader { readonly services: ApimServices }

/**
 * A file that was read. What it declares is there also where the rest of it could not be parsed. It keeps its text, what it declares and what it names;
 * trees are there for a while after somebody wanted them.
 */
export class SourceFile {
    readonly uri: string;
    readonly text: string;
    readonly declared: readonly Declared[];
    readonly references: ReferenceSites;
    readonly syntax: readonly Finding[];
    readonly suppressions: readonly Suppression[];
    readonly #reader: Reader;
    /** Whether the strict parser could read it. Where not, Langium reads it and finds what is wrong. */
    readonly #isStrict: boolean;

    /** `before` is the version whose place it takes: what is written as it was is not extracted again. */
    constructor(reader: Reader, uri: string, text: string, before?: SourceFile) {
        this.#reader = reader;
        this.uri = uri;
        this.text = text;
        const trees = recent.of(this);
        trees.strict = parseStrictly(this.textDocument);
        this.#isStrict = trees.strict !== undefined;
        const nodes = this.nodes;
        const same = before && before.#isStrict && this.#isStrict ? unchanged(before, this.textDocument, nodes) : undefined;
        this.declared = nodes.map((node, place) => new Declared(this, node, place, same?.(place)));
        this.references = new ReferenceSites(this.tree);
        this.suppressions = suppressions(text);
        this.syntax = this.#isStrict ? [] : this.#syntaxErrors(nodes);
        const undecodable = text.indexOf('\uFFFD');
        // What else is said about text that was read wrongly would only confuse.
        if (undecodable >= 0) this.syntax = [{ ...syntaxFinding('This file is not UTF-8: save it as UTF-8.', this.#range(undecodable, 1)), rule: 'encoding' }];
    }

    /** The text with its positions. */
    get textDocument(): TextDocument {
        return recent.of(this).text ??= TextDocument.create(this.uri, 'apim', 0, this.text);
    }

    /** The tree as checks read it: with places, without concrete syntax where there is no mistake. */
    get tree(): ast.Document {
        if (!this.#isStrict) return this.document.parseResult.value;
        return recent.of(this).strict ??= parseStrictly(this.textDocument)!;
    }

    /** The nodes of `declared` in `tree`. */
    get nodes(): readonly DeclarationNode[] {
        return recent.of(this).nodes ??= declarationNodes(this.tree);
    }

    /** The file as Langium reads it, with concrete syntax, as features look at it. */
    get document(): LangiumDocument<ast.Document> {
        return recent.of(this).document ??= this.#reader.services.shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(withoutDeepNesting(this.text).text, URI.parse(this.uri));
    }

    /** The nodes of `declared` in `document`. */
    get concreteNodes(): readonly DeclarationNode[] {
        return recent.of(this).concreteNodes ??= declarationNodes(this.document.parseResult.value);
    }

    /** To be called when another version has taken its place. */
    release(): void {
        recent.forget(this);
    }

    #syntaxErrors(nodes: readonly DeclarationNode[]): Finding[] {
        const { findings, offsets } = syntaxErrors(this.text, this.document.parseResult, (offset, length) => this.#range(offset, length));
        const { offset } = withoutDeepNesting(this.text);
        if (offset !== undefined) findings.unshift(syntaxFinding('This is nested too deeply: nobody could read it.', this.#range(offset, 1)));
        for (const place of offsets) markBroken(this.declared, nodes, place, this.text);
        return findings;
    }

    #range(offset: number, length: number): Range {
        return { start: this.textDocument.positionAt(offset), end: this.textDocument.positionAt(offset + length) };
    }
}

/** Something that a file declares, and the syntax that declares it. */
export class Declared<D extends Declaration = Declaration> {
    readonly declaration: D;
    /** Where it is written, from its documentation to its end, and where it begins behind that. */
    readonly from: number;
    readonly to: number;
    readonly line: number;
    readonly character: number;
    readonly #file: SourceFile;
    readonly #place: number;

    /** `declaration` is that of the version before, where it is written as it was. */
    constructor(file: SourceFile, node: DeclarationNode, place: number, declaration: Declaration = extractDeclaration(node)) {
        this.#file = file;
        this.#place = place;
        this.declaration = declaration as D;
        [this.from, this.to] = writtenOffsets(node);
        ({ line: this.line, character: this.character } = file.textDocument.positionAt(offsetsOf(node)[0]));
    }

    /** As checks read it. */
    get syntax(): DeclarationNode {
        return this.#file.nodes[this.#place]!;
    }

    /** With concrete syntax. */
    get node(): DeclarationNode {
        return this.#file.concreteNodes[this.#place]!;
    }

    /** The places that findings elsewhere may relate to. */
    get sites(): Sites {
        return sitesOf(this.syntax);
    }
}

/** Which declarations of the version before are written as they were: those in front of the first difference, and those behind the last one. */
function unchanged({ text: oldText, declared }: SourceFile, text: TextDocument, nodes: readonly DeclarationNode[]): (place: number) => Declaration | undefined {
    const isSame = (old: Declared | undefined, node: DeclarationNode | undefined): boolean => {
        if (!old || !node || (old.declaration.kind === 'organization') !== (node.$type === 'Organization')) return false;
        // An organization changes with everything in it: it is only passed over.
        if (node.$type === 'Organization') return true;
        const [begin, end] = writtenOffsets(node);
        return end - begin === old.to - old.from && text.positionAt(offsetsOf(node)[0]).character === old.character
            && (!('organization' in old.declaration) || (node.$container as ast.Organization).name === old.declaration.organization)
            && text.getText().slice(begin, end) === oldText.slice(old.from, old.to);
    };
    let front = 0, back = 0;
    while (front < nodes.length && isSame(declared[front], nodes[front])) front++;
    while (back < nodes.length - front && back < declared.length - front && isSame(declared[declared.length - 1 - back], nodes[nodes.length - 1 - back])) back++;
    return place => {
        const old = place < front ? declared[place] : place >= nodes.length - back ? declared[place + declared.length - nodes.length] : undefined;
        return old?.declaration.kind === 'organization' ? undefined : old?.declaration;
    };
}

function writtenOffsets(node: DeclarationNode): Offsets {
    const [begin, end] = offsetsOf(node);
    return [commentBegin(node) ?? begin, end];
}

const recent = new RecentTrees<SourceFile>();

/** Marks the declaration that the parser could not read to its end: what it seems to say may not be what is written there. */
function markBroken(declared: readonly Declared[], nodes: readonly DeclarationNode[], offset: number, text: string): void {
    const last = nodes.findLastIndex(node => offsetsOf(node)[0] <= offset);
    const node = nodes[last];
    if (!node) return;
    const [, end] = offsetsOf(node);
    const isInside = offset < end || (text[end - 1] !== '}' && text.slice(end, offset).trim() === '') || node.$container?.$type !== 'Organization';
    const organization = nodes.findLastIndex(({ $type: type }, index) => type === 'Organization' && index <= last);
    declared[isInside || organization < 0 ? last : organization]!.declaration.broken = true;
}

function suppressions(text: string): Suppression[] {
    if (!text.includes('apim-ignore')) return [];
    return text.split('\n').flatMap((content, line) => {
        const [, before = '', ids = ''] = /^(\s*\/\/\s*apim-ignore\s+)([\w\s,-]+)/.exec(content) ?? [];
        return [...ids.matchAll(/[\w-]+(?:\s+[\w-]+)*/g)].map(({ 0: id, index }): Suppression => ({
            id, line: line + 1, range: { start: { line, character: before.length + index }, end: { line, character: before.length + index + id.length } }
        }));
    });
}
