import { t } from '@vscode/l10n';
import { identityOf } from '../../language/declarations.ts';
import { referenceKey } from '../../language/extraction.ts';
import type * as ast from '../../language/generated/ast.ts';
import { meantKey } from '../../language/meant-key.ts';
import type { Project } from '../../language/project.ts';
import { nearestName } from '../../project/suggestion.ts';
import { append, replace, type Fix, type Problem } from '../features/fix.ts';
import { frameOf, syntaxAt } from '../features/syntax-at.ts';
import { writtenKey, writtenName } from '../features/written-name.ts';
import { insertInto } from '../lifecycle/insertion.ts';

/** Takes the declaration whose name is near, or makes the one that is missing. */
export function fixUnresolvedReference(problem: Problem): Fix[] {
    const { project, uri, diagnostic } = problem;
    const node = syntaxAt(project, uri, diagnostic.range.start, 'QualifiedReference', 'PolicySetUse');
    if (!node) return [];
    if (node.$type === 'PolicySetUse') {
        const meant = nearestName(node.set, [...project.index.keys('policies')]);
        return meant === undefined ? [] : [replace(problem, t("Use '{0}'", meant), writtenName(meant))];
    }
    const own = syntaxAt(project, uri, diagnostic.range.start, 'Organization')?.name;
    const key = referenceKey(node, own ?? '');
    const meant = meantKey(project.index, kindOf(node), key);
    const written = meant === undefined ? '' : writtenKey(meant, node.organization === undefined ? own : undefined);
    return [...meant === undefined ? [] : [replace(problem, t("Use '{0}'", written), written)], ...key === '' ? [] : [created(problem, node, key)]];
}

function kindOf(reference: ast.QualifiedReference): 'api' | 'plan' | 'client' {
    if (reference.$container.$type === 'Contract') return 'api';
    return reference.$containerProperty === 'plan' ? 'plan' : 'client';
}

/** Writes the declaration into its organization, or an organization with it. */
function created(problem: Problem, node: ast.QualifiedReference, key: string): Fix {
    const { project } = problem;
    const { organization, name, version } = identityOf(key);
    const kind = kindOf(node);
    const declaration = declarationOf(project, kind, organization, `${writtenName(name)}@${version}`, node);
    const holder = project.index.entries('organization', organization).at(-1);
    const body = holder && frameOf(project, holder);
    const edit = holder && body ? insertInto(project, holder.uri, body, declaration) : append(problem, `\norganization ${writtenName(organization)} {\n  ${declaration}\n}`);
    return { title: createTitle(kind, key), edits: [edit] };
}

function createTitle(kind: 'api' | 'plan' | 'client', key: string): string {
    switch (kind) {
        case 'api': return t("Create API '{0}'", key);
        case 'plan': return t("Create plan '{0}'", key);
        case 'client': return t("Create client '{0}'", key);
    }
}

/** What can be used at once: a plan that is locked, an API that is published through the plan of the contract. Its limits and its address are for the user to set. */
function declarationOf(project: Project, kind: 'api' | 'plan' | 'client', organization: string, name: string, node: ast.QualifiedReference): string {
    switch (kind) {
        case 'client': return `client ${name}`;
        case 'plan': return [`locked plan ${name} {`, '    policy RateLimiting { limit: 1000, granularity: Client, period: Day }', '  }'].join('\n');
        case 'api': {
            const via = node.$container.$type === 'Contract' ? node.$container.plan?.name : undefined;
            const offered = [...project.index.keys('plan')].filter(plan => via !== undefined && plan.startsWith(`${organization}/${via}@`) && project.index.find('plan', plan)?.locked).sort().at(-1);
            const offers = offered === undefined ? [] : [`    offers ${writtenKey(offered, organization)}`];
            return [`published private api ${name} {`, '    endpoint: "https://backend.example"', ...offers, '  }'].join('\n');
        }
    }
}
