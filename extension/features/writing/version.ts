import * as vscode from 'vscode';
import { elementIcons, elementStateText } from '../../infrastructure/element-appearance.ts';
import { picking, typing, type Step } from '../../infrastructure/steps.ts';
import { calledBy, withDraft, type Answers, type Desk, type WritingArgument } from './dialog.ts';

type VersionAnswers = Answers<'version'>;
type Element = Desk['choices']['elements'][number];

/** A copy of a plan, an API or a client behind itself. */
export function versionQuestions(desk: Desk, element: Element | undefined): Step<VersionAnswers>[] {
    return [
        ...element !== undefined ? [] : [picking<VersionAnswers, Element>({
            id: 'element', placeholder: vscode.l10n.t('Of what is a new version to be made?'),
            items: () => desk.choices.elements.map(each => ({ label: `$(${elementIcons[each.kind]}) ${each.key}`, description: elementStateText(each), detail: each.title, value: each })),
            isChosen: ({ key, kind }, { draft }) => key === draft.entity && kind === draft.of,
            take: (answers, { kind, key }) => ({ ...answers, draft: { kind: 'version', of: kind, entity: key } }),
        })],
        typing<VersionAnswers>({
            id: 'version', prompt: vscode.l10n.t('Version. It stands in the URL: letters, digits, dots, hyphens and underscores.'),
            value: async ({ draft }) => draft.version ?? calledBy(await desk.proposal(draft)).version ?? '',
            objection: (version, answers) => desk.objectionTo(withDraft(answers, { version: version.trim() }).draft, 'version'),
            take: (answers, version) => withDraft(answers, { version: version.trim() }),
        }),
    ];
}

/** What a command was called for; a client and an API may have the same key. */
export function elementFor({ choices: { elements } }: Desk, argument: WritingArgument | undefined): Element | undefined {
    const named = elements.filter(({ key }) => key === argument?.key);
    return named.find(({ kind }) => kind === (argument?.entity ?? 'client')) ?? named[0];
}
