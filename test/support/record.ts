import { recorder } from '../../compiler/recorder.ts';
import { keyOf, type DeclarationKind } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import type { DeclarationOf } from '../../language/project-index.ts';
import { emptyRecord, type RegistrationRecord } from '../../language/record.ts';

/** What is recorded when a project is registered as it is. */
export function recordOf({ index, view }: Project): RegistrationRecord {
    const record = emptyRecord(view.settings.environment);
    for (const api of declared('api')) {
        if (api.state === 'draft') continue;
        record.apis.set(keyOf(api), recorder.api(api, view));
        for (const { plan: key } of api.offers) {
            const plan = view.plan(key);
            if (plan?.locked && api.state === 'published') record.plans.set(key, recorder.plan(plan, view));
        }
    }
    for (const client of declared('client')) {
        const recorded = { ...recorder.client(client, view), key: !client.retired };
        if (client.retired || Object.keys(recorded.contracts).length > 0) record.clients.set(keyOf(client), recorded);
    }
    return record;

    function declared<K extends DeclarationKind>(kind: K): DeclarationOf<K>[] {
        return [...index.keys(kind)].flatMap(key => index.find(kind, key) ?? []);
    }
}

/** The same as far as it can be read back from a gateway: neither plans, offers, own policies of private APIs nor what was retired; what is secret is masked. */
export function rebuilt(record: RegistrationRecord): RegistrationRecord {
    const masked = JSON.parse(JSON.stringify({ apis: [...record.apis], clients: [...record.clients] }).replaceAll(/"\$\{[^}]*\}"/g, '"(secret)"')) as
        { apis: [string, NonNullable<ReturnType<RegistrationRecord['apis']['get']>>][]; clients: [string, NonNullable<ReturnType<RegistrationRecord['clients']['get']>>][] };
    return {
        environment: record.environment, rebuilt: true, plans: new Map(),
        apis: new Map(masked.apis.filter(([, { state }]) => state === 'published').map(([key, { state, settings, policies }]) => [
            key, { state, settings, ...(settings['publicAPI'] === true && policies ? { policies } : {}) }
        ])),
        clients: new Map(masked.clients.filter(([, { state }]) => state === 'registered'))
    };
}
