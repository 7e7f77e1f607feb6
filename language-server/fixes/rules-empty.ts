import { t } from '@vscode/l10n';
import { optionSkeleton } from '../features/completion-options.ts';
import { editAt } from '../lifecycle/standing.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { declaredOption } from '../features/option-at.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Writes a first item into an empty list, with values to be replaced. */
export function fixRulesEmpty({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const property = syntaxAt(project, uri, range.start, 'Property');
    const syntax = property?.value?.$cstNode;
    const option = property && declaredOption(project, property)?.option;
    if (!option || !syntax || property.value?.$type !== 'ListValue') return [];
    const written = optionSkeleton(option);
    return [{ title: t('Add a first item to {0}', option.name), edits: [editAt(project, uri, syntax.offset, syntax.end, written.slice(written.indexOf('[')))] }];
}
