import * as vscode from 'vscode';
import { WritingChoicesRequest, WritingRequest, type DraftField, type DraftKind, type DraftSoFar, type WritingAnswer, type WritingChoices } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import type { Objection } from '../../infrastructure/steps.ts';

export type DraftOf<K extends DraftKind> = Extract<DraftSoFar, { kind: K }>;

/** What was answered: the draft, what the source becomes by it, and what decides which questions follow. */
export interface Answers<K extends DraftKind> {
    draft: DraftOf<K>;
    endpoint?: 'typed' | 'declared' | 'new-parameter';
    signIn?: 'none';
    /** Where a document says that the API is implemented. */
    servers?: { url: string; description?: string }[];
    answer?: WritingAnswer;
}

/** What a command was called for: a line of a tree, or what a lens names. */
export interface WritingArgument { project?: string; key?: string; kind?: string; label?: string; entity?: 'client' | 'api' | 'plan' }

/** A project that something is written in, and the language server's word on it. */
export class Desk {
    readonly project: string;
    readonly choices: WritingChoices;
    readonly #shell: Shell;

    private constructor(shell: Shell, project: string, choices: WritingChoices) {
        this.#shell = shell;
        this.project = project;
        this.choices = choices;
    }

    static async open(shell: Shell, argument: WritingArgument | undefined): Promise<Desk> {
        const { project } = await shell.projects.pick(argument?.project);
        return new Desk(shell, project, await shell.server.client.sendRequest(WritingChoicesRequest, { project }));
    }

    /** The source with what was chosen, and all that the rules say. */
    write(draft: DraftSoFar): Promise<WritingAnswer> {
        return this.#shell.server.client.sendRequest(WritingRequest, { project: this.project, draft });
    }

    /** What the language says of one answer: the rules are its, and not the editor's. */
    async objectionTo(draft: DraftSoFar, field: DraftField): Promise<Objection | undefined> {
        const { problems } = await this.#shell.server.client.sendRequest(WritingRequest, { project: this.project, draft, field });
        return problems.find(({ severity }) => severity === 'error') ?? problems[0];
    }

    /** What stands for everything that was not answered. */
    async proposal(draft: DraftSoFar): Promise<WritingAnswer['draft']> {
        return (await this.#shell.server.client.sendRequest(WritingRequest, { project: this.project, draft, field: 'title' })).draft;
    }

    /** The organization that a command was called for, or the only one. */
    organizationFor(argument: WritingArgument | undefined): string | undefined {
        const { organizations, otherOrganizations } = this.choices;
        const named = argument?.kind === 'organization' ? argument.label : argument?.key?.split('/')[0];
        if (organizations.length === 0) {
            throw otherOrganizations > 0
                ? new Refusal(vscode.l10n.t('You may write in no organization of this project: that takes the role editor.'))
                : new Refusal(vscode.l10n.t('There is no organization in this project yet.'), { title: vscode.l10n.t('New Organization…'), command: 'apim.newOrganization' });
        }
        return organizations.find(({ name }) => name === named)?.name ?? (organizations.length === 1 ? organizations[0]?.name : undefined);
    }
}

/** The answers with something more known of the draft. */
export function withDraft<K extends DraftKind>(answers: Answers<K>, known: Partial<DraftOf<K>>): Answers<K> {
    return { ...answers, draft: { ...answers.draft, ...known } };
}

/** What drafts of all kinds are called by, as far as it is known. */
export function calledBy(draft: DraftSoFar): { organization?: string; name?: string; version?: string; title?: string } {
    return draft as Extract<DraftSoFar, { kind: 'plan' }>;
}
