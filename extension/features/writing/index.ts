import * as vscode from 'vscode';
import type { DraftKind, WrittenSource } from '../../../language-server/protocol.ts';
import { offer, Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { editSource } from '../../infrastructure/source-edit.ts';
import { askInSteps, type Step, type Unfinished } from '../../infrastructure/steps.ts';
import { apiQuestions } from './api.ts';
import { clientQuestions, contractQuestions } from './client.ts';
import { Desk, type Answers, type DraftOf, type WritingArgument } from './dialog.ts';
import { readOpenApi } from './open-api.ts';
import { organizationQuestions } from './organization.ts';
import { planQuestions } from './plan.ts';
import { WritingPreview } from './preview.ts';
import { reviewing } from './review.ts';
import { elementFor, versionQuestions } from './version.ts';

/** `New Organization…`, `New Plan…`, `New API…`, `New Client…`, `New Contract…`, `New Version…`, `Import OpenAPI…`: questions with a way back, and the source that comes of the answers. */
export function activateWriting(shell: Shell): void {
    const { context, boundary } = shell;
    const preview = new WritingPreview();
    /** Dialogs that were left, by what they were about; only as long as the window is open. */
    const unfinished = new Map<string, Unfinished<Answers<DraftKind>>>();

    async function write<K extends DraftKind>(desk: Desk, title: string, start: DraftOf<K>, questions: (answers: Answers<K>) => Step<Answers<K>>[], known: Omit<Answers<K>, 'draft'> = {}, copies?: ReadonlyMap<string, Uint8Array>): Promise<void> {
        const kept = unfinished as unknown as Map<string, Unfinished<Answers<K>>>;
        const place = JSON.stringify([desk.project, start]);
        try {
            const { draft } = await askInSteps(title, answers => [...questions(answers), reviewing<K>(desk, preview)], { ...known, draft: start }, { unfinished: kept.get(place), onLeave: left => kept.set(place, left) });
            // What was shown is worked out again: somebody may have typed meanwhile.
            const { source, problems } = await desk.write(draft);
            const error = problems.find(({ severity }) => severity === 'error');
            if (!source || error) {
                throw new Refusal(error?.message ?? vscode.l10n.t('Nothing was written.'));
            }
            await editSource(shell.server, { ...source, ...copies ? { copies } : {} });
            kept.delete(place);
            await show(source);
            offerRegistration(shell, desk, draft);
        } finally {
            await preview.close();
        }
    }

    context.subscriptions.push(
        preview,
        boundary.command('apim.newOrganization', async (argument?: WritingArgument) => {
            const desk = await Desk.open(shell, argument);
            await write<'organization'>(desk, vscode.l10n.t('New Organization'), { kind: 'organization' }, () => organizationQuestions(desk));
        }),
        boundary.command('apim.newPlan', async (argument?: WritingArgument) => {
            const desk = await Desk.open(shell, argument);
            const organization = desk.organizationFor(argument);
            await write<'plan'>(desk, titleWith(vscode.l10n.t('New Plan'), organization), { kind: 'plan', ...organization ? { organization } : {}, limit: { policy: 'RateLimiting', limit: '1000', period: 'Day' } }, answers => planQuestions(desk, organization, answers));
        }),
        boundary.command('apim.newApi', async (argument?: WritingArgument) => {
            const desk = await Desk.open(shell, argument);
            const organization = desk.organizationFor(argument);
            await write<'api'>(desk, titleWith(vscode.l10n.t('New API'), organization), { kind: 'api', access: 'private', ...organization ? { organization } : {} }, answers => apiQuestions(desk, organization, answers));
        }),
        boundary.command('apim.importOpenApi', async (file?: vscode.Uri) => {
            const desk = await Desk.open(shell, file instanceof vscode.Uri ? await shell.projects.around(file) : undefined);
            const organization = desk.organizationFor(undefined);
            const document = await readOpenApi(shell, desk.project, file instanceof vscode.Uri ? file : undefined);
            const { draft, servers, isOutside, contents, notes } = document;
            const start = { ...draft, access: 'private' as const, ...organization ? { organization } : {} };
            await write<'api'>(desk, titleWith(vscode.l10n.t('Import OpenAPI'), organization), start, answers => apiQuestions(desk, organization, answers, notes), { servers }, isOutside ? new Map([[draft.definition ?? '', contents]]) : undefined);
        }),
        boundary.command('apim.newClient', async (argument?: WritingArgument) => {
            const desk = await Desk.open(shell, argument);
            const organization = desk.organizationFor(argument);
            await write<'client'>(desk, titleWith(vscode.l10n.t('New Client'), organization), { kind: 'client', ...organization ? { organization } : {} }, answers => clientQuestions(desk, organization, answers));
        }),
        boundary.command('apim.newContract', async (argument?: WritingArgument) => {
            const desk = await Desk.open(shell, argument);
            requireContractable(desk);
            const client = desk.choices.clients.find(({ key }) => key === argument?.key)?.key ?? (desk.choices.clients.length === 1 ? desk.choices.clients[0]?.key : undefined);
            await write<'contract'>(desk, titleWith(vscode.l10n.t('New Contract'), client), { kind: 'contract', ...client ? { client } : {} }, answers => contractQuestions(desk, client, answers));
        }),
        boundary.command('apim.newVersion', async (argument?: WritingArgument) => {
            const desk = await Desk.open(shell, argument);
            const element = elementFor(desk, argument);
            if (argument?.key !== undefined && !element || desk.choices.elements.length === 0) {
                throw new Refusal(argument?.key === undefined ? vscode.l10n.t('There is nothing here for which this can be done.') : vscode.l10n.t('{0} is declared nowhere in this project.', argument.key));
            }
            await write<'version'>(desk, titleWith(vscode.l10n.t('New Version'), element?.key), { kind: 'version', ...element ? { of: element.kind, entity: element.key } : {} }, () => versionQuestions(desk, element));
        }),
    );
}

function titleWith(title: string, owner: string | undefined): string {
    return owner === undefined ? title : vscode.l10n.t('{0} of {1}', title, owner);
}

function requireContractable({ choices: { clients, apis } }: Desk): void {
    if (clients.length === 0) {
        throw new Refusal(vscode.l10n.t('There is no client here that a contract could be written for.'), { title: vscode.l10n.t('New Client…'), command: 'apim.newClient' });
    }
    if (apis.length === 0) {
        throw new Refusal(vscode.l10n.t('There is no API here that a client could call: it has to be private, published and offer a plan.'), { title: vscode.l10n.t('New API…'), command: 'apim.newApi' });
    }
}

/** Opens the file with the cursor where one goes on. */
async function show({ uri, cursor }: WrittenSource): Promise<void> {
    const selection = new vscode.Range(cursor.line, cursor.character, cursor.line, cursor.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection, preview: false });
}

/** Only where something is there to be registered: a client that calls. */
function offerRegistration({ session }: Shell, { project }: Desk, draft: Answers<DraftKind>['draft']): void {
    const key = draft.kind === 'contract' ? draft.client : draft.kind === 'version' && draft.of === 'client' ? `${draft.entity?.slice(0, draft.entity.lastIndexOf('@'))}@${draft.version}` : draft.kind === 'client' && draft.contracts?.length ? `${draft.organization}/${draft.name}@${draft.version}` : undefined;
    if (key !== undefined && session.canConnect) {
        void offer(vscode.window.showInformationMessage, vscode.l10n.t('{0} is written and not registered yet.', key), { title: vscode.l10n.t('Register…'), command: 'apim.registerClient', args: [{ project, key }] });
    }
}
