import type { DeclarationKind } from './declarations.ts';
import type { DeclarationNode } from './extraction.ts';

/**
 * What a text declares, as numbers: for each declaration, and for each thing that stands in one, what it is and where it stands. It is all that is kept of a
 * text whose tree nobody looks at, and enough to know what is declared, who names whom, and which parts are written alike.
 */
export class FileRows {
    /** Rows of `declarationSize` numbers, in written order. */
    readonly declarations: Int32Array;
    /** Rows of `memberSize` numbers, those of a declaration together and in written order. */
    readonly members: Int32Array;

    constructor(declarations: Int32Array, members: Int32Array) {
        this.declarations = declarations;
        this.members = members;
    }

    get count(): number {
        return this.declarations.length / declarationSize;
    }

    /** To be called when nobody reads them any more. */
    release(): void {
        const large = [this.declarations, this.members].filter(({ length }) => length > few);
        if (large.length > 0) spare = large.map(({ buffer }) => new Int32Array(buffer));
    }
}

/** What the version of a large file had that was replaced last: to write into that takes a fraction of the time that new memory takes. */
let spare: Int32Array[] = [];
const few = 1 << 16;

/** Numbers one behind the other. */
export function joined(...parts: readonly Int32Array[]): Int32Array {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const place = spare.findIndex(other => other.length >= length && other.length < 2 * length);
    const [known] = place < 0 ? [] : spare.splice(place, 1);
    // Some more, for what will be typed.
    const whole = (known ?? new Int32Array(length > few ? Math.ceil(length * 1.05) : length)).subarray(0, length);
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
}

// What the numbers of a declaration are. An end that is 0 says that nothing is there.
/** Its kind, as place in `kinds`. */
export const KIND = 0;
/** Where it begins with the comment in front of it, where it begins, and where it ends. */
export const FROM = 1, BEGIN = 2, TO = 3;
export const NAME = 4, NAME_END = 5, VERSION = 6, VERSION_END = 7, TITLE = 8, TITLE_END = 9;
/** Its first member, and the one behind its last. */
export const FIRST = 10, LAST = 11;
/** The place of the organization that it stands in; -1 where it stands in none. */
export const OWNER = 12;
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
