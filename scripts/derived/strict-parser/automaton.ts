import { DFA, JS, NFA, visitAst } from 'refa';

/** A token, and how it is written: a pattern, or these very characters. */
export interface Pattern { kind: number; name: string; written: RegExp | string }

/** Reads a token by one step a character: from state 1, by the class of each character, until it comes to state 0. */
export interface Automaton {
    /** Where in the order of characters another class begins, and which. */
    classes: [character: number, number: number][];
    classCount: number;
    states: State[];
}

/** The kind of what was read so far (0 where that is no token), and the next state by class of character. */
interface State { kind: number; next: number[] }

type Node = DFA.ReadonlyNode | undefined;
interface Reader { pattern: Pattern; dfa: DFA; endsAtOnce: boolean }

/** The automaton that tries these patterns side by side. Of those that fit it takes the one that reads furthest, of two the first. */
export function automatonOf(patterns: readonly Pattern[]): Automaton {
    const readers = patterns.map(readerOf);
    const identities = new Map(readers.flatMap(({ dfa }) => [...dfa.nodes()]).map((node, index): [Node, number] => [node, index]));
    const keyOf = (nodes: readonly Node[]) => nodes.map(node => identities.get(node) ?? '').join();
    const { classes, characters } = classesOf(readers, keyOf);
    const dead: Node[] = readers.map(() => undefined);
    const found = new Map<string, { nodes: readonly Node[]; number: number }>();
    const numberOf = (nodes: readonly Node[]): number => {
        const known = found.get(keyOf(nodes)) ?? { nodes, number: found.size };
        found.set(keyOf(nodes), known);
        return known.number;
    };
    numberOf(dead);
    numberOf(readers.map(({ dfa }) => dfa.initial));
    const states: State[] = [];
    // What is found on the way is visited as well.
    for (const { nodes } of found.values()) {
        states.push({ kind: kindOf(readers, nodes), next: characters.map(character => numberOf(nodes.map((node, index) => node && step(readers[index]!, node, character)))) });
    }
    return { classes, classCount: characters.length, states };
}

function readerOf(pattern: Pattern): Reader {
    const { written } = pattern;
    const maxCharacter = 0xFFFF;
    if (typeof written === 'string') return { pattern, dfa: DFA.fromWords([Array.from(written, character => character.charCodeAt(0))], { maxCharacter }), endsAtOnce: true };
    const { expression } = JS.Parser.fromLiteral(written).parse();
    const dfa = DFA.fromFA(NFA.fromRegex(expression, { maxCharacter }));
    dfa.minimize();
    // A lazy pattern reads as little as it can, any other as much.
    let endsAtOnce = false;
    visitAst(expression, { onQuantifierEnter: ({ lazy }) => { endsAtOnce ||= lazy; } });
    return { pattern, dfa, endsAtOnce };
}

function step({ dfa, endsAtOnce }: Reader, node: DFA.ReadonlyNode, character: number): Node {
    return endsAtOnce && dfa.finals.has(node as DFA.Node) ? undefined : node.out.get(character);
}

/** The first pattern that fits is what Langium takes, whatever a later one could read; a keyword gives way to a terminal that reads further. */
function kindOf(readers: readonly Reader[], nodes: readonly Node[]): number {
    const first = nodes.findIndex((node, index) => node && readers[index]!.dfa.finals.has(node as DFA.Node));
    if (first < 0) return 0;
    const { kind, name, written } = readers[first]!.pattern;
    const later = readers.find((reader, index) => index > first && typeof written !== 'string' && nodes[index] && nodes[index].out.size > 0);
    if (later) throw new Error(`${later.pattern.name} could read further than ${name}, which Langium takes first: an automaton that takes the longest would be wrong.`);
    return kind;
}

/** Characters that no pattern tells from each other are of one class; a character of each. */
function classesOf(readers: readonly Reader[], keyOf: (nodes: readonly Node[]) => string): { classes: [number, number][]; characters: number[] } {
    const nodes = readers.flatMap(reader => [...reader.dfa.nodes()].map(node => ({ reader, node })));
    const borders = new Set([0, ...nodes.flatMap(({ node }) => [...node.out.keys()].flatMap(({ min, max }) => [min, max + 1]))]);
    borders.delete(0x10000);
    const numbers = new Map<string, { number: number; character: number }>();
    const classes = [...borders].toSorted((a, b) => a - b).map((character): [number, number] => {
        const key = keyOf(nodes.map(({ reader, node }) => step(reader, node, character)));
        const known = numbers.get(key) ?? { number: numbers.size, character };
        numbers.set(key, known);
        return [character, known.number];
    });
    return { classes: classes.filter(([, number], index) => number !== classes[index - 1]?.[1]), characters: [...numbers.values()].map(({ character }) => character) };
}
