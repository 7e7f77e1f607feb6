import { t } from '@vscode/l10n';
import { CompletionItemKind } from 'vscode-languageserver-protocol';
import { identityOf, type PlanDeclaration } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { planName } from '../../language/policy-chain.ts';
import { nameOf, type Token } from './completion-blocks.ts';
import type { CompletionContext } from './completion-context.ts';
import type { Proposal } from './completion-item.ts';
import { requiredOptions } from './completion-options.ts';
import { writtenKey, writtenName } from './written-name.ts';

/** APIs that a client can have a contract with: published, private and offered through a plan. Inserted together with `via`. */
export function* contractableApis(project: Project, context: CompletionContext): Generator<Proposal> {
    const via = /^\s*via\b/.test(context.rest) ? '' : ' via ';
    const contracted = writtenBehind(context, 'contract');
    for (const key of matching(project.index.keys('api'), context)) {
        const api = project.index.find('api', key);
        if (!api || api.state !== 'published' || api.access !== 'private' || api.offers.length === 0) continue;
        const proposal = reference(key, context);
        if (contracted.has(key)) continue;
        const plans = [...new Set(api.offers.map(({ plan }) => planName(plan)))].join(', ');
        yield {
            ...proposal, kind: CompletionItemKind.Interface, detail: t('{0} via {1}', api.title ?? '', plans).trim(), insert: `${proposal.insert}${via}`,
            ...(via ? { continues: true } : {}), ...descriptionOf(api.attributes)
        };
    }
}

/** The plans that the API of this contract offers; with their version where there are two of one name. */
export function offeredPlans(project: Project, context: CompletionContext, item: readonly Token[]): Proposal[] {
    const via = item.findLastIndex(({ tokenType }) => tokenType.name === 'via');
    const api = project.index.find('api', keyOf(item.slice(1, via), organizationOf(context)));
    const names = (api?.offers ?? []).map(({ plan }) => planName(plan));
    return (api?.offers ?? []).map(({ plan, approval }) => {
        const { name, version } = identityOf(plan);
        const twice = names.filter(other => other === name).length > 1;
        const declared = project.index.find('plan', plan);
        const label = twice ? `${writtenName(name)}@${version}` : writtenName(name);
        return { label, kind: CompletionItemKind.Struct, detail: [...declared ? [summaryOf(declared)] : [], approval ? t('needs approval') : ''].filter(Boolean).join(' · '), rank: 0, ...descriptionOf(declared?.attributes ?? []) };
    });
}

/** Locked plans of the organization that this API does not offer yet. */
export function* offerablePlans(project: Project, context: CompletionContext): Generator<Proposal> {
    const organization = organizationOf(context);
    const offered = writtenBehind(context, 'offers');
    for (const key of matching(project.index.keys('plan'), context)) {
        if (!key.startsWith(`${organization}/`)) continue;
        const plan = project.index.find('plan', key);
        if (!plan?.locked || offered.has(key)) continue;
        yield { ...reference(key, context), kind: CompletionItemKind.Struct, detail: summaryOf(plan), ...descriptionOf(plan.attributes) };
    }
}

/** The title of a plan and what it does. */
function summaryOf({ title, policies }: PlanDeclaration): string {
    return [title, policies.map(policy => policy.kind === 'policy' ? policy.type : policy.set).join(', ')].filter(Boolean).join(' · ');
}

/** Clients that have a contract with this API and are not approved yet. */
export function* approvedClients(project: Project, context: CompletionContext, item: readonly Token[]): Generator<Proposal> {
    const { name = '', version = '' } = context.blocks.findLast(({ kind }) => kind === 'api') ?? {};
    const organization = organizationOf(context);
    const written = new Set(splitAtCommas(item.slice(item.findLastIndex(({ tokenType }) => tokenType.name === 'for') + 1)).map(part => keyOf(part, organization)));
    for (const key of matching(project.index.consumers(`${organization}/${name}@${version}`), context)) {
        if (!written.has(key)) yield { ...reference(key, context), kind: CompletionItemKind.Class };
    }
}

