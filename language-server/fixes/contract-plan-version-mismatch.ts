import { t } from '@vscode/l10n';
import { chosenOffer } from '../../language/policy-chain.ts';
import { referenceKey } from '../../language/extraction.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { writtenName } from '../features/written-name.ts';

/** Takes the version that the API offers, which need not be named. */
export function fixContractPlanVersionMismatch(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const contract = syntaxAt(project, uri, range.start, 'Contract');
    const key = referenceKey(contract?.api, syntaxAt(project, uri, range.start, 'Organization')?.name ?? '');
    const api = project.index.find('api', key);
    const plan = contract?.plan?.name ?? '';
    return api && chosenOffer({ api: key, plan, attributes: [] }, api) ? [replace(problem, t('Use the version that the API offers'), writtenName(plan), false)] : [];
}
