import { replace, type Fix, type Problem } from '../features/fix.ts';
import { declaredOption, innermost } from '../features/option-at.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** The units of each measure, as they are written; the fix proposes each of them behind the number. */
const units: Record<string, readonly string[]> = { bytes: ['B', 'KB', 'MB', 'GB'], milliseconds: ['ms', 's', 'min', 'h', 'd'], seconds: ['s', 'min', 'h', 'd'] };

/** Writes the number with a unit of the right kind; with the one that was meant, where only its case was wrong. */
export function fixUnitMismatch(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const node = syntaxAt(project, uri, range.start, 'NumberValue');
    const property = node && syntaxAt(project, uri, range.start, 'Property');
    const type = property && declaredOption(project, property)?.option?.type;
    const [, number, unit = ''] = /^(-?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(node?.$cstNode?.text ?? '') ?? [];
    const inner = type && innermost(type);
    if (number === undefined || inner?.kind !== 'basic') return [];
    const known = units[inner.name] ?? [''];
    const meant = known.find(one => one.toLowerCase() === unit.toLowerCase());
    return (meant === undefined ? known : [meant]).map(one => replace(problem, `Write ${number}${one}`, `${number}${one}`, known.length === 1 || meant !== undefined));
}
