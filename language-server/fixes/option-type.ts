import { t } from '@vscode/l10n';
import type { TypeExpression } from '../../language/declarations.ts';
import { valueOf } from '../../language/extraction.ts';
import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { declaredOption, innermost } from '../features/option-at.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Takes the value whose name is near, or the one that was meant in the form that the type wants: a text in quotes, a number or a boolean without. */
export function fixOptionType(problem: Problem): Fix[] {
    const property = syntaxAt(problem.project, problem.uri, problem.diagnostic.range.start, 'Property');
    const option = property && declaredOption(problem.project, property)?.option;
    return option ? valueFixes(problem, option.type) : [];
}

/** What the value at a finding was meant to be, by its type. */
export function valueFixes(problem: Problem, expected: TypeExpression): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const node = syntaxAt(project, uri, range.start, 'StringValue', 'RawValue', 'NumberValue', 'BooleanValue', 'SymbolValue');
    const text = node?.$cstNode?.text;
    if (!node || text === undefined) return [];
    const type = innermost(expected);
    const bare = text.replaceAll(/^["']|["']$/g, '');
    const write = (written: string, preferred = true) => written === text ? [] : [replace({ ...problem, diagnostic: { ...problem.diagnostic, range: node.$cstNode?.range ?? range } }, t('Write {0}', written), written, preferred)];
    if (type.kind === 'enumeration') {
        const meant = nearestName(bare, type.values.map(String)) ?? type.values.map(String).find(value => stemOf(value) === stemOf(bare));
        return meant === undefined ? [] : write(/^[A-Za-z_][\w.-]*$/.test(meant) || typeof type.values[0] === 'number' ? meant : `"${meant}"`);
    }
    if (type.kind !== 'basic') return [];
    if (type.name === 'boolean') return /^(true|yes|on|1)$/i.test(bare) ? write('true') : /^(false|no|off|0)$/i.test(bare) ? write('false') : [];
    const isNumber = /^-?\d+(\.\d+)?[A-Za-z]*$/.test(bare);
    if (['integer', 'number', 'bytes', 'seconds', 'milliseconds'].includes(type.name)) {
        const number = Number(/^-?\d+(\.\d+)?/.exec(bare)?.[0]);
        const isOutside = !(number >= (type.min ?? -Infinity) && number <= (type.max ?? Infinity));
        return !isNumber ? [] : isOutside && text === bare && /\d$/.test(bare) ? write(String(Math.min(Math.max(number, type.min ?? number), type.max ?? number)), false) : write(bare);
    }
    return valueOf(node).kind === 'symbol' || node.$type === 'NumberValue' || node.$type === 'BooleanValue' ? write(type.name === 'regex' ? `'${text}'` : `"${text}"`) : [];
}

/** `Daily`, `days` and `per day` all mean `Day`. */
function stemOf(word: string): string {
    return word.toLowerCase().replace(/^per\s*/, '').replace(/ily$/, 'y').replace(/ly$|s$/, '');
}
