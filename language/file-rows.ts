import type { DeclarationKind } from './declarations.ts';
import type { DeclarationNode } from './extraction.ts';
import { firstOf } from './first-of.ts';

/** What is declared one behind the other, as numbers, and what stands in it. */
export interface Rows {
    /** Rows of `declarationSize` numbers, in written order. */
    readonly declarations: Int32Array;
    /** Rows of `memberSize` numbers, those of a declaration together and in written order. Those in front of the first declaration are nobody's. */
    readonly members: Int32Array;
}

/**
 * What a text declares, as numbers: for each declaration, and for each thing that stands in one, what it is and where it stands. It is all that is kept of a
 * text whose tree nobody looks at, and enough to know what is declared, who names whom, and which parts are written alike.
 *
 * It never changes. The rows of a large text are in blocks, so that what an edit makes of it shares with it all but the block around the edit.
 */
export class FileRows {
    /** What is read at once is cut into blocks of so many declarations; none ever has twice as many, and those of which much was deleted have few. */
    static blockSize = 256;
    readonly blocks: readonly Block[];
    readonly count: number;
    /** Who asks for one thing asks for the next one. */
    #last: Block;

    /** Wherever the blocks were before. */
    constructor(blocks: readonly Block[]) {
        let count = 0, around = -1;
        this.blocks = blocks.map(block => {
            const placed = block.placed(count, around);
            count = placed.end;
            around = placed.organizations.length > 0 ? placed.first + placed.organizations.at(-1)! : around;
            return placed;
        });
        this.count = count;
        this.#last = this.blocks[0]!;
    }

    static of(rows: Rows): FileRows {
        return new FileRows(blocksOf(rows));
    }

    /** One of the offsets of a declaration; an end that is 0 says that nothing is there. */
    at(place: number, column: number): number {
        const { declarations, first, moved } = this.#blockOf(place);
        const offset = declarations[(place - first) * declarationSize + column]!;
        return offset === 0 ? 0 : offset + moved;
    }

    /** All numbers of a declaration, from one of these on: for who wants many of them. */
    rowOf(place: number): { declarations: Int32Array; row: number } {
        const { declarations, first, moved } = this.#blockOf(place);
        const row = (place - first) * declarationSize;
        if (moved === 0) return { declarations, row };
        const copy = declarations.slice(row, row + declarationSize);
        moveDeclarations(copy, moved, 0);
        return { declarations: copy, row: 0 };
    }

    /** Its kind, as place in `kinds`. */
    kindOf(place: number): number {
        const { declarations, first } = this.#blockOf(place);
        return declarations[(place - first) * declarationSize + KIND]!;
    }

    /** The place of the organization that a declaration stands in; -1 where it stands in none. */
    ownerOf(place: number): number {
        const { declarations, first, organizations, around } = this.#blockOf(place);
        if (declarations[(place - first) * declarationSize + INSIDE] !== 1) return -1;
        let index = organizations.length - 1;
        if (index > 0) index = firstOf(0, organizations.length, other => organizations[other]! > place - first) - 1;
        return index < 0 || organizations[index]! > place - first ? around : first + organizations[index]!;
    }

    /** What stands in a declaration, and of an organization, what is not declared there: the rows from one number to another. */
    membersOf(place: number): { members: Int32Array; from: number; to: number } {
        const { declarations, members, first, moved } = this.#blockOf(place);
        const row = (place - first) * declarationSize;
        const from = declarations[row + FIRST]! * memberSize, to = declarations[row + LAST]! * memberSize;
        if (moved === 0) return { members, from, to };
        const copy = members.slice(from, to);
        moveMembers(copy, moved);
        return { members: copy, from: 0, to: copy.length };
    }

    /** Which of the blocks has a declaration; the last one, where there is no such declaration. */
    blockAt(place: number): number {
        return Math.min(firstOf(0, this.blocks.length, index => this.blocks[index]!.end > place), this.blocks.length - 1);
    }

    #blockOf(place: number): Block {
        const last = this.#last;
        return place >= last.first && place < last.end ? last : this.#last = this.blocks[this.blockAt(place)]!;
    }
}

/** Declarations that stay together from one version of a text to the next. */
export class Block implements Rows {
    readonly declarations: Int32Array;
    readonly members: Int32Array;
    /** Which of them are organizations. */
    readonly organizations: readonly number[];
    /** The place of the first one, the place behind the last one, and that of the last organization in front of them, or -1. */
    readonly first: number;
    readonly end: number;
    readonly around: number;
    /** By how much all of it moved since it was read. */
    readonly moved: number;

    constructor({ declarations, members }: Rows, organizations: readonly number[], first: number, around: number, moved: number) {
        this.declarations = declarations;
        this.members = members;
        this.organizations = organizations;
        this.first = first;
        this.end = first + declarations.length / declarationSize;
        this.around = around;
        this.moved = moved;
    }

    placed(first: number, around: number, moved = this.moved): Block {
        return first === this.first && around === this.around && moved === this.moved ? this : new Block(this, this.organizations, first, around, moved);
    }

