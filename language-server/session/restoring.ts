import { t } from '@vscode/l10n';
import { mayDo, visibleOrganizations } from '../../registration/roles.ts';
import type { Result } from '../../registration/failure.ts';
import type { LifecycleRefusal } from '../lifecycle/change.ts';
import { putBack, type PutBack } from '../lifecycle/put-back.ts';
import type { RestoreDocument } from '../lifecycle/restore-document.ts';
import { uriOf } from '../file-uri.ts';
import type { RegistrationContext } from './registering.ts';

type Restorer = Pick<RegistrationContext, 'session' | 'environment' | 'person'>;

/** How what was removed comes back into the source of a project; the failure is a role that somebody lacks. */
export function restoration({ session, environment, person }: Restorer, document: RestoreDocument): PutBack | LifecycleRefusal | Extract<Result<void>, { ok: false }> {
    const organizations = session.declarations('organization', environment);
    const forbidden = ownersOf(document).map(owner => mayDo('restore', owner, organizations, person)).find(allowed => !allowed.ok);
    return forbidden && !forbidden.ok ? forbidden : putBack(session.project, document, name => uriOf(`${session.folder}/${name}`));
}

/** Whether somebody may know of it: an organization that is declared no more hides nothing. */
export function maySee({ session, environment, person }: Restorer, document: RestoreDocument): boolean {
    const organizations = session.declarations('organization', environment);
    const visible = new Set(visibleOrganizations(organizations, person).visible);
    const declared = new Set(organizations.map(({ name }) => name));
    return ownersOf(document).every(owner => visible.has(owner) || !declared.has(owner));
}

/** What was done, in one sentence. */
export function restoredText({ action, element }: RestoreDocument): string {
    return action === 'delete' ? t('{0} is back in the source.', element.key) : t('What went with {0} is back in the source; its own state stays.', element.key);
}

function ownersOf({ pieces }: RestoreDocument): string[] {
    return [...new Set(pieces.map(({ owner }) => owner.split('/')[0] ?? ''))];
}
