import { t } from '@vscode/l10n';
import { GrammarUtils } from 'langium';
import type { Project } from '../../language/project.ts';
import { refuse, type LifecycleChange, type LifecycleRefusal } from './change.ts';
import { affectedBy, type AnyDeclared } from './element.ts';
import { editAt, eolOf, indentAt, linesOf, nextPiece, standingOf, type Standing } from './standing.ts';

/** Copies the declaration behind itself with another version: a plan that can still be changed unless it is to be `locked`, an API as a draft, a client that is wanted. */
export function newVersion(project: Project, element: AnyDeclared, version: string | undefined, { locked = false } = {}): LifecycleChange | LifecycleRefusal {
    const { kind, key, entry, node, declaration: { organization, name } } = element;
    if (version === undefined || !isVersion(version)) return refuse(noVersion(version ?? ''), 'usage');
    const made = `${organization}/${name}@${version}`;
    if (project.index.find(kind, made)) return refuse(t('{0} is declared already. Choose another version.', made));
    const standing = standingOf(project, entry.uri, node);
    const adjective = GrammarUtils.findNodeForProperty(node.$cstNode, { plan: 'locked', api: 'state', client: 'retired' }[kind]);
    const written = GrammarUtils.findNodeForProperty(node.$cstNode, 'version');
    const changes = [
        ...(adjective && !locked ? [{ start: adjective.offset, end: nextPiece(project, standing.text, adjective.end), text: '' }] : []),
        ...(written ? [{ start: written.offset, end: written.end, text: `@${version}` }] : [])
    ];
    return {
        kind: 'change', action: 'new-version', element: { kind, key: made }, cuts: [],
        edits: [editAt(project, entry.uri, standing.to, standing.to, separatorOf(standing) + copyOf(standing, changes))],
        summary: { plan: t('{0} is made from {1}, not locked.', made, key), api: t('{0} is made from {1}, as a draft.', made, key), client: t('{0} is made from {1}.', made, key) }[kind],
        notes: {
            plan: [t('Change it, lock it, and let an API offer it.')], api: [t('Change it, then publish it: apim publish {0}', made)],
            client: [t('It gets an API key of its own when it is registered. Contracts that take an approval wait for one of their own.')]
        }[kind],
        affected: affectedBy([]), registers: kind === 'client' ? [{ kind, key: made }] : [], needs: [{ action: 'make versions', organization }]
    };
}

export function isVersion(text: string): boolean {
    return /^[A-Za-z0-9_.-]+$/.test(text) && !/^\.\.?$/.test(text);
}

export function noVersion(text: string): string {
    return t("'{0}' is no version: it stands in URLs, and takes letters, digits, '_', '.' and '-', such as 2.0.", text);
}

/** As much space as the declaration keeps to its neighbours: a line of its own, and a blank one where it spans several or has one around it. */
function separatorOf(standing: Standing): string {
    const { text, from, to, before, after } = standing;
    if (!linesOf(standing).begins) return ' ';
    const eol = eolOf(text);
    const hasBlank = [text.slice(before, from), text.slice(to, after)].some(gap => gap.split('\n').length > 2);
    return eol + (hasBlank || text.slice(from, to).includes('\n') ? eol : '') + indentAt(text, from);
}

/** The declaration with the comments in front of it; the one behind it spoke of the old version. */
function copyOf({ text, from, end }: Standing, changes: readonly { start: number; end: number; text: string }[]): string {
    let [copy, reached] = ['', from];
    for (const change of changes) {
        copy += text.slice(reached, change.start) + change.text;
        reached = change.end;
    }
    return copy + text.slice(reached, end);
}
