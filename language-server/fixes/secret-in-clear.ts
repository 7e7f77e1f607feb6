import { t } from '@vscode/l10n';
import type { Range } from '../../language/declarations.ts';
import { rangeOf } from '../../language/places.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';
import { append, freeParameterName, replace, type Edit, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { writtenName } from '../features/written-name.ts';

/** Lets a secret parameter stand where the secret was; its value is then given where it is registered. */
export function fixSecretInClear(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const value = syntaxAt(project, uri, range.start, 'StringValue', 'RawValue', 'TextValue', 'NumberValue', 'BooleanValue', 'SymbolValue');
    if (!value) return [];
    if (value.$container.$type === 'Parameter') return makeSecret(uri, value.$container);
    if (value.$type === 'SymbolValue') {
        const [entry] = project.index.entries('parameter', value.name);
        return entry?.node?.$type === 'Parameter' ? makeSecret(entry.uri, entry.node) : [];
    }
    const property = syntaxAt(project, uri, range.start, 'Property');
    if (!property) return [];
    const name = freeParameterName(project, property.key, 'secret');
    const extracted: Fix = {
        title: t("Move it into a secret parameter '{0}'", name), preferred: true,
        edits: [{ uri, range, newText: writtenName(name) }, append(problem, `secret parameter ${writtenName(name)}`)]
    };
    return [extracted, ...secretParameters(project).map(parameter => replace(problem, t("Use secret parameter '{0}'", parameter), writtenName(parameter), false))];
}

/** A parameter with a value in a file becomes a secret one without. */
function makeSecret(uri: string, parameter: ast.Parameter): Fix[] {
    const { start } = rangeOf(parameter);
    const edits: Edit[] = parameter.secret ? [] : [{ uri, range: { start, end: start }, newText: 'secret ' }];
    if (parameter.default) edits.push({ uri, range: defaultOf(parameter), newText: '' });
    return [{ title: parameter.secret ? t("Remove the value of '{0}'", parameter.name) : t("Make '{0}' a secret parameter", parameter.name), edits, preferred: true }];
}

/** ` = value` */
function defaultOf(parameter: ast.Parameter): Range {
    const before = parameter.type ? rangeOf(parameter, 'type') : rangeOf(parameter, 'name');
    return { start: before.end, end: rangeOf(parameter, 'default').end };
}

function secretParameters(project: Project): string[] {
    return [...project.index.keys('parameter')].slice(0, 500).filter(name => project.index.find('parameter', name)?.secret).slice(0, 5);
}
