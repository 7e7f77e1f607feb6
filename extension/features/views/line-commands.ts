import * as vscode from 'vscode';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { revealSource } from '../../infrastructure/source-location.ts';
import type { LinesView } from './lines-view.ts';
import type { Line } from './line-store.ts';

/** What is done with lines themselves: opening what they stand for, copying what they say, and running commands on those that are selected. */
export function activateLineCommands({ context, boundary }: Shell, views: readonly LinesView[]): void {
    let previewed: string | undefined;
    context.subscriptions.push(
        boundary.command('apim.goToDeclaration', async (line?: Partial<Line>) => {
            if (!line?.source) {
                throw new Refusal(line?.key === undefined ? nothingHere() : vscode.l10n.t('{0} is declared nowhere in this project.', line.key));
            }
            await revealSource(line.source);
        }),
        // A click shows the declaration and leaves the keyboard in the tree, as the explorer does; a second one goes there.
        boundary.command('apim.previewDeclaration', async (line?: Line) => {
            if (!line?.source) {
                return;
            }
            const isSecond = previewed === line.id;
            previewed = isSecond ? undefined : line.id;
            await revealSource(line.source, isSecond ? {} : { preserveFocus: true });
        }),
        boundary.command('apim.copyUrl', async (line?: Partial<Line>) => {
            if (!line?.url) {
                throw new Refusal(nothingHere());
            }
            await vscode.env.clipboard.writeText(line.url);
        }),
        boundary.command('apim.copyName', async (line?: Line, selected?: readonly Line[]) => {
            const lines = selected ?? (line ? [line] : []);
            if (lines.length > 0) {
                await vscode.env.clipboard.writeText(lines.map(nameOf).join('\n'));
            }
        }),
        // A key that is pressed in a view brings no line along: the command is given what is selected there.
        boundary.command('apim.runOnSelection', async (wanted?: KeyBinding) => {
            const selection = views.find(({ view, id }) => id === wanted?.view && view.visible)?.view.selection ?? [];
            const lines = wanted?.versions ? selection.filter(({ kind }) => kind === 'version' || kind === 'api-version') : selection;
            if (lines.length === 0) {
                throw new Refusal(wanted?.versions
                    ? vscode.l10n.t('Select a version first: Enter selects the line that has the focus.')
                    : vscode.l10n.t('Select a line first: Enter selects the one that has the focus.'));
            }
            if (wanted) {
                await vscode.commands.executeCommand(wanted.command, lines[0], lines);
            }
        }),
    );
}

/** The arguments of a key binding of package.json. `versions`: what the command does is done to versions only. */
interface KeyBinding { view: string; command: string; versions?: boolean }

function nothingHere(): string {
    return vscode.l10n.t('There is nothing here for which this can be done.');
}

function nameOf({ kind, key, label, plan, url }: Line): string {
    switch (kind) {
        case 'offer': return plan ?? label;
        case 'contract': return label;
        case 'gateway': return url ?? label;
        default: return key ?? label;
    }
}
