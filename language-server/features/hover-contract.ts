import { t } from '@vscode/l10n';
import { keyOf, type ApiDeclaration, type ClientDeclaration, type PlanDeclaration, type PolicyUse } from '../../language/declarations.ts';
import { effectiveLimits } from '../../language/limits.ts';
import { policyFacts } from '../../language/policy-facts.ts';
import { chosenOffer } from '../../language/policy-chain.ts';
import type { Project } from '../../language/project.ts';
import type { ReferenceSite } from '../../language/references.ts';
import { limitInWords, perPeriod } from '../contract/limit-words.ts';
import { runningOrder } from '../contract/running-order.ts';
import { printValue } from './printed-value.ts';
import { entryOf, syntaxAt } from './syntax-at.ts';

/** A contract with what it refers to. */
export interface ContractAt { client: ClientDeclaration; api: ApiDeclaration; plan: PlanDeclaration }

/** The contract that a name is part of, where all that it refers to is declared. */
export function contractAt(project: Project, uri: string, { range }: ReferenceSite): ContractAt | undefined {
    const contract = syntaxAt(project, uri, range.start, 'Contract');
    const client = entryOf(project, uri, contract?.$container)?.declaration;
    if (!contract || client?.kind !== 'client') return undefined;
    const declared = client.contracts[contract.$container.members.filter(({ $type }) => $type === 'Contract').indexOf(contract)];
    const api = declared && project.index.find('api', declared.api);
    const offer = declared && api && chosenOffer(declared, api);
    const plan = offer && project.index.find('plan', offer.plan);
    return api && plan ? { client, api, plan } : undefined;
}

/** The policies of a contract in the order in which the gateway runs them, and the limits among them. */
export function describeContract(project: Project, { client, api, plan }: ContractAt): string[] {
    const chain = runningOrder(project, [client, plan, api]).map(({ policy, level }) => ({ policy, level: levels[level.kind](level.name) }));
    const facts = [client, plan, api].flatMap(level => policyFacts(level.kind, keyOf(level), level.policies, project.view));
    const limits = effectiveLimits(facts).map(limit => t('{0}, counted by {1}', limitInWords(limit), limit.options['granularity'] as string));
    const urls = project.view.managedUrls(keyOf(api)).map(inCode);
    return [
        t('**Contract** of {0} with {1} via {2}', inCode(keyOf(client)), inCode(keyOf(api)), inCode(`${plan.name}@${plan.version}`)),
        limits.length > 1 ? t('Effective limits: {0}', limits.join(' · ')) : limits[0] !== undefined ? t('Effective limit: {0}', limits[0])
             : chain.length === 0 || chain.some(({ policy }) => project.view.policyType(policy.type)?.category === 'limiting') ? '' : t('Nothing limits how often it is called.'),
        chain.length === 0
            ? t('No policy runs on a call.')
            : [t('Policies of a call, in running order:'), '', ...chain.map(({ policy, level }, index) => `${index + 1}. ${describePolicy(project, policy)} — ${level}`)].join('\n'),
        urls.length > 0 ? t('Called at {0}, with the API key of the client.', urls.length > 1 ? t('{0} and {1}', urls.slice(0, -1).join(', '), urls.at(-1)!) : urls[0]!) : ''
    ];
}

const levels: Record<'client' | 'plan' | 'api', (name: string) => string> = { client: name => t('client {0}', name), plan: name => t('plan {0}', name), api: name => t('API {0}', name) };

/** As code: an address of mail is what Markdown takes `Orders@1.0` for. */
export function inCode(text: string): string {
    return `\`${text}\``;
}

/** A policy by its name, and what a limiting one allows. No other values: some are secrets. */
export function describePolicy(project: Project, { type, options }: PolicyUse): string {
    if (project.view.policyType(type)?.category !== 'limiting') return `\`${type}\``;
    const value = (key: string) => {
        const entry = options.entries.find(option => option.key === key);
        return entry && printValue(entry.value);
    };
    const [limit, period, granularity] = [value('limit'), value('period'), value('granularity')];
    const limited = [inCode(type), ...limit ? [limit] : []].join(' ');
    const timed = period ? perPeriod(limited, period) : limited;
    return granularity ? t('{0}, counted by {1}', timed, granularity) : timed;
}
