import * as vscode from 'vscode';
import { picking, pickingMany, type Step } from '../../infrastructure/steps.ts';
import { nameOf, organizationOf, titleOf, versionOf } from './declaration-questions.ts';
import { withDraft, type Answers, type Desk } from './dialog.ts';

/** Only what a client can have a contract with is offered: published private APIs that offer a plan. */
export function clientQuestions(desk: Desk, organization: string | undefined, { draft: { contracts = [] } }: Answers<'client'>): Step<Answers<'client'>>[] {
    return [
        ...organizationOf<'client'>(desk, organization),
        nameOf(desk, vscode.l10n.t('Name of the client: the application that calls'), 'MobileShop'),
        versionOf(desk),
        titleOf(vscode.l10n.t('Mobile shop')),
        ...desk.choices.apis.length === 0 ? [] : [pickingMany<Answers<'client'>, string>({
            id: 'apis', placeholder: vscode.l10n.t('Which APIs does it call? None chosen: contracts can be added later.'),
            items: () => desk.choices.apis.map(({ key, title, offers }) => ({
                label: `$(globe) ${key}`, description: title, detail: offers.map(offer => `${nameIn(offer.key)}: ${offer.limits}`).join(' · '), value: key,
            })),
            isChosen: (api, { draft }) => draft.contracts?.some(contract => contract.api === api) ?? false,
            take: (answers, apis) => withDraft(answers, { contracts: apis.map(api => answers.draft.contracts?.find(contract => contract.api === api) ?? { api, plan: offersOf(desk, api)[0]?.key ?? '' }) }),
        })],
        ...contracts.filter(({ api }) => offersOf(desk, api).length > 1).map(({ api }) => picking<Answers<'client'>, string>({
            id: `plan of ${api}`, placeholder: vscode.l10n.t('Through which plan does it call {0}?', api),
            items: () => planItems(desk, api),
            isChosen: (plan, { draft }) => draft.contracts?.some(contract => contract.api === api && contract.plan === plan) ?? false,
            take: (answers, plan) => withDraft(answers, { contracts: answers.draft.contracts?.map(contract => contract.api === api ? { api, plan } : contract) ?? [] }),
        })),
    ];
}

export function contractQuestions(desk: Desk, client: string | undefined, { draft }: Answers<'contract'>): Step<Answers<'contract'>>[] {
    const taken = desk.choices.clients.find(({ key }) => key === draft.client)?.apis ?? [];
    const { api } = draft;
    return [
        ...client !== undefined ? [] : [picking<Answers<'contract'>, string>({
            id: 'client', placeholder: vscode.l10n.t('Which client is to call?'),
            items: () => desk.choices.clients.map(({ key, title, apis }) => ({ label: `$(device-mobile) ${key}`, description: title, detail: apis.length > 0 ? vscode.l10n.t('calls {0}', apis.join(', ')) : vscode.l10n.t('has no contract yet'), value: key })),
            isChosen: (key, answers) => key === answers.draft.client,
            take: (answers, key) => withDraft(answers, { client: key }),
        })],
        picking<Answers<'contract'>, string>({
            id: 'api', placeholder: vscode.l10n.t('Which API does it call?'),
            items: () => desk.choices.apis.filter(({ key }) => !taken.includes(key)).map(({ key, title, offers }) => ({
                label: `$(globe) ${key}`, description: title, detail: offers.map(offer => `${nameIn(offer.key)}: ${offer.limits}`).join(' · '), value: key,
            })),
            isChosen: (key, answers) => key === answers.draft.api,
            take: (answers, key) => withDraft(answers, { api: key, plan: offersOf(desk, key)[0]?.key ?? '' }),
        }),
        ...api === undefined ? [] : [picking<Answers<'contract'>, string>({
            id: 'plan', placeholder: vscode.l10n.t('Through which plan does it call {0}?', api),
            items: () => planItems(desk, api),
            isChosen: (key, answers) => key === answers.draft.plan,
            take: (answers, plan) => withDraft(answers, { plan }),
        })],
    ];
}

function planItems(desk: Desk, api: string) {
    return offersOf(desk, api).map(({ key, title, limits, approval }) => ({
        label: `$(tag) ${nameIn(key)}`, description: [title, limits].filter(part => part).join(' · '), value: key,
        ...approval ? { detail: vscode.l10n.t('{0} has to approve of the contract; it is left out until then.', api.split('/')[0] ?? '') } : {},
    }));
}

function offersOf({ choices }: Desk, api: string) {
    return choices.apis.find(({ key }) => key === api)?.offers ?? [];
}

/** `Acme/Gold@1.0` → `Gold@1.0` */
function nameIn(key: string): string {
    return key.slice(key.indexOf('/') + 1);
}
