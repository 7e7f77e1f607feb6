import { shownApiSides, shownClientSides, type Sides } from './differences.ts';
import { normalApi, normalClient } from './normal-form.ts';
import type { PlannedOperation } from './operation.ts';
import type { Preview } from './preview.ts';
import { Secret } from './secret.ts';

/** Two texts of JSON with their members in one order, for a comparison side by side; the empty text where there is nothing on that side. */
export interface PlanDocument { before: string; after: string }

/** What an operation of a plan finds at the gateway and what it leaves there. Holds no secret and no API key. */
export function planDocument(preview: Preview, { kind, entity, gateway, changes, content }: PlannedOperation): PlanDocument {
    const disclosure = { ...preview.disclosure, missingSecrets: preview.plan.missingSecrets.map(({ name }) => name) };
    const snapshot = preview.snapshots.find(candidate => candidate.gateway === gateway);
    const sent = content.reveal();
    const project = preview.shown.reveal();
    if (kind === 'publish' || kind === 'retire') {
        const now = snapshot?.apis.get(entity);
        const shown = project.apis.find(({ key }) => key === entity)?.bean;
        return textsOf(shownApiSides(now && normalApi(now), sent.kind === 'publish' ? normalApi({ ...sent.bean }) : undefined, shown && normalApi({ ...shown }), disclosure));
    }
    const now = snapshot?.clients.get(entity);
    const shown = project.clients.find(({ key }) => key === entity)?.bean;
    const sides = shownClientSides(now && normalClient(now.bean), sent.kind === 'register' ? normalClient({ ...sent.bean }) : undefined, shown && normalClient({ ...shown }), disclosure);
    const getsKey = !now?.key || changes.some(({ path }) => path === 'apiKey');
    return textsOf({
        ...(sides.before ? { before: { ...(now?.key ? { apiKey: Secret.mask } : {}), ...sides.before } } : {}),
        ...(sides.after ? { after: { apiKey: getsKey ? `${Secret.mask}, a new one` : Secret.mask, ...sides.after } } : {})
    });
}

function textsOf({ before, after }: Sides): PlanDocument {
    return { before: textOf(before), after: textOf(after) };
}

function textOf(side: object | undefined): string {
    return side ? `${JSON.stringify(sorted(side), null, 2)}\n` : '';
}

/** Members by name, so that only what differs shows as a difference. */
function sorted(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(sorted);
    }
    return typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([member, inside]) => [member, sorted(inside)]))
        : value;
}
