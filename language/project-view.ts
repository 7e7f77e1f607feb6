import { isIn } from '../project/file-system.ts';
import { managedUrl } from './managed-url.ts';
import { keyOf, organizationOf, type ApiDeclaration, type ClientDeclaration, type PlanDeclaration, type PolicyEntry, type PolicySetDeclaration, type PolicyTypeDeclaration } from './declarations.ts';
import type { ParameterLookup, ParameterValue, Scalar } from './option-values.ts';
import { authenticates, chosenOffer, expand } from './policy-chain.ts';
import { partsOf } from './parts.ts';
import { policyFacts, type PolicyFact } from './policy-facts.ts';
import { writtenPolicies } from './written-policies.ts';
import { chainFindings, type ChainFinding } from './chain-findings.ts';
import type { ProjectIndex } from './project-index.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { parameterValue } from './parameters.ts';
import { builtInParameters, type ProjectSettings } from './project-settings.ts';
import { emptyRecord, type RecordedApi, type RecordedClient, type RecordedPlan, type RecordedPolicy, type Recorder, type RecorderLookup, type RegistrationRecord } from './record.ts';
import type { LiveState } from './rule.ts';
import type { Dependencies } from './tracker.ts';

/** A contract of a client that is wanted on the gateway, with what it refers to. */
export interface ResolvedContract { client: ClientDeclaration; index: number; api: ApiDeclaration; plan: PlanDeclaration }

/** What checks look at: the declarations of the project, the shipped policy types, the settings, and answers that several checks share. */
export class ProjectView implements RecorderLookup {
    readonly index: ProjectIndex;
    readonly references: ReferenceIndex;
    readonly #fileExists: ((uri: string) => boolean | undefined) | undefined;
    /** Files that a check asked about. */
    readonly #askedFiles = new Set<string>();
    readonly #computes = new Map<(key: string, view: ProjectView) => unknown, { begin: string; compute: (name: string) => unknown }>();
    readonly #tracker: Dependencies;
    readonly #shipped: ReadonlyMap<string, PolicyTypeDeclaration>;
    #settings: ProjectSettings;
    #live: ReadonlyMap<string, LiveState> = new Map();
    #livePublicUrls: readonly string[] = [];
    #record: RegistrationRecord = emptyRecord('');
    /** Keys of the record by kind and organization (`client:Acme`). */
    #recordedIn: ReadonlyMap<string, readonly string[]> = new Map();
    #recorder: Recorder | undefined;

    constructor(
        index: ProjectIndex, references: ReferenceIndex, tracker: Dependencies, shipped: ReadonlyMap<string, PolicyTypeDeclaration>, settings: ProjectSettings, fileExists?: (uri: string) => boolean | undefined
    ) {
        this.index = index;
        this.references = references;
        this.#fileExists = fileExists;
        this.#tracker = tracker;
        this.#shipped = shipped;
        this.#settings = settings;
    }

    get settings(): ProjectSettings {
        this.#tracker.read('settings');
        return this.#settings;
    }

    set settings(settings: ProjectSettings) {
        this.#settings = settings;
        this.#tracker.changed('settings');
    }

    /** The gateways of the environment in use that do not ship with the tool. */
    get remoteGateways(): readonly { url: string; publicUrl: string }[] {
        const { environments, environment } = this.settings;
        return environments.find(({ name }) => name === environment)?.gateways ?? [];
    }

