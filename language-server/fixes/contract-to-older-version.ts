import { t } from '@vscode/l10n';
import { identityOf } from '../../language/declarations.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { writtenKey } from '../features/written-name.ts';

/** Takes the newest published version. What it offers may differ, so it is left to the user whether it is meant. */
export function fixContractToOlderVersion(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range, data } } = problem;
    const newer = data?.['newer'];
    const reference = syntaxAt(project, uri, range.start, 'QualifiedReference');
    if (newer === undefined || !reference) return [];
    const { organization, version } = identityOf(newer);
    return [replace(problem, t('Use version {0}', version), writtenKey(newer, reference.organization === undefined ? organization : undefined), false)];
}
