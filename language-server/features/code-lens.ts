import { t } from '@vscode/l10n';
import type { CodeLens, Command } from 'vscode-languageserver-protocol';
import { contractState, shownState, type ClientState } from '../../language/client-state.ts';
import { keyOf, type ClientDeclaration } from '../../language/declarations.ts';
import { chosenOffer } from '../../language/policy-chain.ts';
import type { Entry } from '../../language/entry.ts';
import type { ProjectIndex } from '../../language/project-index.ts';
import type { Project } from '../../language/project.ts';
import type { ProjectView } from '../../language/project-view.ts';
import type { Work } from '../../language/in-turns.ts';
import { Contributions, movedBy } from './contributions.ts';

/** Commands of the editor that a lens can run, and the project that they are told; without a project a file has no actions. */
export interface LensActions { commands: ReadonlySet<string>; project: string | undefined }

/** What a lens shows: a client's state (on a click its page), an action on it or on an API, how many clients have a contract with an API, or how many contracts are by a plan. */
interface LensData { project: string | undefined; key: string; shows: 'state' | 'register' | 'diff' | 'copy-key' | 'publish' | 'consumers' | 'copy-url' | 'contracts'; drawn?: boolean; paged?: boolean }

/**
 * Over each client where it stands and what can be done, over each API its consumers, over each plan its contracts; from what is known already,
 * without asking any gateway. Each with its words at once: VS Code forgets what a lens runs where lenses are asked for again while its words are on
 * their way, and shows it all the same.
 */
export function* codeLenses(project: Project, uri: string, actions: LensActions): Work<CodeLens[]> {
    const { index, view } = project;
    const opens = (command: string) => actions.project !== undefined && actions.commands.has(command);
    const [drawn, paged] = [opens(showGraph), opens(showClient)];
    const lenses: CodeLens[] = [];
    for (const entry of index.inFile(uri)) {
        for (const shows of shownOver(entry, view, actions)) {
            const data: LensData = { project: actions.project, key: entry.key, shows, ...(drawn && (shows === 'consumers' || shows === 'contracts') ? { drawn } : {}), ...(paged && shows === 'state' ? { paged } : {}) };
            lenses.push({ range: movedBy(names.of(entry), entry.line), command: commandOf(project, data), data });
        }
        yield;
    }
    return lenses;
}

/** Where the name of a declaration stands. */
const names = new Contributions(entry => movedBy(entry.sites['name'] ?? nowhere, -entry.line));

function shownOver({ declaration }: Entry, view: ProjectView, { commands, project }: LensActions): LensData['shows'][] {
    const offers = (command: string) => project !== undefined && commands.has(command);
    if (declaration.kind === 'api') {
        return [
            ...declaration.state === 'draft' && offers(publish) ? ['publish' as const] : [],
            ...declaration.access === 'private' || view.index.consumers(keyOf(declaration)).size > 0 ? ['consumers' as const] : [],
            ...declaration.state === 'published' && offers(copyUrl) && view.managedUrls(keyOf(declaration)).length > 0 ? ['copy-url' as const] : []
        ];
    }
    if (declaration.kind === 'plan') return ['contracts'];
    if (declaration.kind !== 'client') return [];
    return [
        'state',
        ...offers(register) && canBeRegistered(declaration, view) ? ['register' as const] : [],
        ...offers(previewRegistration) && canBeRegistered(declaration, view) && wasRegistered(declaration, view) ? ['diff' as const] : [],
        ...offers(copyKey) && wasRegistered(declaration, view) ? ['copy-key' as const] : []
    ];
}

function commandOf({ index, view }: Project, { key, shows, project, drawn = false, paged = false }: LensData): Command {
    if (shows === 'consumers') return whom(index.consumers(key).size, consumersIn);
    if (shows === 'contracts') return whom(contractsBy(index, key), contractsIn);
    if (shows === 'copy-url') return { title: t('Copy URL'), command: copyUrl, arguments: [{ url: view.managedUrls(key)[0] }] };
    if (shows === 'publish') return { title: t('Publish'), command: publish, arguments: [{ project, key }] };
    const client = index.find('client', key);
    if (!client) return text('');
    const argument = { project, key };
    switch (shows) {
        case 'state': {
            const words = stateWords(shownState(client, view, view.live(key)));
            return paged ? { title: words, command: showClient, arguments: [argument] } : text(words);
        }
        case 'register': return { title: wasRegistered(client, view) ? t('Register again') : t('Register'), command: register, arguments: [argument] };
        case 'diff': return { title: t('Diff'), command: previewRegistration, arguments: [argument] };
        case 'copy-key': return { title: t('Copy key'), command: copyKey, arguments: [argument] };
    }

    /** How many, and on a click who they are, where the editor can draw it. */
    function whom(number: number, said: (number: number) => string): Command {
        const words = said(number);
        return drawn && number > 0 ? { title: words, command: showGraph, arguments: [{ project, key }] } : text(words);
    }
}

function wasRegistered(client: ClientDeclaration, view: ProjectView): boolean {
    return view.recorded('client', keyOf(client))?.state === 'registered' || view.live(keyOf(client)) !== undefined;
}

/** At least one contract can be served, and none is broken. */
function canBeRegistered(client: ClientDeclaration, view: ProjectView): boolean {
    const states = client.contracts.map(contract => contractState(client, contract, view));
    return !client.retired && states.includes('served') && !states.includes('broken');
}

/** The contracts of clients that are not retired with the APIs that offer a plan, by this plan. */
function contractsBy(index: ProjectIndex, plan: string): number {
    return [...index.offering(plan)].flatMap(key => {
        const api = index.find('api', key);
        return api ? [...index.consumers(key)].flatMap(consumer => index.find('client', consumer) ?? []).filter(({ retired }) => !retired)
            .flatMap(({ contracts }) => contracts.filter(contract => contract.api === key && chosenOffer(contract, api)?.plan === plan)) : [];
    }).length;
}

function consumersIn(number: number): string {
    return number === 0 ? t('no consumers') : number === 1 ? t('1 consumer') : t('{0} consumers', number);
}

function contractsIn(number: number): string {
    return number === 0 ? t('no contracts') : number === 1 ? t('1 contract') : t('{0} contracts', number);
}

/** A lens that says something and does nothing. */
function text(title: string): Command {
    return { title, command: '' };
}

function stateWords(state: ClientState): string {
    switch (state) {
        case 'declared': return t('declared');
        case 'registered': return t('registered');
        case 'changed': return t('changed since registration');
        case 'retired': return t('retired');
        case 'awaiting-approval': return t('awaiting approval');
        case 'broken': return t('broken contract');
    }
}

/** Commands of the extension; an editor says which of them it has. */
const publish = 'apim.publishApi';
const register = 'apim.registerClient';
const previewRegistration = 'apim.previewRegistration';
const copyKey = 'apim.copyApiKey';
const copyUrl = 'apim.copyUrl';
const showGraph = 'apim.showContractGraph';
const showClient = 'apim.showClient';
const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
