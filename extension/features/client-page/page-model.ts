import type { ChainStep, ClientPage, ClientState, ContractTerms, PlannedChange, SourceLocation } from '../../../language-server/protocol.ts';
import type { Translate } from '../../infrastructure/translate.ts';
import { callExamples } from './call-examples.ts';
import { limitText } from './limit-text.ts';
import type { Badge, ContractModel, Linked, PageModel, StepModel } from './messages.ts';
import { wordsOf } from './words.ts';

/** How a state looks, the language that numbers are written in, whether the workspace is trusted, and whether anything can be sent from here. */
export interface Setting { t: Translate; language: string; trusted: boolean; canConnect: boolean; appearanceOf: (state: ClientState) => Pick<Badge, 'label' | 'explanation'> & { badge: string } }

/** The answer of the server as a page in words. */
export function pageModel(page: ClientPage, setting: Setting): PageModel {
    const { t, trusted, canConnect } = setting;
    const { organization, environment, state } = page;
    return {
        project: page.project, key: page.key, name: page.name, description: page.description,
        subtitle: [page.title, organization.title ?? organization.name, environment.protected ? t('environment "{0}", protected', environment.name) : t('environment "{0}"', environment.name)].filter(part => part).join(' · '),
        versions: page.versions.map(({ key, version, state: standing }) => ({ key, label: `${version} · ${setting.appearanceOf(standing).label}` })),
        state: { ...badgeOf(state, setting), ...moreOnState(page, t) },
        actions: actionsOf(page, setting),
        changes: {
            compared: comparedText(page, t),
            operations: page.changes.operations.map(operation => ({ text: operationText(operation, t), changes: operation.changes.map(({ path, before = '–', after = '–' }) => ({ path, before, after })) })),
            nothing: page.changes.operations.length > 0 ? undefined : nothingText(state, t),
        },
        contracts: page.contracts.map(contract => contractModel(contract, setting)),
        apiKey: {
            explanation: canConnect ? keyText(page, t) : trusted ? t('No key can be read from here: the gateway is out of reach.') : t('In Restricted Mode no key is read from the gateway.'),
            available: canConnect && mayHaveKey(page), manageTrust: !trusted,
        },
        languages: callExamples.map(({ id, label }) => ({ id, label })),
        words: wordsOf(t),
    };
}

/** Every place that the page may ask to have opened, by what it calls it. */
export function sourcesOf(page: ClientPage): Map<string, SourceLocation> {
    const all = [page.source, ...page.contracts.flatMap(contract => [contract.source, contract.api.source, contract.plan.source, ...contract.chain.map(({ source }) => source)])];
    return new Map(all.flatMap(source => (source ? [[nameOf(source), source] as const] : [])));
}

function nameOf({ uri, range: { start } }: SourceLocation): string {
    return `${uri}#${start.line}:${start.character}`;
}

function linked(text: string, source: SourceLocation | undefined, detail?: string): Linked {
    return { text, detail, source: source && nameOf(source) };
}

/** `acme.apim:22` */
function placed(source: SourceLocation): Linked {
    return linked(`${decodeURIComponent(source.uri.slice(source.uri.lastIndexOf('/') + 1))}:${source.range.start.line + 1}`, source);
}

function badgeOf(state: ClientState, { appearanceOf }: Setting): Badge {
    const { badge, label, explanation } = appearanceOf(state);
    return { state, mark: badge, label, explanation };
}

function moreOnState({ state, changedBy, elsewhere }: ClientPage, t: Translate): { explanation?: string } {
    if (state === 'changed' && changedBy === 'gateway') return { explanation: t('Changed at the gateway by somebody else') };
    if (state === 'changed' && changedBy === 'both') return { explanation: t('Changed here, and at the gateway by somebody else') };
    return state === 'declared' && elsewhere ? { explanation: t('Registered in {0} only', elsewhere.join(', ')) } : {};
}

function actionsOf({ state, contracts, source }: ClientPage, { t, trusted, canConnect }: Setting): PageModel['actions'] {
    if (state === 'gateway-only') {
        return [...canConnect ? [{ command: 'apim.importFromGateway' as const, label: t('Import from Gateway…'), primary: true }] : [], { command: 'apim.showContractGraph', label: t('Contract Graph'), primary: false }];
    }
    const served = contracts.some(contract => contract.state !== 'broken' && contract.state !== 'awaiting-approval' && contract.state !== 'gateway-only');
    const canRegister = canConnect && (state === 'declared' || state === 'changed' || (state === 'awaiting-approval' && served));
    return [
        ...canRegister ? [{ command: 'apim.registerClient' as const, label: state === 'changed' ? t('Register Again…') : t('Register…'), primary: true }] : [],
        ...canConnect && state !== 'broken' && state !== 'retired' ? [{ command: 'apim.previewRegistration' as const, label: t('Preview'), primary: false }] : [],
        { command: 'apim.newVersion', label: t('New Version…'), primary: false },
        ...trusted && state !== 'retired' ? [{ command: 'apim.retireClient' as const, label: t('Retire…'), primary: false }] : [],
        ...source ? [{ command: 'apim.goToDeclaration' as const, label: t('Go to Declaration'), primary: false }] : [],
        { command: 'apim.showContractGraph', label: t('Contract Graph'), primary: false },
    ];
}

