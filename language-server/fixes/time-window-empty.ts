import { t } from '@vscode/l10n';
import type * as ast from '../../language/generated/ast.ts';
import type { Edit, Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { editAt } from '../lifecycle/standing.ts';

/** A window over midnight becomes two, one on each side of it. */
export function fixTimeWindowEmpty({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const rules = syntaxAt(project, uri, range.start, 'Property')?.value;
    const windows = rules?.$type === 'ListValue' ? rules.items.filter(item => item.$type === 'ObjectValue') : [];
    const edits = windows.flatMap((window): Edit[] => {
        const [syntax, start, end] = [window.$cstNode, textAt(window, 'timeStart'), textAt(window, 'timeEnd')];
        if (!syntax || !start || !end || start.text < end.text) return [];
        const copy = (place: { offset: number; end: number }, text: string) => `${syntax.text.slice(0, place.offset - syntax.offset)}${text}${syntax.text.slice(place.end - syntax.offset)}`;
        return [editAt(project, uri, syntax.offset, syntax.end, `${copy(end, '"23:59:59"')}, ${copy(start, '"00:00:00"')}`)];
    });
    return edits.length === 0 ? [] : [{ title: t('Make two windows of the one over midnight'), edits, preferred: true }];
}

function textAt(window: ast.ObjectValue, name: string) {
    const syntax = window.properties.find(({ key }) => key === name)?.value?.$cstNode;
    return syntax && { offset: syntax.offset, end: syntax.end, text: syntax.text };
}