    movedBy(moved: number): Block {
        return this.placed(this.first, this.around, this.moved + moved);
    }
}

/** Takes the rows over. */
export function blocksOf({ declarations, members }: Rows): Block[] {
    const all = declarations.length / declarationSize;
    const size = all < 2 * FileRows.blockSize ? Math.max(all, 1) : FileRows.blockSize;
    const blocks: Block[] = [];
    for (let first = 0; first === 0 || first < all; first += size) {
        const own = declarations.subarray(first * declarationSize, (first + size) * declarationSize);
        const member = own[FIRST] ?? 0;
        const organizations: number[] = [];
        for (let row = 0; row < own.length; row += declarationSize) {
            if (own[row + KIND] === ORGANIZATION) organizations.push(row / declarationSize);
        }
        moveDeclarations(own, 0, -member);
        blocks.push(new Block({ declarations: own, members: members.subarray(member * memberSize, (member + (own.at(LAST - declarationSize) ?? 0)) * memberSize) }, organizations, first, -1, 0));
    }
    return blocks;
}

/** A copy of blocks one behind the other, as if they were read where they are now. */
export function rowsOfBlocks(blocks: readonly Block[]): Rows {
    const declarations = joined(...blocks.map(block => block.declarations)), members = joined(...blocks.map(block => block.members));
    let row = 0, member = 0;
    for (const block of blocks) {
        const end = row + block.declarations.length, memberEnd = member + block.members.length;
        moveDeclarations(declarations.subarray(row, end), block.moved, member / memberSize);
        moveMembers(members.subarray(member, memberEnd), block.moved);
        [row, member] = [end, memberEnd];
    }
    return { declarations, members };
}

/** Numbers one behind the other, copied. */
export function joined(...parts: readonly Int32Array[]): Int32Array {
    const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
}

/** Moves declarations in the text, and where their members are among those of all. */
export function moveDeclarations(rows: Int32Array, moved: number, members: number): void {
    if (moved === 0 && members === 0) return;
    for (let row = 0; row < rows.length; row += declarationSize) {
        rows[row + FIRST]! += members;
        rows[row + LAST]! += members;
        rows[row + FROM]! += moved;
        rows[row + BEGIN]! += moved;
        rows[row + TO]! += moved;
        rows[row + NAME]! += moved;
        rows[row + NAME_END]! += moved;
        if (rows[row + VERSION_END] !== 0) {
            rows[row + VERSION]! += moved;
            rows[row + VERSION_END]! += moved;
        }
        if (rows[row + TITLE_END] !== 0) {
            rows[row + TITLE]! += moved;
            rows[row + TITLE_END]! += moved;
        }
    }
}

export function moveMembers(rows: Int32Array, moved: number): void {
    if (moved === 0) return;
    for (let row = 0; row < rows.length; row += memberSize) {
        rows[row + MEMBER_BEGIN]! += moved;
        rows[row + MEMBER_END]! += moved;
        rows[row + MEMBER_NAME]! += moved;
        rows[row + MEMBER_NAME_END]! += moved;
        if (rows[row + PLAN_END] !== 0) {
            rows[row + PLAN]! += moved;
            rows[row + PLAN_END]! += moved;
        }
    }
}

// What the numbers of a declaration are. An end that is 0 says that nothing is there.
export const KIND = 0;
/** Where it begins with the comment in front of it, where it begins, and where it ends. */
export const FROM = 1, BEGIN = 2, TO = 3;
export const NAME = 4, NAME_END = 5, VERSION = 6, VERSION_END = 7, TITLE = 8, TITLE_END = 9;
/** Its first member, and the one behind its last. */
export const FIRST = 10, LAST = 11;
/** 1 where it stands in an organization, which is the last one in front of it. */
export const INSIDE = 12;
export const declarationSize = 13;

// What the numbers of a member are.
/** One of the kinds below, `ODD` added where it is written otherwise than usual: with a name in backticks, or with gaps in a reference. Where it begins and ends. */
export const MEMBER_KIND = 0, MEMBER_BEGIN = 1, MEMBER_END = 2;
/** Where its name stands: the key of a property, the type of a policy, the set that is used, the API of a contract, the plan of an offer. */
export const MEMBER_NAME = 3, MEMBER_NAME_END = 4;
/** Where the plan of a contract stands. */
export const PLAN = 5, PLAN_END = 6;
export const memberSize = 7;

export const PROPERTY = 0, POLICY = 1, USE = 2, CONTRACT = 3, OFFER = 4, MEMBER = 5;
export const ODD = 8;

export const kinds: readonly DeclarationKind[] = ['organization', 'plan', 'api', 'client', 'parameter', 'policies', 'policy-type'];
/** The types of their nodes, in the same order. */
export const nodeTypes = ['Organization', 'Plan', 'Api', 'Client', 'Parameter', 'PolicySet', 'PolicyType'] as const satisfies readonly DeclarationNode['$type'][];
export const ORGANIZATION = 0;
