import { t } from '@vscode/l10n';
import type { CompiledProject } from '../compiler/compiled-project.ts';
import { organizationOf } from '../language/declarations.ts';

/** Why something that is declared is not registered, in words for people. */
export function leftOutText({ kind, key, reason }: Pick<CompiledProject['skipped'][number], 'kind' | 'key' | 'reason'>): string {
    const { client, api } = contractOf(key);
    switch (kind) {
        case 'api': return t("API '{0}' is a draft.", key);
        case 'client': return reason === 'no-contract' ? t("Client '{0}' has no contract; it cannot be registered.", key) : t("Client '{0}' has no contract that can be served yet.", key);
        case 'contract': return reason === 'awaiting-approval' ? t("The contract of '{0}' with '{1}' waits for the approval of '{2}'.", client, api, organizationOf(api))
            : t("The contract of '{0}' with '{1}' cannot be served.", client, api);
    }
}

/** What a contract is between, of its key. */
export function contractOf(key: string): { client: string; api: string } {
    const [client = '', api = ''] = key.split(' → ');
    return { client, api };
}