    /** Where calls of an API arrive in the environment in use, as `apim.yaml` or a gateway that was asked says. For what is shown only: no check depends on it. */
    managedUrls(api: string): string[] {
        const declared = this.remoteGateways.map(({ publicUrl }) => publicUrl);
        return [...new Set((declared.length > 0 ? declared : this.#livePublicUrls).map(publicUrl => managedUrl(publicUrl, api)))];
    }

    /** Whether there is a file; undefined where nobody can know. */
    fileExists(uri: string): boolean | undefined {
        this.#tracker.read(`file:${uri}`);
        this.#askedFiles.add(uri);
        return this.#fileExists?.(uri);
    }

    /** Says that files, or folders with all that is in them, came or went. */
    touchFiles(uris: ReadonlySet<string>): void {
        for (const file of this.#askedFiles) {
            if (isIn(file, uris)) this.#tracker.changed(`file:${file}`);
            // A path that was half typed is not asked about again.
            else if (!this.#tracker.reads(`file:${file}`)) this.#askedFiles.delete(file);
        }
    }

    /** An answer that several checks share: computed again when something that it reads changed. */
    shared<T>(name: string, compute: () => T): T {
        return this.#tracker.query(`shared:${name}`, compute);
    }

    /** The same of each key: how it is computed is kept once for all of them. */
    sharedOf<T>(compute: (key: string, view: ProjectView) => T, key: string): T {
        let known = this.#computes.get(compute);
        if (!known) {
            const begin = `${this.#computes.size}:`;
            this.#computes.set(compute, known = { begin, compute: name => compute(name.slice(begin.length), this) });
        }
        return this.#tracker.query(`${known.begin}${key}`, known.compute) as T;
    }

    /** What is asked for once more on the same occasion is answered as it was: see `Tracker`. */
    get occasion(): number {
        return this.#tracker.occasion;
    }

    /** What the gateway is known to hold of a client; undefined where it was not asked or holds nothing. */
    live(client: string): LiveState | undefined {
        // Where nobody was asked, all depend on one thing, and not each on its own.
        this.#tracker.read(this.#live.size === 0 ? 'live' : `live:${client}`);
        return this.#live.get(client);
    }

    /** Where calls arrive in the environment in use, where `apim.yaml` does not say it. */
    setPublicUrls(publicUrls: readonly string[]): void {
        this.#livePublicUrls = publicUrls;
    }

    setLive(live: ReadonlyMap<string, LiveState>, publicUrls: readonly string[] = []): void {
        const before = this.#live;
        this.#live = live;
        this.setPublicUrls(publicUrls);
        if ((before.size === 0) !== (live.size === 0)) this.#tracker.changed('live');
        for (const client of new Set([...before.keys(), ...live.keys()])) {
            if (before.get(client) !== live.get(client)) this.#tracker.changed(`live:${client}`);
        }
    }

    /** Whether there is anything to compare declarations with: a record, or what a gateway told. Nobody depends on the answer: where it changes, all are checked anew. */
    get compares(): boolean {
        return this.#live.size > 0 || this.#recordedIn.size > 0;
    }

    /** What was recorded of a plan, an API or a client at the last registration; undefined where nothing was. */
    recorded<K extends keyof Recorded>(kind: K, key: string): Recorded[K] | undefined {
        const recorded = this.#of(kind);
        this.#tracker.read(recorded.size === 0 ? `record:${kind}` : `record:${kind}:${key}`);
        return recorded.get(key);
    }

    /** Keys of what was recorded in an organization, whether or not it is still declared. */
    recordedIn(kind: keyof Recorded, organization: string): readonly string[] {
        this.#tracker.read(`recorded:${kind}:${organization}`);
        return this.#recordedIn.get(`${kind}:${organization}`) ?? [];
    }

    /** Organizations that anything was recorded of. */
    recordedOrganizations(): string[] {
        this.#tracker.read('recorded');
        return [...new Set(this.#recordedIn.keys().map(slot => slot.slice(slot.indexOf(':') + 1)))].sort();
    }

    /** Whether the record was made from what stood at a gateway: then it knows what is present, no more. */
    get recordIsRebuilt(): boolean {
        this.#tracker.read('rebuilt');
        return this.#record.rebuilt;
    }

    /** Puts declarations into the words of the record, to be compared with it. */
    get recorder(): Recorder | undefined {
        return this.#recorder;
    }

    recordedPolicies(kind: 'plan' | 'api', key: string): readonly RecordedPolicy[] | undefined {
        const recorder = this.#recorder;
        return recorder && this.#tracker.query(`policies:${kind}:${key}`, () => recorder.policies(this.policiesOf(kind, key), this));
    }

    setRecord(record: RegistrationRecord, recorder: Recorder): void {
        const [before, keysBefore] = [this.#record, this.#recordedIn];
        this.#record = record;
        this.#recordedIn = byOrganization(record);
        this.#recorder = recorder;
        if (before.rebuilt !== record.rebuilt) this.#tracker.changed('rebuilt');
        this.#tracker.changed('recorded');
        for (const slot of new Set([...keysBefore.keys(), ...this.#recordedIn.keys()])) {
            if (keysBefore.get(slot)?.join('\n') !== this.#recordedIn.get(slot)?.join('\n')) this.#tracker.changed(`recorded:${slot}`);
        }
        for (const kind of recordedKinds) {
            const [was, is] = [mapOf(before, kind), mapOf(record, kind)];
            if ((was.size === 0) !== (is.size === 0)) this.#tracker.changed(`record:${kind}`);
            for (const key of new Set([...was.keys(), ...is.keys()])) {
                const [old, now] = [was.get(key), is.get(key)];
                if (!old || !now || JSON.stringify(old) !== JSON.stringify(now)) this.#tracker.changed(`record:${kind}:${key}`);
            }
        }
    }

    #of<K extends keyof Recorded>(kind: K): ReadonlyMap<string, Recorded[K]> {
        return mapOf(this.#record, kind) as ReadonlyMap<string, Recorded[K]>;
    }

    api(key: string): ApiDeclaration | undefined {
        return this.index.find('api', key);
    }

    plan(key: string): PlanDeclaration | undefined {
        return this.index.find('plan', key);
    }

    policySet(name: string): PolicySetDeclaration | undefined {
        return this.index.find('policies', name);
    }

    /** A policy type of the project, else the shipped one of that name. */
    policyType(name: string): PolicyTypeDeclaration | undefined {
        return this.index.find('policy-type', name) ?? this.#shipped.get(name);
    }

    isShipped(policyType: string): boolean {
        return this.#shipped.has(policyType);
    }

    policyTypeNames(): string[] {
        return [...new Set([...this.index.keys('policy-type'), ...this.#shipped.keys()])];
    }

    parameterNames(): string[] {
        return [...new Set([...this.index.keys('parameter'), ...Object.keys(builtInParameters)])];
    }

    /** What a parameter stands for in the environment of the settings. */
    readonly parameter: ParameterLookup = name => this.parameterIn(name, this.settings.environment);

    parameterIn(name: string, environment: string): ParameterValue {
        const given = this.settings.environments.find(candidate => candidate.name === environment)?.parameters ?? {};
        return parameterValue(name, this.index.find('parameter', name), given);
    }

    /** Every value that a parameter has in some environment, for rules that must hold in all of them. */
    parameterValues(name: string): Scalar[] {
        const environments = [this.settings.environment, ...this.settings.environments.map(environment => environment.name)];
        return [...new Set(environments)].flatMap(environment => {
            const parameter = this.parameterIn(name, environment);
            return parameter.kind === 'value' ? [parameter.value] : [];
        });
    }

    /** The policies of a plan, an API or a client as they are written. */
    policiesOf(level: 'plan' | 'api' | 'client', key: string): readonly PolicyEntry[] {
        const [entry] = this.index.entries(level, key);
        const parts = entry && partsOf(entry);
        return parts ? writtenPolicies(parts.policies) : entry?.declaration.policies ?? [];
    }

    /** The policies of a plan or an API, as rules on several policies see them. */
    policyFacts(level: 'plan' | 'api', key: string): PolicyFact[] {
        return this.sharedOf(level === 'plan' ? factsOfPlan : factsOfApi, key);
    }

    /** What is wrong with the chain of a contract; `own` are the policies of the client. Plan and API alone are judged once for all clients that add no policy. */
    contractFindings(own: readonly PolicyFact[], plan: string, api: string): ChainFinding[] {
        const judge = () => chainFindings([...own, ...this.policyFacts('plan', plan), ...this.policyFacts('api', api)], 'contract');
        return own.length > 0 ? judge() : this.#tracker.query(`chain:${plan} ${api}`, judge);
    }

    /** The contracts with an API that could be served, of clients that are wanted on the gateway. */
    contractsWith(api: ApiDeclaration): ResolvedContract[] {
        return [...this.index.consumers(keyOf(api))].sort().flatMap(key => {
            const client = this.index.find('client', key);
            return !client || client.retired ? [] : client.contracts.flatMap((contract, index) => {
                const offer = contract.api === keyOf(api) ? chosenOffer(contract, api) : undefined;
                const plan = offer && this.index.find('plan', offer.plan);
                return plan ? [{ client, index, api, plan }] : [];
            });
        });
    }

    /** Whether policies, or those of a plan, refuse callers that they do not know. */
    authenticates(policies: readonly PolicyEntry[], plan: string): boolean {
        return authenticates(expand(policies, this), this) || this.#tracker.query(`authenticates:plan:${plan}`, () => authenticates(expand(this.policiesOf('plan', plan), this), this));
    }
}

const factsOfPlan = (key: string, view: ProjectView): PolicyFact[] => policyFacts('plan', key, view.policiesOf('plan', key), view);
const factsOfApi = (key: string, view: ProjectView): PolicyFact[] => policyFacts('api', key, view.policiesOf('api', key), view);

interface Recorded { plan: RecordedPlan; api: RecordedApi; client: RecordedClient }
const recordedKinds = ['plan', 'api', 'client'] as const;

function mapOf(record: RegistrationRecord, kind: keyof Recorded): ReadonlyMap<string, Recorded[keyof Recorded]> {
    return { plan: record.plans, api: record.apis, client: record.clients }[kind];
}

function byOrganization(record: RegistrationRecord): Map<string, string[]> {
    const slots = recordedKinds.flatMap(kind => [...mapOf(record, kind).keys()].sort().map(key => ({ key, slot: `${kind}:${organizationOf(key)}` })));
    return new Map([...Map.groupBy(slots, ({ slot }) => slot)].map(([slot, list]) => [slot, list.map(({ key }) => key)]));
}
