import { t } from '@vscode/l10n';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { editAt } from '../lifecycle/standing.ts';

/** Calls the back end by https, at the same place. */
export function fixInsecureBackendBasicAuth({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const api = syntaxAt(project, uri, range.start, 'Api');
    const endpoint = api?.members.find(member => member.$type === 'Property' && member.key === 'endpoint');
    const syntax = endpoint?.$type === 'Property' ? endpoint.value?.$cstNode : undefined;
    const scheme = syntax && /^["']http(?=:)/i.exec(syntax.text)?.[0].length;
    return syntax && scheme ? [{ title: t('Call the back end by https'), edits: [editAt(project, uri, syntax.offset + scheme, syntax.offset + scheme, 's')] }] : [];
}
