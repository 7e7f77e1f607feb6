import * as vscode from 'vscode';
import { picking, type Step } from '../../infrastructure/steps.ts';
import { limitOf, nameOf, organizationOf, titleOf, versionOf } from './declaration-questions.ts';
import { withDraft, type Answers, type Desk } from './dialog.ts';

export function planQuestions(desk: Desk, organization: string | undefined, answers: Answers<'plan'>): Step<Answers<'plan'>>[] {
    return [
        ...organizationOf<'plan'>(desk, organization),
        nameOf(desk, vscode.l10n.t('Name of the plan, as contracts call it'), 'Gold'),
        versionOf(desk),
        titleOf(vscode.l10n.t('For shops')),
        ...limitOf<'plan'>(desk, ({ draft }) => draft.limit, (answered, limit) => {
            const { limit: _, ...draft } = answered.draft;
            return { ...answered, draft: limit ? { ...draft, limit } : draft };
        }, answers),
        picking<Answers<'plan'>, boolean>({
            id: 'locked', placeholder: vscode.l10n.t('Is it finished?'),
            items: () => [
                { label: `$(lock) ${vscode.l10n.t('Locked')}`, detail: vscode.l10n.t('APIs can offer it. Once it is registered it stays as it is: changes take a new version.'), value: true },
                { label: `$(edit) ${vscode.l10n.t('Draft')}`, detail: vscode.l10n.t('It can still be changed, and no API can offer it yet.'), value: false },
            ],
            isChosen: (locked, { draft }) => locked === (draft.locked ?? true),
            take: (answered, locked) => withDraft(answered, { locked }),
        }),
    ];
}
