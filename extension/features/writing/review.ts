import * as vscode from 'vscode';
import type { DraftKind, WritingAnswer } from '../../../language-server/protocol.ts';
import { picking, type Choice, type Step } from '../../infrastructure/steps.ts';
import type { Answers, Desk } from './dialog.ts';
import type { WritingPreview } from './preview.ts';

/** The last question: what will be written and where, line by line, and what the rules say of it. It can be looked at in its file, too. */
export function reviewing<K extends DraftKind>(desk: Desk, preview: WritingPreview): Step<Answers<K>> {
    let latest: WritingAnswer | undefined;
    return picking<Answers<K>, 'write' | 'show' | 'line'>({
        id: 'review', placeholder: vscode.l10n.t('This is what will be written'),
        items: async ({ draft }) => itemsOf(latest = await desk.write(draft)),
        take: (answers, value) => {
            if (value === 'write' && latest) {
                return { ...answers, answer: latest };
            }
            if (latest?.source) {
                void preview.show(latest.source);
            }
            return undefined;
        },
    });
}

function itemsOf({ source, problems }: WritingAnswer): (Choice<'write' | 'show' | 'line'> | vscode.QuickPickItem)[] {
    const isRefused = problems.some(({ severity }) => severity === 'error');
    const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
    return [
        ...source && !isRefused ? [{
            label: `$(check) ${vscode.l10n.t('Write')}`, description: source.path, value: 'write' as const,
            detail: source.created.includes(source.uri) ? vscode.l10n.t('Into a new file. One Undo takes it back.') : vscode.l10n.t('One Undo takes it back.'),
        }] : [],
        ...source ? [{ label: `$(diff) ${vscode.l10n.t('Show in Its File')}`, detail: vscode.l10n.t('Opens the comparison beside; nothing is written.'), value: 'show' as const }] : [],
        ...problems.length > 0 ? [separator(isRefused ? vscode.l10n.t('Cannot be written: go back and change it') : vscode.l10n.t('Worth knowing'))] : [],
        ...problems.map(({ severity, message }) => ({ label: `$(${icons[severity]}) ${message}`, value: 'show' as const })),
        ...source ? [separator(source.path), ...source.text.split('\n').map(line => ({ label: shown(line), value: 'line' as const }))] : [],
    ];
}

/** A list takes blanks at the beginning of a line away, and reads `$(…)` as an icon. */
function shown(line: string): string {
    return line.replace(/^ +/, blanks => '\u00a0'.repeat(2 * blanks.length)).replaceAll('$(', '$\u200b(') || '\u00a0';
}

const icons = { error: 'error', warning: 'warning', info: 'info', hint: 'lightbulb' };
