import * as vscode from 'vscode';
import type { LimitDraft } from '../../../language-server/protocol.ts';
import { picking, pickingMany, type Step } from '../../infrastructure/steps.ts';
import { limitOf, nameOf, organizationOf, titleOf, versionOf } from './declaration-questions.ts';
import { withDraft, type Answers, type Desk } from './dialog.ts';
import { endpointQuestions } from './endpoint.ts';
import { signInQuestions } from './sign-in.ts';

type ApiAnswers = Answers<'api'>;

/** `notes` are what a document says about how callers sign in. */
export function apiQuestions(desk: Desk, organization: string | undefined, answers: ApiAnswers, notes: readonly string[] = []): Step<ApiAnswers>[] {
    const { access = 'private', plan } = answers.draft;
    return [
        ...organizationOf<'api'>(desk, organization),
        nameOf(desk, vscode.l10n.t('Name of the API. It stands in its URL.'), 'Orders'),
        versionOf(desk),
        titleOf(vscode.l10n.t('Orders of our shops')),
        picking<ApiAnswers, 'private' | 'public'>({
            id: 'access', placeholder: vscode.l10n.t('Who may call it?'),
            items: () => [
                { label: `$(key) ${vscode.l10n.t('Private')}`, detail: vscode.l10n.t('Clients with a contract, through a plan, with their API key.'), value: 'private' },
                { label: `$(globe) ${vscode.l10n.t('Public')}`, detail: vscode.l10n.t('Everybody who knows the address, without contract and key.'), value: 'public' },
            ],
            isChosen: (value, { draft }) => value === (draft.access ?? 'private'),
            take: (answered, value) => withDraft(answered, { access: value, ...value === 'public' ? { offers: [] } : {} }),
        }),
        picking<ApiAnswers, 'rest' | 'soap'>({
            id: 'type', placeholder: vscode.l10n.t('What does its implementation speak?'),
            items: () => [{ label: 'REST', detail: vscode.l10n.t('JSON over HTTP.'), value: 'rest' }, { label: 'SOAP', detail: vscode.l10n.t('XML; the gateway writes its own errors in XML, too.'), value: 'soap' }],
            isChosen: (value, { draft }) => value === (draft.type ?? 'rest'),
            take: (answered, type) => withDraft(answered, { type }),
        }),
        ...endpointQuestions(desk, answers),
        ...access === 'public' ? [] : offerQuestions(desk, answers),
        ...access === 'public' || plan === undefined ? [] : limitOf<'api'>(desk, limitOfNewPlan, withLimit, answers),
        ...signInQuestions(desk, answers, notes),
        statePicking(answers),
    ];
}

/** Locked plans of the organization, and a new one. */
function offerQuestions(desk: Desk, { draft }: ApiAnswers): Step<ApiAnswers>[] {
    const own = desk.choices.plans.filter(({ key, locked }) => locked && key.startsWith(`${draft.organization}/`));
    const newPlan = { organization: draft.organization ?? '', name: freeName(own.map(({ key }) => key.slice(key.indexOf('/') + 1, key.lastIndexOf('@')))), version: '1.0' };
    return [pickingMany<ApiAnswers, string>({
        id: 'offers', placeholder: vscode.l10n.t('Which plans does it offer? A published private API offers at least one.'),
        items: () => [
            ...own.map(({ key, title, limits }) => ({ label: `$(tag) ${key.slice(key.indexOf('/') + 1)}`, description: [title, limits].filter(part => part).join(' · '), value: key })),
            { label: `$(add) ${vscode.l10n.t('A new plan {0}', `${newPlan.name}@${newPlan.version}`)}`, detail: vscode.l10n.t('Locked, with the limit that you choose next.'), value: '' },
        ],
        isChosen: (key, answers) => key === '' ? answers.draft.plan !== undefined || own.length === 0 : answers.draft.offers?.includes(key) ?? own.length === 1,
        take: (answers, keys) => {
            const { plan, ...rest } = answers.draft;
            const made = { kind: 'plan' as const, ...newPlan, locked: true, limit: { policy: 'RateLimiting' as const, limit: '1000', period: 'Day' as const } };
            return { ...answers, draft: { ...rest, offers: keys.filter(key => key !== ''), ...keys.includes('') ? { plan: plan ? { ...plan, organization: newPlan.organization } : made } : {} } };
        },
    })];
}

/** A draft can be finished later; what is published has to be whole. */
function statePicking({ draft }: ApiAnswers): Step<ApiAnswers> {
    const isWhole = draft.endpoint !== undefined && (draft.access === 'public' || (draft.offers?.length ?? 0) > 0 || draft.plan !== undefined);
    return picking<ApiAnswers, 'draft' | 'published'>({
        id: 'state', placeholder: vscode.l10n.t('Is it to be published?'),
        items: () => [
            ...isWhole ? [{ label: `$(rocket) ${vscode.l10n.t('Published')}`, detail: vscode.l10n.t('The next registration brings it to the gateway, and clients can have contracts with it.'), value: 'published' as const }] : [],
            { label: `$(edit) ${vscode.l10n.t('Draft')}`, detail: vscode.l10n.t('It stays off the gateway; Publish API… publishes it later.'), value: 'draft' },
        ],
        isChosen: (state, answers) => state === (answers.draft.state ?? 'published'),
        take: (answers, state) => withDraft(answers, { state }),
    });
}

function limitOfNewPlan({ draft }: ApiAnswers): LimitDraft | undefined {
    return draft.plan?.limit;
}

function withLimit(answers: ApiAnswers, limit: LimitDraft | undefined): ApiAnswers {
    const { limit: _, ...plan } = answers.draft.plan ?? { kind: 'plan' as const, organization: '', name: '', version: '', locked: true };
    return withDraft(answers, { plan: limit ? { ...plan, limit } : plan });
}

function freeName(taken: readonly string[]): string {
    return ['Gold', 'Silver', 'Bronze'].find(name => !taken.includes(name)) ?? `Plan${taken.length + 1}`;
}
