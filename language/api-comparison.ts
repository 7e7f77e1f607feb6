import type { ApiDeclaration } from './declarations.ts';
import { builtInParameters } from './project-settings.ts';
import type { ProjectView } from './project-view.ts';
import type { RecordedApi, Recorder, RecorderLookup } from './record.ts';
import { sameAsRecorded, samePromise } from './record-comparison.ts';

/**
 * Whether a private API offers other plans, or brings other policies, than those whose clients have contracts were promised. Approvals and the order of
 * offers are no part of it, and the release of a plugin neither. What the record does not know is no difference.
 */
export function promisesOther(api: ApiDeclaration, recorded: RecordedApi, recorder: Recorder, view: ProjectView): boolean {
    if (api.access !== 'private' || view.recordIsRebuilt) return false;
    const now = recorder.api(api, view);
    return !sameOffers(recorded, now) || (recorded.policies !== undefined && !samePromise(recorded.policies, now.policies ?? []));
}

/** Whether the gateway must be given something else. The policies of a private API travel in the contracts. */
export function servesOther(api: ApiDeclaration, recorded: RecordedApi, recorder: Recorder, view: ProjectView): boolean {
    const now = recorder.api(api, view);
    if (!sameAsRecorded(recorded.settings, now.settings, view.recordIsRebuilt)) return true;
    return api.access === 'public' && recorded.policies !== undefined && !sameAsRecorded(recorded.policies, now.policies, view.recordIsRebuilt);
}

/**
 * Whether the declaration of a retired API is not what it was when it was retired. Only what stands in it counts: a parameter or a policy set may change,
 * since others use it too.
 */
export function differsFromRetired(api: ApiDeclaration, recorded: RecordedApi, recorder: Recorder, view: ProjectView): boolean {
    const now = recorder.api(api, view);
    const alone = recorder.api(api, withoutOthers(view));
    const changed = (member: string) => sameAsRecorded(now.settings[member], alone.settings[member]) && !sameAsRecorded(recorded.settings[member], now.settings[member]);
    if (Object.keys({ ...recorded.settings, ...now.settings }).some(changed) || !sameOffers(recorded, now)) return true;
    return sameAsRecorded(now.policies, alone.policies) && recorded.policies !== undefined && !samePromise(recorded.policies, now.policies ?? []);
}

function sameOffers(recorded: RecordedApi, now: RecordedApi): boolean {
    const plans = ({ offers }: RecordedApi) => [...new Set(offers?.map(({ plan }) => plan))].sort();
    return recorded.offers === undefined || sameAsRecorded(plans(recorded), plans(now));
}

/** Leaves out what comes from elsewhere, so that it shows what that is. */
function withoutOthers(view: ProjectView): RecorderLookup {
    return {
        api: key => view.api(key), plan: key => view.plan(key), policyType: name => view.policyType(name), policySet: () => undefined,
        parameter: name => {
            const parameter = view.parameter(name);
            return parameter.kind === 'value' && !(name in builtInParameters) ? { kind: 'unset' } : parameter;
        }
    };
}
