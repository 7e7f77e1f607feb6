import { t } from '@vscode/l10n';
import type { Fix, Problem } from '../features/fix.ts';
import { writtenName } from '../features/written-name.ts';
import { insertAtEnd } from '../lifecycle/insertion.ts';

/** Declares the client again, as retired: it leaves the gateway with the next registration, and can be deleted then. */
export function fixDeleteRegisteredClient({ project, uri, diagnostic }: Problem): Fix[] {
    const [, owner = '', name = '', version = ''] = /^([^/]*)\/(.*)@([^@]*)$/.exec(diagnostic.data?.['key'] ?? '') ?? [];
    const edit = insertAtEnd(project, { what: 'declaration', owner, own: `retired client ${writtenName(name)}@${version}` }, uri);
    return edit ? [{ title: t("Declare '{0}' as retired", `${name}@${version}`), edits: [edit], preferred: true }] : [];
}
