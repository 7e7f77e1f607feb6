import type { Sequence } from './first-tokens.ts';

/** The functions of a parser that decide, each there once by what it decides. */
export class Decisions {
    readonly #kindOf: (token: string) => number;
    readonly #names = new Map<string, string>();

    constructor(kindOf: (token: string) => number) {
        this.#kindOf = kindOf;
    }

    nameOf(branches: readonly (readonly Sequence[])[]): string {
        const body = decision(branches, this.#kindOf);
        const name = this.#names.get(body) ?? `decide${this.#names.size + 1}`;
        this.#names.set(body, name);
        return name;
    }

    written(): string[] {
        return [...this.#names].map(([body, name]) => `function ${name}(): number {\n${body}\n}`);
    }
}

/**
 * Which of several branches the next two tokens begin, as cases of a `switch`: the number of the branch, counted from 1, 0 for none of them.
 * Where two tokens do not tell, the parser gives up.
 */
function decision(branches: readonly (readonly Sequence[])[], kindOf: (token: string) => number): string {
    const byFirst = Map.groupBy(branches.flatMap((sequences, index) => sequences.map(sequence => ({ sequence, branch: index + 1 }))), ({ sequence }) => sequence[0] ?? '');
    const outcomes = new Map<string, number[]>();
    for (const [first, found] of byFirst) {
        const outcome = outcomeOf(found, kindOf);
        outcomes.set(outcome, [...outcomes.get(outcome) ?? [], kindOf(first)]);
    }
    return `    switch (kind(0)) {\n${cases(outcomes, 8)}\n        default: return 0;\n    }`;
}

function outcomeOf(found: readonly { sequence: Sequence; branch: number }[], kindOf: (token: string) => number): string {
    const branches = new Set(found.map(({ branch }) => branch));
    // One token is all of it: whatever follows belongs to somebody else.
    if (found.some(({ sequence }) => sequence.length === 1)) return branches.size === 1 ? `return ${[...branches].join('')};` : 'return give();';
    const seconds = new Map<string, number[]>();
    for (const [second, both] of Map.groupBy(found, ({ sequence }) => sequence[1] ?? '')) {
        const possible = new Set(both.map(({ branch }) => branch));
        const outcome = possible.size === 1 ? `return ${[...possible].join('')};` : 'return give();';
        seconds.set(outcome, [...seconds.get(outcome) ?? [], kindOf(second)]);
    }
    return `switch (kind(1)) {\n${cases(seconds, 16)}\n                default: return 0;\n            }`;
}

function cases(outcomes: ReadonlyMap<string, readonly number[]>, indent: number): string {
    return [...outcomes].map(([outcome, kinds]) => `${' '.repeat(indent)}${kinds.toSorted((a, b) => a - b).map(kind => `case ${kind}:`).join(' ')} ${outcome}`).join('\n');
}
