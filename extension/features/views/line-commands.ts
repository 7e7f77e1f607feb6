import * as vscode from 'vscode';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { revealSource } from '../../infrastructure/source-location.ts';
import type { LinesView } from './lines-view.ts';
import type { Line } from './line-store.ts';

/** What is done with lines themselves: opening what they stand for, copying what they say, and running commands on those that are selected. */
export function activateLineCommands({ context, boundary }: Shell, views: readonly LinesView[]): void {
    let previewed: string | undefined;
    const selected = () => views.map(({ view }) => view).find(view => view.visible && view.selection.length > 0 && isFocused(view, views))?.selection ?? [];
    context.subscriptions.push(
        boundary.command('apim.goToDeclaration', async (line?: Line) => {
            const at = line ?? selected()[0];
            return at?.source && revealSource(at.source);
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
        boundary.command('apim.copyUrl', async (line?: Line) => line?.url && vscode.env.clipboard.writeText(line.url)),
        boundary.command('apim.copyName', async (line?: Line, lines: readonly Line[] = line ? [line] : selected()) => {
            if (lines.length > 0) {
                await vscode.env.clipboard.writeText(lines.map(nameOf).join('\n'));
            }
        }),
        // A key that is pressed in a view brings no argument along: the command is given the versions that are selected there.
        boundary.command('apim.runOnSelection', async (command?: string) => {
            const lines = selected().filter(({ kind }) => kind === 'version' || kind === 'api-version');
            if (lines.length === 0) {
                throw new Refusal(vscode.l10n.t('Select a version first: Enter selects the line that has the focus.'));
            }
            if (command !== undefined) {
                await vscode.commands.executeCommand(command, lines[0], lines);
            }
        }),
    );
}

/** Keys are bound where a view has the focus; which one that is, is told by what was selected last. */
function isFocused(view: vscode.TreeView<Line>, views: readonly LinesView[]): boolean {
    return (views.find(other => other.view === view)?.selectedAt ?? 0) === Math.max(...views.map(({ selectedAt }) => selectedAt));
}

function nameOf({ kind, key, label, plan, url }: Line): string {
    switch (kind) {
        case 'offer': return plan ?? label;
        case 'contract': return label;
        case 'gateway': return url ?? label;
        default: return key ?? label;
    }
}
