import { t } from '@vscode/l10n';
import { rangeOf } from '../../language/places.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Takes the version of the other policy type. */
export function fixPluginVersionsDiffer({ project, uri, diagnostic: { range, data } }: Problem): Fix[] {
    const version = data?.['version'];
    const type = syntaxAt(project, uri, range.start, 'OptionType')?.type;
    const choice = type?.$type === 'ChoiceType' ? type.choices[0] : undefined;
    const [, before, own] = /^(["']plugin:[^:]*:[^:]*:)([^:]*):/.exec(choice?.text ?? '') ?? [];
    if (version === undefined || !choice || before === undefined || own === undefined) return [];
    const { start: { line, character } } = rangeOf(choice, 'text');
    const from = character + before.length;
    return [{ title: t('Use version {0}', version), edits: [{ uri, range: { start: { line, character: from }, end: { line, character: from + own.length } }, newText: version }] }];
}
