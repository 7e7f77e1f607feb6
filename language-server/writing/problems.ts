import { t } from '@vscode/l10n';
import { GrammarUtils, type AstNode } from 'langium';
import type { Range } from '../../language/declarations.ts';
import type { Diagnostic, Project } from '../../language/project.ts';
import { isVersion, noVersion } from '../lifecycle/new-version.ts';
import type { Draft, DraftField } from './draft.ts';
import { keyOfDraft, type Unwritable, type Written } from './write.ts';

/** What is wrong with what was chosen, or worth knowing, in the words of the language. */
export interface DraftProblem { field: DraftField; severity: Diagnostic['severity']; message: string; code: string }

/** What no source could hold, or what would be something else than was meant; the rest is for the rules to judge, once it is written. */
export function unwritable(project: Project, draft: Draft): Unwritable | undefined {
    const refuse = (field: DraftField, message: string): Unwritable => ({ kind: 'unwritable', field, message });
    if (draft.kind === 'contract' || draft.kind === 'version') return undefined;
    if (draft.name.trim() === '') return refuse('name', t('A name is missing.'));
    if (/[`\r\n]/.test(draft.name)) return refuse('name', t('A name is one line, and holds no `.'));
    if (draft.kind === 'organization') {
        return project.index.entries('organization', draft.name).length > 0 ? refuse('name', t("Organization '{0}' is declared already.", draft.name)) : undefined;
    }
    if (!isVersion(draft.version)) return refuse('version', noVersion(draft.version));
    if (draft.kind === 'plan') return draft.limit && !/^[\w.]+$/.test(draft.limit.limit) ? refuse('limit', t("'{0}' is no limit: write a number.", draft.limit.limit)) : undefined;
    if (draft.kind === 'client') return undefined;
    if (draft.plan) {
        const inside = unwritable(project, draft.plan);
        if (inside) return { ...inside, field: 'plan' };
        if (!draft.plan.locked) return refuse('plan', t("Plan '{0}' must be locked before an API can use it.", draft.plan.name));
    }
    const names = [...draft.parameter ? [draft.parameter.name] : [], ...draft.signIn?.policy === 'BasicAuthentication' ? [draft.signIn.parameter] : []];
    const odd = names.find(name => !/^[A-Za-z_]\w*$/.test(name));
    if (odd !== undefined) return refuse('parameter', t("'{0}' is no name of a parameter: it takes letters, digits and '_'.", odd));
    if (draft.parameter && project.index.find('parameter', draft.parameter.name)) return refuse('parameter', t("Parameter '{0}' is declared already.", draft.parameter.name));
    return undefined;
}

/** What the rules find in what was written, each at the field that it is about. Hints are left out: they are for the editor. */
export function problemsIn({ project, entry, texts }: Written, draft: Draft): DraftProblem[] {
    const syntax = [...texts.keys()].flatMap(uri => project.files.get(uri)?.syntax ?? []);
    const within = (uri: string, node: AstNode | undefined) => project.diagnostics(uri).filter(({ range }) => node?.$cstNode && isInside(range, node.$cstNode.range));
    const own = within(entry.uri, draft.kind === 'contract' ? contractIn(entry, draft.api) : entry.node).filter(({ code }) => code !== 'syntax' && code !== 'definition-missing');
    const declared = (kind: 'parameter' | 'plan', key: string | undefined) => key === undefined ? [] : project.index.entries(kind, key).flatMap(({ uri, node }) => within(uri, node));
    const along = draft.kind === 'api' ? draft : undefined;
    const shaped = (field: (diagnostic: Diagnostic) => DraftField) => (diagnostic: Diagnostic): DraftProblem => ({ field: field(diagnostic), severity: diagnostic.severity, message: diagnostic.message, code: diagnostic.code });
    return [
        ...syntax.map(({ message, severity, rule }): DraftProblem => ({ field: 'name', severity, message, code: rule })),
        ...own.map(shaped(({ code, range }) => code === 'duplicate-version' ? 'version' : fieldAt(entry.node, draft, range))),
        ...declared('parameter', along?.parameter?.name).map(shaped(() => 'parameter')),
        ...declared('plan', along?.plan && keyOfDraft(along.plan)).map(shaped(() => 'plan'))
    ].filter(({ severity }) => severity !== 'hint');
}

function contractIn({ node, declaration }: Written['entry'], api: string): AstNode | undefined {
    const contracts = node?.$type === 'Client' ? node.members.filter(member => member.$type === 'Contract') : [];
    return declaration.kind === 'client' ? contracts[declaration.contracts.findLastIndex(contract => contract.api === api)] : undefined;
}

function fieldAt(node: AstNode | undefined, draft: Draft, range: Range): DraftField {
    const isAt = (property: string) => {
        const part = GrammarUtils.findNodeForProperty(node?.$cstNode, property);
        return part !== undefined && isInside(range, part.range);
    };
    for (const property of ['name', 'version', 'title'] as const) if (isAt(property)) return property;
    const members: readonly AstNode[] = node && 'members' in node ? node.members as AstNode[] : [];
    const member = members.find(({ $cstNode: syntax }) => syntax && isInside(range, syntax.range));
    switch (member?.$type) {
        case 'Offer': return 'offers';
        case 'Contract': return 'contracts';
        case 'Policy': return draft.kind === 'plan' ? 'limit' : 'signIn';
        case 'Property': {
            const { key } = member as AstNode & { key: string };
            return key === 'endpoint' || key === 'definition' || key === 'description' ? key : 'name';
        }
        default: return 'name';
    }
}

function isInside(inner: Range, outer: Range): boolean {
    const position = ({ line, character }: Range['start']) => line * 1e6 + character;
    return position(inner.start) >= position(outer.start) && position(inner.end) <= position(outer.end);
}
