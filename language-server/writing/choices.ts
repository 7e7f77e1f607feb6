import { t } from '@vscode/l10n';
import { keyOf, type PlanDeclaration } from '../../language/declarations.ts';
import { effectiveLimits } from '../../language/limits.ts';
import { planName } from '../../language/policy-chain.ts';
import type { Project } from '../../language/project.ts';
import { limitInWords } from '../contract/limit-words.ts';
import { projectElement } from '../lifecycle/project-element.ts';
import type { ProjectElement } from '../protocol/lifecycle.ts';

/** What can be chosen from while something is written, as a person sees it. Everything is in the order of its names. */
export interface WritingChoices {
    /** Those in which the user may write, and how many others there are. */
    organizations: { name: string; title?: string; plans: number; apis: number; clients: number }[];
    otherOrganizations: number;
    /** Files that a new organization can be added to, by path in the project. */
    files: { uri: string; path: string }[];
    plans: PlanChoice[];
    /** APIs that a client can have a contract with. */
    apis: { key: string; title?: string; offers: (PlanChoice & { approval: boolean })[] }[];
    /** Clients that the user may write contracts for. */
    clients: { key: string; title?: string; apis: string[] }[];
    /** Of what another version can be made. */
    elements: ProjectElement[];
    /** Parameters that can be an endpoint, with the value of the active environment. */
    addresses: { name: string; value?: string }[];
    environments: string[];
}

/** `limits` says in words what it allows. */
export interface PlanChoice { key: string; title?: string; locked: boolean; limits: string }

/** `mayWrite` tells whether the user may write in an organization. */
export function choicesOf(project: Project, { mayWrite, relative, environments }: { mayWrite: (organization: string) => boolean; relative: (uri: string) => string; environments: string[] }): WritingChoices {
    const { index } = project;
    const sorted = (kind: 'organization' | 'plan' | 'api' | 'client' | 'parameter') => [...index.keys(kind)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    const organizations = sorted('organization');
    const writable = organizations.filter(mayWrite);
    const count = (kind: 'plan' | 'api' | 'client', organization: string) => new Set([...index.keys(kind)].filter(key => key.startsWith(`${organization}/`)).map(key => key.slice(0, key.lastIndexOf('@')))).size;
    return {
        organizations: writable.map(name => ({
            name, ...titled(index.entries('organization', name).map(({ declaration }) => declaration).find(({ title }) => title !== undefined)?.title),
            plans: count('plan', name), apis: count('api', name), clients: count('client', name)
        })),
        otherOrganizations: organizations.length - writable.length,
        files: [...project.files].filter(([, file]) => file.syntax.length === 0).map(([uri]) => ({ uri, path: relative(uri) })).sort((a, b) => a.path.localeCompare(b.path)),
        plans: sorted('plan').flatMap(key => planChoice(project, key)),
        apis: sorted('api').flatMap(key => {
            const api = index.find('api', key);
            const offers = api?.offers.flatMap(({ plan, approval }) => planChoice(project, plan).map(choice => ({ ...choice, approval }))) ?? [];
            return api?.state === 'published' && api.access === 'private' && offers.length > 0 ? [{ key, ...titled(api.title), offers }] : [];
        }),
        clients: sorted('client').flatMap(key => {
            const client = index.find('client', key);
            return client && !client.retired && mayWrite(client.organization) ? [{ key, ...titled(client.title), apis: client.contracts.map(({ api }) => api) }] : [];
        }),
        elements: (['client', 'api', 'plan'] as const).flatMap(kind => sorted(kind).flatMap(key => {
            const declaration = index.find(kind, key);
            return declaration && mayWrite(declaration.organization) ? [projectElement(declaration)] : [];
        })),
        addresses: sorted('parameter').flatMap(name => {
            const parameter = index.find('parameter', name);
            const value = project.view.parameter(name);
            const isAddress = parameter?.type?.kind === 'basic' && parameter.type.name === 'url';
            return parameter && !parameter.secret && isAddress ? [{ name, ...value.kind === 'value' ? { value: String(value.value) } : {} }] : [];
        }),
        environments
    };
}

function planChoice(project: Project, key: string): PlanChoice[] {
    const plan = project.index.find('plan', key);
    return plan ? [{ key, ...titled(plan.title), locked: plan.locked, limits: limitsOf(project, plan) }] : [];
}

/** `100 per Day, 10485760 bytes per Month` */
function limitsOf(project: Project, plan: PlanDeclaration): string {
    const limits = effectiveLimits(project.view.policyFacts('plan', keyOf(plan))).map(limitInWords);
    return limits.length > 0 ? limits.join(', ') : plan.policies.length > 0 ? noLimit(plan.policies.length) : t('{0} limits nothing', planName(keyOf(plan)));
}

function noLimit(policies: number): string {
    return policies === 1 ? t('1 policy, no limit') : t('{0} policies, no limit', policies);
}

function titled(title: string | undefined): { title?: string } {
    return title === undefined ? {} : { title };
}
