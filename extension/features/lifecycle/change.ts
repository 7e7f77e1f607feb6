import * as vscode from 'vscode';
import { ApiKeyRequest, LifecycleRequest, type LifecycleAnswer, type LifecycleParams, type ProjectElement, type ProjectEnvironments } from '../../../language-server/protocol.ts';
import { offer, Refusal } from '../../infrastructure/error-boundary.ts';
import type { RegistrationPreview } from '../../infrastructure/registering/preview.ts';
import { register } from '../../infrastructure/registering/registration.ts';
import { isServerError } from '../../infrastructure/server-error.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { editSource } from '../../infrastructure/source-edit.ts';

/** What is agreed to in a dialog; a new version is written by choosing. */
type Action = Exclude<LifecycleParams['action'], 'new-version'>;

/** An action on one element, and what it would change. */
interface Step { params: LifecycleParams; answer: LifecycleAnswer }

/**
 * Shows what an action does to the source and whom it concerns, and carries out what was agreed to: one edit an element, so that Undo takes
 * it back, saved, then one registration of what changed. What is deleted leaves the gateways before it leaves the source.
 */
export async function changeSource(
    shell: Shell, preview: RegistrationPreview, project: ProjectEnvironments, elements: readonly ProjectElement[], wish: { action: Action },
): Promise<void> {
    const steps: Step[] = [];
    for (const { kind, key } of elements) {
        steps.push(await stepOf(shell, { project: project.project, entity: key, kind, ...wish }));
    }
    const agreement = await agree(wish.action, elements, steps, shell.session.canConnect ? project : undefined);
    if (agreement === 'no') {
        throw new vscode.CancellationError();
    }
    if (agreement === 'keep-key') {
        await Promise.all(elements.map(({ key }) => keepKey(shell, project, key)));
    }
    const leaving = registersOf(steps.filter(({ answer }) => answer.withdraws));
    if (leaving.length > 0 && !await register(shell, preview, project, leaving, { withdraw: true, again: () => changeSource(shell, preview, project, elements, wish) })) {
        return;
    }
    for (const { params, answer } of steps) {
        const now = await shell.server.client.sendRequest(LifecycleRequest, params);
        if (JSON.stringify(now.changes) !== JSON.stringify(answer.changes)) {
            throw new Refusal(vscode.l10n.t('The source was changed meanwhile and is left as it is. Try again.'));
        }
    }
    const kept: string[] = [];
    for (const { params } of steps) {
        // The edits before this one have moved its place, and nothing else.
        const agreed = await shell.server.client.sendRequest(LifecycleRequest, { ...params, confirmed: true });
        await editSource(shell.server, agreed);
        kept.push(...agreed.kept === undefined ? [] : [agreed.kept]);
        shell.log.info(agreed.summary);
    }
    const changed = registersOf(steps.filter(({ answer }) => !answer.withdraws));
    if (changed.length === 0 || kept.length > 0) {
        tell(project, elements, steps, kept);
    }
    if (changed.length === 0) {
        return;
    }
    if (shell.session.canConnect) {
        await register(shell, preview, project, changed);
    } else {
        void vscode.window.showInformationMessage(vscode.l10n.t('{0} The gateways hear of it with the next `apim register`.', steps.map(({ answer }) => answer.summary).join(' ')));
    }
}

/** Where contracts stand in the way, the user may let them go along. */
async function stepOf({ server }: Shell, params: LifecycleParams): Promise<Step> {
    try {
        return { params, answer: await server.client.sendRequest(LifecycleRequest, params) };
    } catch (error) {
        if (!isServerError(error) || error.data?.contracts !== true) {
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

/** `registering`: the project, where what is agreed to goes to the gateways of its environment, too. */
async function agree(action: Action, elements: readonly ProjectElement[], steps: readonly Step[], registering: ProjectEnvironments | undefined): Promise<'yes' | 'keep-key' | 'no'> {
    const yes = {
        'publish': vscode.l10n.t('Publish'), 'retire': vscode.l10n.t('Retire'), 'delete': vscode.l10n.t('Delete'),
    }[action];
    const answers = steps.map(({ answer }) => answer);
    const files = new Set(answers.flatMap(({ changes }) => Object.keys(changes)).map(uri => vscode.workspace.asRelativePath(vscode.Uri.parse(uri))));
    const contracts = answers.flatMap(({ affected }) => affected.contracts).map(({ client, api, plan }) => vscode.l10n.t('{0} via {1}', `${client} → ${api}`, plan));
    const [first] = answers;
    const detail = [
        ...answers.length > 1 ? [answers.map(({ summary }) => summary).join('\n')] : [],
        ...new Set(answers.flatMap(({ notes }) => notes)),
        ...contracts.length > 0 ? [vscode.l10n.t('Affected: {0}', contracts.join(', '))] : [],
        vscode.l10n.t('Edited: {0}', [...files].join(', ')),
        ...registering && steps.some(({ answer }) => answer.registers.length > 0) ? [environmentText(registering)] : [],
    ].join('\n\n');
    const mayHaveKeys = registering !== undefined && elements.every(({ kind }) => kind === 'client');
    // The key goes with the client, unless it is kept for the day on which it comes back.
    const keep = mayHaveKeys && (action === 'retire' || action === 'delete') ? [vscode.l10n.t('{0}, and Keep Its API Key', yes)] : [];
    const question = answers.length > 1 ? vscode.l10n.t('{0}: {1}', yes, countText(elements)) : first?.summary ?? '';
    const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes, ...keep);
    return chosen === yes ? 'yes' : chosen !== undefined && keep.includes(chosen) ? 'keep-key' : 'no';
}

/** From the gateway into the secret storage, from where the next registration of this client takes it. One that was never registered has none to keep. */
async function keepKey({ server, secrets, log }: Shell, { project, active }: ProjectEnvironments, client: string): Promise<void> {
    try {
        const { key } = await server.client.sendRequest(ApiKeyRequest, { project, client });
        await secrets.keepKey({ project, environment: active ?? '', client }, key);
    } catch (error) {
        if (!isServerError(error) || error.data?.failure !== 'not-registered') {
            throw error;
        }
        log.info(error.message);
    }
}

/** Which gateways hear of it. */
function environmentText({ environments, active = '' }: ProjectEnvironments): string {
    return environments.find(({ name }) => name === active)?.protected ? vscode.l10n.t('At the gateways of: {0} (protected)', active) : vscode.l10n.t('At the gateways of: {0}', active);
}

/** What was taken out of the source can be put back with one click. */
function tell({ project }: ProjectEnvironments, elements: readonly ProjectElement[], steps: readonly Step[], kept: readonly string[]): void {
    const [only, ...more] = steps;
    const message = only && more.length === 0 ? only.answer.summary : vscode.l10n.t('Out of the source: {0}.', countText(elements));
    const restore = kept.length === 0 ? undefined : { title: vscode.l10n.t('Restore'), command: 'apim.restoreDeleted', args: [{ project, ...kept.length === 1 ? { file: kept[0] } : {} }] };
    void offer(vscode.window.showInformationMessage, message, restore);
}

/** `3 clients`; they are of one kind. */
function countText(elements: readonly ProjectElement[]): string {
    return elements[0]?.kind === 'api' ? vscode.l10n.t('{0} APIs', elements.length) : vscode.l10n.t('{0} clients', elements.length);
}

function registersOf(steps: readonly Step[]): string[] {
    return [...new Set(steps.flatMap(({ answer }) => answer.registers))];
}
