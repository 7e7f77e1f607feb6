import { t } from '@vscode/l10n';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { editAt } from '../lifecycle/standing.ts';

/** Sets the headers that are copied from the request in the request. */
export function fixHeaderValueOnResponse({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const list = syntaxAt(project, uri, range.start, 'Property')?.value;
    const headers = list?.$type === 'ListValue' ? list.items.filter(item => item.$type === 'ObjectValue') : [];
    const edits = headers.flatMap(({ properties }) => {
        const [type, where] = ['valueType', 'applyTo'].map(name => properties.find(({ key }) => key === name)?.value?.$cstNode);
        return where && type && /^"?Header"?$/.test(type.text) && !/Request/.test(where.text) ? [editAt(project, uri, where.offset, where.end, 'Request')] : [];
    });
    return edits.length === 0 ? [] : [{ title: t('Set the header in the request'), edits }];
}
