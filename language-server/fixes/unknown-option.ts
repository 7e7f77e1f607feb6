import { t } from '@vscode/l10n';
import type { AstNode } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { declaredOption } from '../features/option-at.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Takes the option in the same place whose name is near, unless it is set already. */
export function fixUnknownOption(problem: Problem): Fix[] {
    const property = syntaxAt(problem.project, problem.uri, problem.diagnostic.range.start, 'Property');
    const declared = property && declaredOption(problem.project, property);
    if (!property || !declared) return [];
    const free = declared.siblings.map(({ name }) => name).filter(name => !isSet(property, name));
    const meant = nearestName(property.key, free);
    return meant === undefined ? [] : [replace(problem, t("Write '{0}'", meant), meant)];
}

function isSet({ $container }: ast.Property, name: string): boolean {
    const beside: readonly AstNode[] = 'members' in $container ? $container.members : 'options' in $container ? $container.options : 'attributes' in $container ? $container.attributes : $container.properties;
    return beside.some(node => node.$type === 'Property' && (node as ast.Property).key === name);
}
