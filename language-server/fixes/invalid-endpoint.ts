import { t } from '@vscode/l10n';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Adds the scheme that was left out. */
export function fixInvalidEndpoint(problem: Problem): Fix[] {
    const text = syntaxAt(problem.project, problem.uri, problem.diagnostic.range.start, 'StringValue')?.text ?? '';
    const [, address = ''] = /^"(?:\/\/)?([^"\s:/][^"\s/:]*\.[^"\s]*|localhost[^"\s]*|[^"\s:/]+:\d+[^"\s]*)"$/.exec(text) ?? [];
    return address !== '' && URL.canParse(`https://${address}`) ? [replace(problem, t('Write {0}', `"https://${address}"`), `"https://${address}"`)] : [];
}
