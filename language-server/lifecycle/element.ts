import { t } from '@vscode/l10n';
import type * as ast from '../../language/generated/ast.ts';
import { organizationOf } from '../../language/declarations.ts';
import type { Entry } from '../../language/entry.ts';
import type { DeclarationOf } from '../../language/project-index.ts';
import type { Project } from '../../language/project.ts';
import { nearestName } from '../../project/suggestion.ts';
import { refuse, type Affected, type Element, type ElementKind, type LifecycleRefusal } from './change.ts';

/** A declaration of one kind with its syntax. */
export interface Declared<K extends ElementKind> { kind: K; key: string; entry: Entry<DeclarationOf<K>>; declaration: DeclarationOf<K>; node: NodeOf[K] }
interface NodeOf { plan: ast.Plan; api: ast.Api; client: ast.Client }
export type AnyDeclared = { [K in ElementKind]: Declared<K> }[ElementKind];

/** The one declaration that somebody means by its key, of the kinds that an action is about. */
export function findElement(project: Project, key: string, kinds: readonly ElementKind[], wanted?: ElementKind): AnyDeclared | LifecycleRefusal {
    const found = (wanted ? [wanted] : allKinds).flatMap((kind): AnyDeclared[] => declaredAs(project, kind, key) as AnyDeclared[]);
    const fitting = found.filter(({ kind }) => kinds.includes(kind));
    const present = [...new Set((fitting.length > 0 ? fitting : found).map(({ kind }) => kind))];
    const [only] = fitting;
    if (!only) {
        return present.length > 0
            ? refuse(t('{0} is {1}, and this is done to {2} only.', key, bothOf(present.map(oneOf)), bothOf(kinds.map(allOf))), 'usage')
            : refuse(unknown(project, key, wanted ? [wanted] : kinds), 'usage');
    }
    if (present.length > 1) return refuse(t('{0} is {1}. Say which one is meant: {2}, or {3}.', key, bothOf(present.map(oneOf)), present.slice(0, -1).map(kind => `--kind ${kind}`).join(', '), `--kind ${present.at(-1)}`), 'usage');
    if (fitting.length > 1) {
        const places = fitting.map(({ entry }) => `${nameOf(entry.uri)}:${(entry.sites['name']?.start.line ?? 0) + 1}`);
        return refuse(fitting.length === 2 ? t('{0} is declared twice ({1}): keep one of them first.', key, places.join(', ')) : t('{0} is declared {1} times ({2}): keep one of them first.', key, fitting.length, places.join(', ')));
    }
    return only;
}

/** The contracts with an API, of all clients or of those that are not retired. */
export function contractsWith(project: Project, api: string, { retired }: { retired: boolean }): { client: Declared<'client'>; contract: ast.Contract; plan: string }[] {
    return [...project.index.consumers(api)].sort().flatMap(key => declaredAs(project, 'client', key)).filter(({ declaration }) => retired || !declaration.retired).flatMap(client => {
        const nodes = client.node.members.filter(member => member.$type === 'Contract');
        return client.declaration.contracts.flatMap(({ api: named, plan }, index) => {
            const contract = nodes[index];
            return named === api && contract ? [{ client, contract, plan }] : [];
        });
    });
}

export function affectedBy(contracts: readonly { client: string; api: string; plan: string }[]): Affected {
    const clients = [...new Set(contracts.map(({ client }) => client))].sort();
    return { contracts, clients, organizations: [...new Set(clients.map(organizationOf))].sort() };
}

export function elementOf({ kind, key }: AnyDeclared): Element {
    return { kind, key };
}

const allKinds: readonly ElementKind[] = ['plan', 'api', 'client'];

function declaredAs<K extends ElementKind>(project: Project, kind: K, key: string): Declared<K>[] {
    return project.index.entries(kind, key).flatMap(entry => entry.node ? [{ kind, key, entry, declaration: entry.declaration, node: entry.node as unknown as NodeOf[K] }] : []);
}

function unknown(project: Project, key: string, kinds: readonly ElementKind[]): string {
    const known = kinds.flatMap(kind => [...project.index.keys(kind)]).sort();
    const versions = known.filter(candidate => candidate.startsWith(`${key.replace(/@.*/, '')}@`) || candidate.endsWith(`/${key}`));
    const nearest = nearestName(key, known);
    const hint = versions.length > 0 ? t('Declared: {0}.', [...new Set(versions)].join(', '))
        : nearest !== undefined ? t('Did you mean {0}?', nearest) : known.length > 0 && known.length <= 20 ? t('Declared: {0}.', [...new Set(known)].join(', ')) : t('Name it as Organization/Name@version.');
    const words = kinds.map(kind => ({ plan: t('plan'), api: t('API'), client: t('client') })[kind]);
    return t('There is no {0} {1} in this project. {2}', words.length > 1 ? t('{0} or {1}', words.slice(0, -1).join(', '), words.at(-1) ?? '') : words.join(''), key, hint);
}

function oneOf(kind: ElementKind): string {
    return { plan: t('a plan'), api: t('an API'), client: t('a client') }[kind];
}

function allOf(kind: ElementKind): string {
    return { plan: t('plans'), api: t('APIs'), client: t('clients') }[kind];
}

function bothOf(words: readonly string[]): string {
    return words.length > 1 ? t('{0} and {1}', words.slice(0, -1).join(', '), words.at(-1) ?? '') : words.join('');
}

function nameOf(uri: string): string {
    return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
