import { t } from '@vscode/l10n';
import { referenceKey } from '../../language/extraction.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { findElement } from '../lifecycle/element.ts';
import { publishApi } from '../lifecycle/publish-api.ts';

/** Publishes the API, where it is still a draft. That is the provider's to do, and cannot be undone: it is never preferred. */
export function fixContractApiUnpublished({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const contract = syntaxAt(project, uri, range.start, 'Contract');
    const key = referenceKey(contract?.api, syntaxAt(project, uri, range.start, 'Organization')?.name ?? '');
    const api = findElement(project, key, ['api']);
    const change = api.kind === 'api' ? publishApi(project, api) : undefined;
    return change?.kind === 'change' ? [{ title: t('Publish {0}', key), edits: change.edits }] : [];
}
