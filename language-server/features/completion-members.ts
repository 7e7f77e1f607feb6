import { t } from '@vscode/l10n';
import type { AttributeOwner } from '../../language/attributes.ts';
import type { Project } from '../../language/project.ts';
import type { BlockKind } from './completion-blocks.ts';
import type { CompletionContext } from './completion-context.ts';
import { keyword, type Proposal } from './completion-item.ts';
import { optionNames } from './completion-options.ts';

/** What can be declared in a body: the words that begin it, and attributes that are not set yet. */
export function members(project: Project, context: CompletionContext): Proposal[] {
    const kind = context.blocks.at(-1)?.kind ?? 'document';
    const attributes = kind in project.language.attributes ? optionNames(project, context) : [];
    return [...attributes, ...words[kind]?.() ?? []];
}

/** What can follow an adjective such as `published`. */
export function afterAdjective({ blocks }: CompletionContext, adjective: string): Proposal[] {
    const kind = blocks.at(-1)?.kind;
    if (kind === 'document') return adjective === 'secret' ? [keyword('parameter', 'parameter ${1:name}', t('a value that stands in no file'))] : [];
    switch (adjective) {
        case 'locked': return [keyword('plan', plan, t('a plan that APIs can offer'))];
        case 'published': return [keyword('private api', `private ${privateApi}`, t('called with a contract')), keyword('public api', `public ${publicApi}`, t('called by everyone'), 2)];
        case 'retired': return [keyword('api', 'api ${1:Name}@${2:1.0}', t('an API that left the gateway')), keyword('client', 'client ${1:Name}@${2:1.0}', t('a client that left the gateway'), 2)];
        case 'private': return [keyword('api', privateApi, t('called with a contract'))];
        case 'public': return [keyword('api', publicApi, t('called by everyone'))];
        default: return [];
    }
}

/** The two members that every policy type may have. */
export function policyTypeMembers({ tokens, keysBehind }: CompletionContext): Proposal[] {
    const written = new Set([...tokens.map(({ image }) => image), ...keysBehind]);
    return [
        keyword('implementation', "implementation: '${1:class:com.example.Policy}'", t('the class or plugin that the gateway runs')),
        keyword('authenticates', 'authenticates: true', t('it refuses callers that it does not know'), 2)
    ].filter(({ label }) => !written.has(label));
}

const plan = 'plan ${1:Gold}@${2:1.0} {\n  policy $0\n}';
const privateApi = 'api ${1:Name}@${2:1.0} "${3:Title}" {\n  endpoint: "${4:https://api.example}"\n  offers $0\n}';
const publicApi = 'api ${1:Name}@${2:1.0} "${3:Title}" {\n  endpoint: "${4:https://api.example}"\n  $0\n}';

const policy = () => keyword('policy', 'policy ', t('a policy, run in the order of writing'), 3);
const use = () => keyword('use', 'use ', t('the policies of a set'), 4);

const words: Partial<Record<BlockKind, () => readonly Proposal[]>> = {
    document: () => [
        keyword('organization', 'organization ${1:Name} "${2:Title}" {\n  $0\n}', t('who owns plans, APIs and clients')),
        keyword('parameter', 'parameter ${1:name}: ${2|string,url,integer,boolean,seconds,bytes|} = $0', t('a value that differs between environments'), 2),
        keyword('secret parameter', 'secret parameter ${1:name}', t('a value that stands in no file'), 2),
        keyword('policies', 'policies ${1:Name} {\n  policy $0\n}', t('a set of policies to use in several places'), 3),
        keyword('policy type', "policy type ${1:Name} \"${2:Title}\" : ${3|security,limiting,modification,other|} {\n  implementation: '${4:class:com.example.Policy}'\n\n  $0\n}", t('a policy that the gateway has as a plugin'), 3)
    ],
    organization: () => [
        keyword('locked plan', `locked ${plan}`, t('a plan that APIs can offer')),
        keyword('plan', plan, t('a draft of a plan'), 3),
        keyword('published private api', `published private ${privateApi}`, t('called with a contract'), 2),
        keyword('published public api', `published public ${publicApi}`, t('called by everyone'), 2),
        keyword('api', privateApi, t('a draft of an API'), 3),
        keyword('client', 'client ${1:Name}@${2:1.0} "${3:Title}" {\n  contract $0\n}', t('what calls APIs by contracts'), 2),
        keyword('retired api', 'retired api ${1:Name}@${2:1.0}', t('an API that left the gateway'), 4),
        keyword('retired client', 'retired client ${1:Name}@${2:1.0}', t('a client that left the gateway'), 4),
        keyword('member', 'member "${1:user@example.org}" as ${2|editor,viewer,manager|}', t('who may see and change what the organization owns'), 4),
        keyword('policies', 'policies ${1:Name} {\n  policy $0\n}', t('a set of policies to use in several places'), 4)
    ],
    plan: () => [policy(), use()],
    // Behind the endpoint, and before what the API may say of itself.
    api: () => [{ ...keyword('offers', 'offers ', t('a plan that clients can choose'), 1), order: 0 }, policy(), use()],
    client: () => [keyword('contract', 'contract ', t('the right to call an API through one of its plans'), 0), policy(), use()],
    policies: () => [policy(), use()]
} satisfies Partial<Record<BlockKind | AttributeOwner, () => readonly Proposal[]>>;
