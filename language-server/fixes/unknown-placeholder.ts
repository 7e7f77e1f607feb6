import { t } from '@vscode/l10n';
import type { TypeExpression } from '../../language/declarations.ts';
import { printType } from '../../language/type-description.ts';
import { nearestName } from '../../project/suggestion.ts';
import { append, replace, type Fix, type Problem } from '../features/fix.ts';
import { declaredOption, innermost } from '../features/option-at.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { writtenName } from '../features/written-name.ts';

/** Takes the parameter whose name is near, declares one, or leaves the placeholder to the gateway. */
export function fixUnknownPlaceholder(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range, data } } = problem;
    const name = data?.['name'] ?? '';
    const meant = nearestName(name, project.view.parameterNames());
    // The name stands behind `${`; a third character in front of it makes it the gateway's.
    const opening = { line: range.start.line, character: range.start.character - 2 };
    return [
        ...meant === undefined ? [] : [replace(problem, t("Use parameter '{0}'", meant), meant)],
        ...isName(name) ? [{ title: t("Declare parameter '{0}'", name), edits: [append(problem, `parameter ${writtenName(name)}: ${typeFor(problem)}`)] }] : [],
        { title: t("Leave '{0}' to the gateway", `\${${name}}`), edits: [{ uri, range: { start: opening, end: opening }, newText: '$' }] }
    ];
}

function isName(name: string): boolean {
    return /^[A-Za-z0-9_.-]+$/.test(name);
}

/** The type of the option, where the parameter begins its text; a part further on can be any text. */
function typeFor({ project, uri, diagnostic: { range } }: Problem): string {
    const text = syntaxAt(project, uri, range.start, 'StringValue');
    const property = syntaxAt(project, uri, range.start, 'Property');
    const type: TypeExpression | undefined = property && declaredOption(project, property)?.option?.type;
    const begins = text?.$cstNode?.range.start.character === range.start.character - 3;
    const inner = type && innermost(type);
    return begins && inner?.kind === 'basic' ? printType({ kind: 'basic', name: inner.name }) : 'string';
}
