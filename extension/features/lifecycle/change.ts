import * as vscode from 'vscode';
import { ResponseError } from 'vscode-languageclient/node';
import { ApiKeyRequest, LifecycleRequest, type LifecycleAnswer, type LifecycleParams, type RefusalData } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import type { RegistrationPreview } from '../register/preview.ts';
import { register } from '../register/registration.ts';
import type { ChosenElement } from './element-picker.ts';

/**
 * Shows what an action does to the source and whom it concerns, and carries out what was agreed to: one edit, so that one Undo takes it back,
 * saved, then the registration of what changed. What is deleted leaves the gateways before it leaves the source.
 */
export async function changeSource(shell: Shell, preview: RegistrationPreview, { project, element: { kind, key } }: ChosenElement, wish: Pick<LifecycleParams, 'action' | 'version'>): Promise<void> {
    const asked: LifecycleParams = { project: project.project, entity: key, kind, ...wish };
    const { params, answer } = await answerTo(shell, asked);
    const agreement = await agree(params, answer, kind);
    if (agreement === 'no') {
        throw new vscode.CancellationError();
    }
    if (agreement === 'keep-key') {
        await keepKey(shell, project, key);
    }
    if (answer.withdraws && answer.registers.length > 0 && !await register(shell, preview, project, answer.registers, { withdraw: true })) {
        return;
    }
    const agreed = await shell.server.client.sendRequest(LifecycleRequest, { ...params, confirmed: true });
    if (JSON.stringify(agreed.changes) !== JSON.stringify(answer.changes)) {
        throw new Refusal(vscode.l10n.t('The source was changed meanwhile and is left as it is. Try again.'));
    }
    await apply(shell, agreed);
    shell.log.info(agreed.summary);
    if (answer.withdraws || answer.registers.length === 0) {
        void vscode.window.showInformationMessage(agreed.summary);
    } else if (shell.session.trusted) {
        await register(shell, preview, project, answer.registers);
    }
}

/** Where contracts stand in the way, the user may let them go along. */
async function answerTo({ server }: Shell, params: LifecycleParams): Promise<{ params: LifecycleParams; answer: LifecycleAnswer }> {
    try {
        return { params, answer: await server.client.sendRequest(LifecycleRequest, params) };
    } catch (error) {
        if (!(error instanceof ResponseError) || (error.data as RefusalData | undefined)?.contracts !== true) {
            throw error;
        }
        const along = vscode.l10n.t('Take the Contracts Out Too…');
        if (await vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be retired alone.', params.entity), { modal: true, detail: error.message }, along) !== along) {
            throw new vscode.CancellationError();
        }
        const together = { ...params, withContracts: true };
        return { params: together, answer: await server.client.sendRequest(LifecycleRequest, together) };
    }
}

async function agree({ action }: LifecycleParams, { summary, notes, affected, changes }: LifecycleAnswer, kind: ChosenElement['element']['kind']): Promise<'yes' | 'keep-key' | 'no'> {
    const yes = {
        'publish': vscode.l10n.t('Publish'), 'retire': vscode.l10n.t('Retire'), 'delete': vscode.l10n.t('Delete'), 'new-version': vscode.l10n.t('Make Version'),
    }[action];
    const files = Object.keys(changes).map(uri => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
    const detail = [
        ...notes,
        ...affected.contracts.length > 0 ? [vscode.l10n.t('Affected: {0}', affected.contracts.map(({ client, api, plan }) => `${client} → ${api} via ${plan}`).join(', '))] : [],
        vscode.l10n.t('Edited: {0}', files.join(', ')),
    ].join('\n\n');
    // The key goes with the client, unless it is kept for the day on which it comes back.
    const keep = kind === 'client' && (action === 'retire' || action === 'delete') ? [vscode.l10n.t('{0}, and Keep Its API Key', yes)] : [];
    const chosen = await vscode.window.showWarningMessage(summary, { modal: true, detail }, yes, ...keep);
    return chosen === yes ? 'yes' : chosen !== undefined && keep.includes(chosen) ? 'keep-key' : 'no';
}

/** From the gateway into the secret storage, from where the next registration of this client takes it. */
async function keepKey({ server, secrets }: Shell, { project, active }: ChosenElement['project'], client: string): Promise<void> {
    const { key } = await server.client.sendRequest(ApiKeyRequest, { project, client });
    await secrets.keepKey({ project, environment: active ?? '', client }, key);
}

/** One edit of all files, saved: what is registered is what is on disk. */
async function apply({ server }: Shell, { changes }: LifecycleAnswer): Promise<void> {
    const edit = await server.client.protocol2CodeConverter.asWorkspaceEdit({ changes });
    if (!edit || !await vscode.workspace.applyEdit(edit)) {
        throw new Refusal(vscode.l10n.t('The source could not be edited. Look whether its files are read-only.'));
    }
    for (const uri of Object.keys(changes)) {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
        if (!await document.save()) {
            throw new Refusal(vscode.l10n.t('{0} could not be saved. Save it, then register what changed.', vscode.workspace.asRelativePath(document.uri)));
        }
    }
}
