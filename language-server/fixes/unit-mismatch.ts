import { t } from '@vscode/l10n';
import { unitsOf } from '../../language/basic-values.ts';
import { replace, replaceByMeant, type Fix, type Problem } from '../features/fix.ts';
import { declaredOption, innermost } from '../features/option-at.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Writes the number that was meant, or the number with a unit of the right kind; with the one that was meant, where only its case was wrong. */
export function fixUnitMismatch(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range, data } } = problem;
    if (data?.['replacement'] !== undefined) return replaceByMeant(problem);
    const node = syntaxAt(project, uri, range.start, 'NumberValue');
    const property = node && syntaxAt(project, uri, range.start, 'Property');
    const type = property && declaredOption(project, property)?.option?.type;
    const [, number, unit = ''] = /^(-?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(node?.$cstNode?.text ?? '') ?? [];
    const inner = type && innermost(type);
    if (number === undefined || inner?.kind !== 'basic') return [];
    const units = unitsOf(inner.name);
    const known = units.length > 0 ? units : [''];
    const meant = known.find(one => one.toLowerCase() === unit.toLowerCase());
    return (meant === undefined ? known : [meant]).map(one => replace(problem, t('Write {0}', `${number}${one}`), `${number}${one}`, known.length === 1 || meant !== undefined));
}
