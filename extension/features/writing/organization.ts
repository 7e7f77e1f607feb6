import * as vscode from 'vscode';
import { picking, type Step } from '../../infrastructure/steps.ts';
import { nameOf, titleOf } from './declaration-questions.ts';
import { withDraft, type Answers, type Desk } from './dialog.ts';

export function organizationQuestions(desk: Desk): Step<Answers<'organization'>>[] {
    return [
        nameOf(desk, vscode.l10n.t('Name of the organization. It stands in the URL of its APIs, and cannot be changed later without changing them.'), 'Acme'),
        titleOf('Acme Corporation'),
        ...desk.choices.files.length === 0 ? [] : [picking<Answers<'organization'>, string>({
            id: 'file', placeholder: vscode.l10n.t('In which file?'),
            items: () => [
                { label: `$(new-file) ${vscode.l10n.t('New file')}`, detail: vscode.l10n.t('Beside the others; each organization keeps its own.'), value: '' },
                ...desk.choices.files.map(({ uri, path }) => ({ label: `$(file) ${path}`, value: uri })),
            ],
            isChosen: (file, { draft }) => file === (draft.file ?? ''),
            take: (answers, file) => withDraft(answers, { file }),
        })],
    ];
}
