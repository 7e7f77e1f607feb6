import * as vscode from 'vscode';
import { RemovalsRequest, RestoredRequest, RestoreRequest, type Removal } from '../../../language-server/protocol.ts';
import { elementIcons } from '../../infrastructure/element-appearance.ts';
import { offer, Refusal } from '../../infrastructure/error-boundary.ts';
import type { RegistrationPreview } from '../../infrastructure/registering/preview.ts';
import { register } from '../../infrastructure/registering/registration.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { revealSource } from '../../infrastructure/source-location.ts';
import { editSource } from '../../infrastructure/source-edit.ts';

/** What a command or a button names: the file that was kept. */
export interface RestoreArgument { project?: string; file?: string }

/** Puts back into the source what was deleted, shows it there, and offers the registration, with the key that was kept where one was. */
export async function restoreDeleted(shell: Shell, preview: RegistrationPreview, wanted: RestoreArgument | undefined): Promise<void> {
    const project = await shell.projects.pick(wanted?.project);
    const params = { project: project.project, file: wanted?.file ?? (await pickRemoval(shell, project.project)).file };
    const answer = await shell.server.client.sendRequest(RestoreRequest, params);
    await editSource(shell.server, answer);
    await shell.server.client.sendRequest(RestoredRequest, params);
    if (answer.source) {
        await revealSource(answer.source);
    }
    const message = [answer.summary, ...answer.notes].join(' ');
    shell.log.info(message);
    const again = answer.registers.length > 0 && shell.session.canConnect
        ? { title: vscode.l10n.t('Register…'), run: () => shell.boundary.run('Register', () => register(shell, preview, project, answer.registers)) } : undefined;
    void offer(answer.notes.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage, message, again);
}

async function pickRemoval({ server }: Shell, project: string): Promise<Removal> {
    const { removals } = await server.client.sendRequest(RemovalsRequest, { project });
    if (removals.length === 0) {
        throw new Refusal(vscode.l10n.t('Nothing that was deleted is kept in this project.'));
    }
    const now = Date.now();
    const items = removals.map(removal => ({
        label: `$(${elementIcons[removal.kind]}) ${removal.entity}`,
        description: whenText(new Date(removal.removed).getTime() - now),
        detail: [new Date(removal.removed).toLocaleString(vscode.env.language), ...piecesText(removal)].join(' · '),
        removal,
    }));
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('What is to be put back into the source?'), placeHolder: vscode.l10n.t('The newest is first'), matchOnDetail: true });
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen.removal;
}

/** What comes back besides the declaration itself. */
function piecesText({ pieces }: Removal): string[] {
    const count = (wanted: Removal['pieces'][number]['what']) => pieces.filter(({ what }) => what === wanted).length;
    const [contracts, approvals] = [count('contract'), count('approval')];
    return [
        ...contracts > 0 ? [vscode.l10n.t('contracts: {0}', contracts)] : [],
        ...approvals > 0 ? [vscode.l10n.t('approvals: {0}', approvals)] : [],
    ];
}

/** `3 minutes ago`, in the words of the editor's language. */
function whenText(milliseconds: number): string {
    const units: [unit: Intl.RelativeTimeFormatUnit, length: number][] = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]];
    const [unit, length] = units.find(([, one]) => Math.abs(milliseconds) >= one) ?? ['second', 1000];
    return new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto' }).format(Math.round(milliseconds / length), unit);
}
