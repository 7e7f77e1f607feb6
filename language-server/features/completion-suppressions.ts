import { t } from '@vscode/l10n';
import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { ruleOf, rules, type RuleId } from '../../language/rules.ts';
import type { Proposal } from './completion-item.ts';

/** The rules that a comment `// apim-ignore` can name, those first that report something just below; undefined elsewhere. */
export function suppressions(project: Project, uri: string, { line, character }: Position): { typed: string; found: Proposal[] } | undefined {
    const before = project.files.get(uri)?.textDocument.getText({ start: { line, character: 0 }, end: { line, character } }) ?? '';
    const [comment, written = '', typed = ''] = /^\s*\/\/\s*apim-ignore\s+((?:[\w-]+\s*,\s*)*)([\w-]*)$/.exec(before) ?? [];
    if (comment === undefined) return undefined;
    const named = new Set(written.split(/[\s,]+/));
    const below = new Set(project.diagnostics(uri).filter(({ range }) => range.start.line === line + 1).map(({ code }) => code as string));
    const found = (Object.keys(rules) as RuleId[]).filter(id => !named.has(id) && id.includes(typed)).sort((a, b) => Number(below.has(b)) - Number(below.has(a))).map((id): Proposal => ({
        label: id, kind: CompletionItemKind.Constant, detail: below.has(id) ? t('reported below') : ruleOf(id).severity, documentation: ruleOf(id).why, rank: below.has(id) ? 0 : 1
    }));
    return { typed, found };
}
