import { t } from '@vscode/l10n';
import { basicTypes } from '../../language/type-extraction.ts';
import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** What other languages call our types. */
const synonyms: Record<string, string> = {
    text: 'string', str: 'string', char: 'string', int: 'integer', long: 'integer', short: 'integer', count: 'integer', float: 'number', double: 'number', decimal: 'number', bool: 'boolean', flag: 'boolean',
    uri: 'url', duration: 'seconds', size: 'bytes', regexp: 'regex', pattern: 'regex', ip: 'address', cidr: 'address'
};

/** Takes the type that was meant. */
export function fixUnknownType(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const written = syntaxAt(project, uri, range.start, 'Choice')?.name ?? '';
    const meant = synonyms[written.toLowerCase()] ?? nearestName(written, basicTypes);
    return meant === undefined ? [] : [replace(problem, t("Write '{0}'", meant), meant)];
}
