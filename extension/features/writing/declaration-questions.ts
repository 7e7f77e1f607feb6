import * as vscode from 'vscode';
import type { DraftSoFar, LimitDraft } from '../../../language-server/protocol.ts';
import { picking, typing, type Step } from '../../infrastructure/steps.ts';
import { calledBy, withDraft, type Answers, type Desk, type DraftOf } from './dialog.ts';

type Versioned = 'plan' | 'api' | 'client';

/** Whose it is to be; not asked where the user has no choice. */
export function organizationOf<K extends Versioned>(desk: Desk, known: string | undefined): Step<Answers<K>>[] {
    return known !== undefined ? [] : [picking<Answers<K>, string>({
        id: 'organization', placeholder: vscode.l10n.t('In which organization?'),
        items: () => desk.choices.organizations.map(({ name, title, plans, apis, clients }) => ({
            label: `$(organization) ${name}`, description: title, detail: vscode.l10n.t('{0} plans, {1} APIs, {2} clients', plans, apis, clients), value: name,
        })),
        isChosen: (name, { draft }) => name === calledBy(draft).organization,
        take: (answers, organization) => withDraft(answers, { organization } as Partial<DraftOf<K>>),
    })];
}

export function nameOf<K extends Versioned | 'organization'>(desk: Desk, prompt: string, placeholder: string): Step<Answers<K>> {
    const known = (name: string) => ({ name } as Partial<DraftOf<K>>);
    return typing<Answers<K>>({
        id: 'name', prompt, placeholder, value: ({ draft }) => calledBy(draft).name ?? '',
        objection: async (name, answers) => name.trim() === '' ? { severity: 'error', message: vscode.l10n.t('A name is needed.') } : desk.objectionTo(withDraft(answers, known(name)).draft, 'name'),
        take: (answers, name) => withDraft(answers, known(name.trim())),
    });
}

export function versionOf<K extends Versioned>(desk: Desk): Step<Answers<K>> {
    const known = (version: string) => ({ version } as Partial<DraftOf<K>>);
    return typing<Answers<K>>({
        id: 'version', prompt: vscode.l10n.t('Version. It stands in the URL: letters, digits, dots, hyphens and underscores.'),
        value: async ({ draft }) => {
            const { version = calledBy(await desk.proposal(draft)).version } = calledBy(draft);
            return version ?? '';
        },
        objection: async (version, answers) => version.trim() === '' ? { severity: 'error', message: vscode.l10n.t('A version is needed.') } : desk.objectionTo(withDraft(answers, known(version)).draft, 'version'),
        take: (answers, version) => withDraft(answers, known(version.trim())),
    });
}

export function titleOf<K extends Versioned | 'organization'>(placeholder: string): Step<Answers<K>> {
    return typing<Answers<K>>({
        id: 'title', prompt: vscode.l10n.t('Title for people. Leave it empty for none.'), placeholder, value: ({ draft }) => calledBy(draft).title ?? '',
        take: (answers, title) => withDraft(answers, { title: title.trim() } as Partial<DraftOf<K>>),
    });
}

/** What a plan allows; where `get` says so, the plan is one that is made along with an API. */
export function limitOf<K extends 'plan' | 'api'>(desk: Desk, get: (answers: Answers<K>) => LimitDraft | undefined, set: (answers: Answers<K>, limit: LimitDraft | undefined) => Answers<K>, answers: Answers<K>): Step<Answers<K>>[] {
    const usual: LimitDraft = { policy: 'RateLimiting', limit: '1000', period: 'Day' };
    const field = (answers.draft as DraftSoFar).kind === 'plan' ? 'limit' : 'plan';
    const now = get(answers);
    return [
        picking<Answers<K>, LimitDraft['policy'] | 'none'>({
            id: 'limit-kind', placeholder: vscode.l10n.t('What does the plan limit?'),
            items: () => [
                { label: `$(dashboard) ${vscode.l10n.t('Calls')}`, description: 'RateLimiting', detail: vscode.l10n.t('So many calls a second, an hour or a day; what comes beyond is answered with 429.'), value: 'RateLimiting' },
                { label: `$(calendar) ${vscode.l10n.t('Calls of a long period')}`, description: 'Quota', detail: vscode.l10n.t('What was paid for: so many calls a month or a year. Counts together with a limit of calls: use one of the two.'), value: 'Quota' },
                { label: `$(arrow-swap) ${vscode.l10n.t('Bytes')}`, description: 'TransferQuota', detail: vscode.l10n.t('So much data in requests and responses, such as 10MB a day.'), value: 'TransferQuota' },
                { label: `$(circle-slash) ${vscode.l10n.t('Nothing')}`, detail: vscode.l10n.t('Whoever signs up may call as often as they like. A warning says so.'), value: 'none' },
            ],
            isChosen: policy => policy === (now?.policy ?? 'RateLimiting'),
            take: (answered, policy) => set(answered, policy === 'none' ? undefined : { ...usual, limit: policy === 'TransferQuota' ? '10MB' : usual.limit, period: policy === 'Quota' ? 'Month' : 'Day', ...get(answered)?.policy === policy ? get(answered) : {}, policy }),
        }),
        ...now === undefined ? [] : [
            typing<Answers<K>>({
                id: 'limit', prompt: now.policy === 'TransferQuota' ? vscode.l10n.t('How much? For example 10MB.') : vscode.l10n.t('How many calls?'), value: answered => get(answered)?.limit ?? usual.limit,
                objection: (limit, answered) => desk.objectionTo(set(answered, { ...get(answered) ?? usual, limit: limit.trim() }).draft, field),
                take: (answered, limit) => set(answered, { ...get(answered) ?? usual, limit: limit.trim() }),
            }),
            picking<Answers<K>, LimitDraft['period']>({
                id: 'period', placeholder: vscode.l10n.t('In which period? It is one of the calendar: a day begins at midnight.'),
                items: () => [
                    { label: vscode.l10n.t('a second'), value: 'Second' }, { label: vscode.l10n.t('a minute'), value: 'Minute' }, { label: vscode.l10n.t('an hour'), value: 'Hour' },
                    { label: vscode.l10n.t('a day'), value: 'Day' }, { label: vscode.l10n.t('a month'), value: 'Month' }, { label: vscode.l10n.t('a year'), value: 'Year' },
                ],
                isChosen: (period, answered) => period === get(answered)?.period,
                take: (answered, period) => set(answered, { ...get(answered) ?? usual, period }),
            }),
        ],
    ];
}
