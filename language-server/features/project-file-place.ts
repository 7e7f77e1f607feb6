import type { Position, Range } from '../../language/declarations.ts';

/** Where a position stands in an `apim.yaml`, also in one that cannot be parsed at the moment: by indentation and brackets. */
export interface ProjectFilePlace {
    /** Keys from the outermost in, `0` for an item of a list: of what the position is in, the key of its own line not included. */
    path: (string | 0)[];
    /** The key of the line where the position is on its value. */
    key: string | undefined;
    /** The word at the position. */
    word: string;
    range: Range;
    /** Keys that stand beside it already. */
    siblings: ReadonlySet<string>;
}

/** A key, or the dash of a list item, with its column. */
interface Step { column: number; name: string | 0 }

export function placeAt(text: string, { line, character }: Position): ProjectFilePlace {
    const lines = text.split(/\r?\n/);
    const before = (lines[line] ?? '').slice(0, character);
    const flow = openBrackets(before);
    const start = flow.at(-1)?.end ?? 0;
    const written = before.slice(start);
    const [, dashes = '', keyText, rest = ''] = /^((?:\s*-\s+)*\s*)(?:(["']?[\w.@/-]+["']?)\s*:(?:\s+|$))?(.*)$/.exec(written.slice(written.lastIndexOf(',') + 1)) ?? [];
    const word = /[\w./@-]*$/.exec(rest)?.[0] ?? '';
    const after = /^[\w./@-]*/.exec((lines[line] ?? '').slice(character))?.[0] ?? '';
    const own: Step[] = flow.length === 0 ? stepsOf(before) : stepsOf(before.slice(0, flow[0]?.start ?? 0));
    const key = keyText === undefined ? undefined : unquoted(keyText);
    // What is being written is no step yet, and a key whose value is being written is none either.
    const around = flow.length === 0 && (key !== undefined) ? own.slice(0, -1) : own;
    const column = flow.length === 0 ? dashes.length + (around.at(-1)?.name === 0 ? 0 : start) : Infinity;
    const block = flow.length === 0 ? above(lines, line, around, column) : above(lines, line, own, own[0]?.column ?? 0);
    return {
        path: [...block, ...flow.flatMap(({ steps }) => steps)], key, word,
        range: { start: { line, character: character - word.length }, end: { line, character: character + after.length } },
        siblings: flow.length === 0 ? blockSiblings(lines, line, column, around.at(-1)?.name === 0) : flowSiblings(written)
    };
}

/** The path of the lines above: the nearest line that is less indented is what a line is in. */
function above(lines: readonly string[], line: number, own: readonly Step[], column: number): (string | 0)[] {
    const path = own.map(({ name }) => name);
    let indent = own[0]?.column ?? column;
    let isItem = own[0]?.name === 0;
    for (let index = line - 1; index >= 0 && (indent > 0 || isItem); index--) {
        for (const step of stepsOf(lines[index] ?? '').reverse()) {
            // A list may stand in the column of the key that it belongs to.
            const isAround = step.column < indent || (isItem && step.name !== 0 && step.column === indent);
            if (!isAround) continue;
            path.unshift(step.name);
            indent = step.column;
            isItem = step.name === 0;
        }
    }
    return path;
}

function stepsOf(line: string): Step[] {
    const steps: Step[] = [];
    const [, spaces = '', dashes = ''] = /^(\s*)((?:-\s+)*)/.exec(line) ?? [];
    for (const match of dashes.matchAll(/-/g)) steps.push({ column: spaces.length + match.index, name: 0 });
    const column = spaces.length + dashes.length;
    const [, key] = /^(["']?[\w.@/-]+["']?)\s*:(?:\s|$)/.exec(line.slice(column)) ?? [];
    if (key !== undefined) steps.push({ column, name: unquoted(key) });
    return steps;
}

/** The brackets that are open at the end of a line, each with the steps that lead into it. */
function openBrackets(before: string): { start: number; end: number; steps: (string | 0)[] }[] {
    const open: { start: number; end: number; steps: (string | 0)[] }[] = [];
    let segment = 0;
    for (const { 0: token, index } of before.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[{}[\],]/g)) {
        if (token === '{' || token === '[') {
            const [, key] = /(["']?[\w.@/-]+["']?)\s*:\s*$/.exec(before.slice(segment, index)) ?? [];
            // The key of a bracket in block style is a step of its line; inside brackets nobody else says it.
            const steps: (string | 0)[] = key === undefined || open.length === 0 ? [] : [unquoted(key)];
            open.push({ start: index, end: index + 1, steps: [...steps, ...(token === '[' ? [0 as const] : [])] });
            segment = index + 1;
        } else if (token === '}' || token === ']') {
            open.pop();
        } else if (token === ',') {
            segment = index + 1;
        }
    }
    return open;
}

/** `isItem`: the line begins an item of a list, so that what is above belongs to another one. */
function blockSiblings(lines: readonly string[], line: number, column: number, isItem: boolean): Set<string> {
    const siblings = new Set<string>();
    for (const direction of isItem ? [1] : [-1, 1]) {
        for (let index = line + direction; index >= 0 && index < lines.length; index += direction) {
            const steps = stepsOf(lines[index] ?? '');
            const key = steps.find(({ name }) => name !== 0);
            if (/^\s*(#.*)?$/.test(lines[index] ?? '')) continue;
            if (!key || key.column < column || (direction === 1 && steps[0]?.name === 0 && (steps[0].column < column))) break;
            if (key.column === column && typeof key.name === 'string') siblings.add(key.name);
            if (direction === -1 && steps[0]?.name === 0 && steps[0].column < column) break;
        }
    }
    return siblings;
}

function flowSiblings(written: string): Set<string> {
    return new Set([...written.matchAll(/(["']?[\w.@/-]+["']?)\s*:/g)].map(([, key = '']) => unquoted(key)));
}

function unquoted(text: string): string {
    return text.replaceAll(/^["']|["']$/g, '');
}
