import type { Sequence } from './first-tokens.ts';

/** What each of several branches can begin with. */
export type Branches = readonly (readonly Sequence[])[];

/** The functions of a parser that decide, each there once by what it decides. */
export class Decisions {
    readonly #kindOf: (token: string) => number;
    readonly #names = new Map<string, string>();

    constructor(kindOf: (token: string) => number) {
        this.#kindOf = kindOf;
    }

    nameOf(branches: Branches): string {
        const body = decision(branches, this.#kindOf);
        const name = this.#names.get(body) ?? `decide${this.#names.size + 1}`;
        this.#names.set(body, name);
        return name;
    }

    written(): string[] {
        return [...this.#names].map(([body, name]) => `function ${name}(): number {\n${body}\n}`);
    }
}

/** As cases of a `switch`: the number of the branch, 0 for none of them. */
function decision(branches: Branches, kindOf: (token: string) => number): string {
    const sequences = branches.flat();
    const outcomes = new Map<string, number[]>();
    for (const first of new Set(sequences.map(([token = '']) => token))) {
        const seconds = new Map<string, number[]>();
        for (const second of new Set(sequences.filter(([token]) => token === first).map(([, token = '']) => token))) {
            const outcome = branchOf(branches, first, second);
            add(seconds, outcome === undefined ? 'return give();' : `return ${outcome};`, second === '' ? 0 : kindOf(second));
        }
        const isOne = sequences.some(sequence => sequence.length === 1 && sequence[0] === first);
        add(outcomes, isOne ? [...seconds.keys()].join('') : `switch (kind(1)) {\n${cases(seconds, 16)}\n                default: return 0;\n            }`, kindOf(first));
    }
    return `    switch (kind(0)) {\n${cases(outcomes, 8)}\n        default: return 0;\n    }`;
}

/**
 * Which of several branches two tokens begin, counted from 1; 0 for none of them, undefined where they do not tell: the parser gives up then.
 * Where one token is all of a branch, whatever follows belongs to somebody else.
 */
export function branchOf(branches: Branches, first: string, second: string): number | undefined {
    const found = branches.flatMap((sequences, index) => sequences.filter(([token]) => token === first).map(sequence => ({ sequence, branch: index + 1 })));
    const fitting = found.some(({ sequence }) => sequence.length === 1) ? found : found.filter(({ sequence }) => sequence[1] === second);
    const possible = new Set(fitting.map(({ branch }) => branch));
    return possible.size > 1 ? undefined : [...possible][0] ?? 0;
}

function add(outcomes: Map<string, number[]>, outcome: string, kind: number): void {
    outcomes.set(outcome, [...outcomes.get(outcome) ?? [], kind]);
}

function cases(outcomes: ReadonlyMap<string, readonly number[]>, indent: number): string {
    return [...outcomes].map(([outcome, kinds]) => `${' '.repeat(indent)}${kinds.toSorted((a, b) => a - b).map(kind => `case ${kind}:`).join(' ')} ${outcome}`).join('\n');
}
