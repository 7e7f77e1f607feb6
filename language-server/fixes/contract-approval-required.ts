import { t } from '@vscode/l10n';
import { GrammarUtils } from 'langium';
import { keyOf } from '../../language/declarations.ts';
import { referenceKey } from '../../language/extraction.ts';
import { chosenOffer } from '../../language/policy-chain.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { entryOf, syntaxAt } from '../features/syntax-at.ts';
import { writtenKey } from '../features/written-name.ts';

/** Approves the client at the offer. That is the provider's to do, and never preferred. */
export function fixContractApprovalRequired({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const contract = syntaxAt(project, uri, range.start, 'Contract');
    const key = referenceKey(contract?.api, syntaxAt(project, uri, range.start, 'Organization')?.name ?? '');
    const client = entryOf(project, uri, contract?.$container);
    const [api] = project.index.entries('api', key);
    if (!contract?.plan || !client || api?.node?.$type !== 'Api') return [];
    const { name, version } = contract.plan;
    const chosen = chosenOffer({ api: key, plan: name, ...version === undefined ? {} : { planVersion: version }, attributes: [] }, api.declaration);
    const { organization } = api.declaration;
    const offer = api.node.members.filter(member => member.$type === 'Offer').find(({ plan }) => referenceKey(plan, organization) === chosen?.plan);
    const approval = GrammarUtils.findNodeForKeyword(offer?.$cstNode, 'approval');
    if (!offer || !approval) return [];
    const last = offer.approvedFor.length === 0 ? undefined : offer.$cstNode;
    const { end } = (last ?? approval).range;
    const written = writtenKey(keyOf(client.declaration), organization);
    return [{ title: t('Approve {0} at {1}', keyOf(client.declaration), key), edits: [{ uri: api.uri, range: { start: end, end }, newText: last ? `, ${written}` : ` for ${written}` }] }];
}