function comparedText({ changes, connection }: ClientPage, t: Translate): string {
    if (changes.comparedWith === 'gateway') return t('Compared with the gateway.');
    switch (connection) {
        case 'asking': return t('Compared with the record of the last registration; the gateway is being asked.');
        case 'unreachable': return t('Compared with the record of the last registration: the gateway cannot be reached.');
        default: return t('Compared with the record of the last registration. Preview asks the gateway.');
    }
}

function operationText({ kind, entity }: PlannedChange, t: Translate): string {
    switch (kind) {
        case 'publish': return t('Publishes {0}', entity);
        case 'register': return t('Registers {0}', entity);
        case 'unregister': return t('Takes {0} off the gateway', entity);
        case 'retire': return t('Retires {0}', entity);
    }
}

function nothingText(state: ClientState, t: Translate): string {
    switch (state) {
        case 'broken': return t('It cannot be registered: see the problems of its declaration.');
        case 'awaiting-approval': return t('Nothing, until the approval is given.');
        case 'gateway-only': return t('Nothing: what is declared nowhere stays at the gateway as it is.');
        default: return t('Nothing.');
    }
}

/** Whether a key may be asked for; whether there is one only the gateway knows. A client of which one contract waits may have been registered for the others. */
function mayHaveKey({ state, contracts }: ClientPage): boolean {
    return state === 'gateway-only' || [state, ...contracts.map(contract => contract.state)].some(isAtGateway);
}

function isAtGateway(state: ClientState): boolean {
    return state === 'registered' || state === 'changed';
}

function keyText(page: ClientPage, t: Translate): string {
    return mayHaveKey(page)
        ? t('The same for all contracts of this version. It identifies the client and authenticates nobody; callers send it as X-API-Key.')
        : page.state === 'retired' ? t('A retired client has none.') : t('There is none yet: registering makes it.');
}

function contractModel(contract: ContractTerms, setting: Setting): ContractModel {
    const { t, language, canConnect } = setting;
    const { api, plan, urls, chain, examplePath, signIns } = contract;
    const [url] = urls;
    // Nothing but the names is known of what stands at the gateway alone.
    const isKnown = contract.state !== 'gateway-only';
    const unknown = t('Not known: the contract is declared nowhere.');
    return {
        api: linked(api.key, api.source, api.title), description: api.description, badge: badgeOf(contract.state, setting), declared: contract.source && placed(contract.source),
        plan: linked(plan.key, plan.source, plan.title), approval: isKnown ? approvalText(contract, t) : unknown,
        limits: !isKnown ? [unknown] : contract.limits.length > 0 ? contract.limits.map(limit => limitText(limit, t, language)) : [unlimitedText(chain, t)],
        urls, noUrl: url === undefined ? t('Not known yet: no gateway has said where it serves calls.') : undefined, canStartGateway: canConnect && url === undefined && contract.state !== 'broken',
        chain: chain.map(step => stepModel(step, t)), noChain: isKnown ? t('No policy runs on a call.') : unknown,
        examples: url === undefined ? [] : callExamples.map(example => example.code({ url: `${url}${examplePath}`, signIns })),
        canSend: canConnect && url !== undefined && isAtGateway(contract.state),
    };
}

function approvalText({ approval }: ContractTerms, t: Translate): string {
    if (!approval) return t('Not needed');
    const { given, approvers } = approval;
    if (given) return t('Given');
    return approvers.length > 0 ? t('Awaited from {0}', approvers.join(', ')) : t('Awaited from the organization of the API');
}

/** A limit of a type that a project declares is one whose words nobody knows here. */
function unlimitedText(chain: readonly ChainStep[], t: Translate): string {
    const limiting = chain.filter(({ category }) => category === 'limiting');
    return limiting.length > 0 ? limiting.map(({ title, type }) => title ?? type).join(', ') : t('None');
}

function stepModel({ type, title, origin, originKey, set, documentation, options, source }: ChainStep, t: Translate): StepModel {
    const from = { client: t('from the client'), plan: t('from the plan {0}', originKey), api: t('from the API {0}', originKey) }[origin];
    return {
        title: title ?? type, origin: set === undefined ? from : t('{0}, by the group {1}', from, set), originKind: origin, documentation, options,
        source: source && placed(source),
    };
}