export function* policySets(project: Project, context: CompletionContext): Generator<Proposal> {
    for (const name of matching(project.index.keys('policies'), context)) {
        const set = project.index.find('policies', name);
        yield { label: name, insert: writtenName(name), kind: CompletionItemKind.Module, detail: set?.policies.map(policy => policy.kind === 'policy' ? policy.type : policy.set).join(', ') ?? '' };
    }
}

/** The policy types that ship with apim and those of the project, with the options that they need. */
export function* policyTypes(project: Project, context: CompletionContext): Generator<Proposal> {
    const hasBody = /^\s*\{/.test(context.rest);
    for (const name of matching(project.view.policyTypeNames(), context)) {
        const type = project.view.policyType(name);
        if (!type) continue;
        const options = requiredOptions(type.options);
        const body = hasBody || type.options.length === 0 ? '' : options ? ` { ${options} }` : ' { $0 }';
        yield {
            label: name, kind: CompletionItemKind.Class, detail: `${type.title ?? name} · ${type.category}`, insert: `${writtenName(name)}${body}`, ...(body ? { snippet: true } : {}),
            ...(type.documentation ? { documentation: type.documentation } : {})
        };
    }
}

/** The keys that contain what was typed, its characters in this order. */
function* matching(keys: Iterable<string>, { typed }: CompletionContext): Generator<string> {
    const wanted = typed.replaceAll('`', '').toLowerCase();
    for (const key of keys) {
        if (wanted === '' || isSubsequence(wanted, key.toLowerCase())) yield key;
    }
}

function isSubsequence(wanted: string, text: string): boolean {
    let from = 0;
    for (const character of wanted) {
        const at = text.indexOf(character, from);
        if (at < 0) return false;
        from = at + 1;
    }
    return true;
}

/** Inside its own organization a reference leaves it out, unless it was already typed. */
function reference(key: string, context: CompletionContext): Proposal & { insert: string } {
    const qualified = context.typed.includes('/');
    const insert = writtenKey(key, qualified ? undefined : organizationOf(context));
    const own = key.startsWith(`${organizationOf(context)}/`);
    return { label: insert, insert, kind: CompletionItemKind.Reference, filter: qualified ? key : insert, rank: own ? 1 : 2 };
}

function organizationOf({ blocks }: CompletionContext): string {
    return blocks.findLast(({ kind }) => kind === 'organization')?.name ?? '';
}

/** The keys that stand behind a word in this block in front of the cursor. */
function writtenBehind(context: CompletionContext, word: string): Set<string> {
    const { tokens } = context;
    return new Set(tokens.flatMap((token, index) => token.tokenType.name === word ? [keyOf(tokens.slice(index + 1, index + 5), organizationOf(context))] : []));
}

/** The key that tokens `Organization / Name @version` stand for; empty where they are none. */
function keyOf(tokens: readonly Token[], organization: string): string {
    const end = tokens.findIndex(({ tokenType }) => tokenType.name === 'VERSION');
    if (end !== 1 && end !== 3) return '';
    const name = nameOf(tokens[end - 1]);
    return `${end === 3 ? nameOf(tokens[0]) : organization}/${name}${tokens[end]?.image ?? ''}`;
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
    const parts: Token[][] = [[]];
    for (const token of tokens) {
        if (token.tokenType.name === ',') parts.push([]);
        else parts.at(-1)?.push(token);
    }
    return parts;
}

function descriptionOf(attributes: readonly { key: string; value: { kind: string; parts?: unknown[]; text?: string } }[]): { documentation?: string } {
    const value = attributes.find(({ key }) => key === 'description')?.value;
    const text = value?.kind === 'raw' ? value.text : value?.parts?.filter(part => typeof part === 'string').join('');
    return text ? { documentation: text } : {};
}
