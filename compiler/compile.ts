import { keyOf, type ApiDeclaration, type ClientDeclaration, type Origin, type PolicyTypeDeclaration, type PolicyEntry } from '../language/declarations.ts';
import { implementationOf } from '../language/implementation-key.ts';
import { atOnce, type Work } from '../language/in-turns.ts';
import type { ParameterLookup, Scalar } from '../language/option-values.ts';
import { parameterValue } from '../language/parameters.ts';
import { expand, planName } from '../language/policy-chain.ts';
import { servedContract } from '../language/served-contract.ts';
import { apiSettings } from './api-bean.ts';
import { implementationKey, type CompiledApi, type CompiledClient, type CompiledProject } from './compiled-project.ts';
import { effectivePolicies } from './effective-policy.ts';
import type { ContractBean, PolicyBean } from './gateway-document.ts';
import { Model, type ModelEntry } from './model.ts';
import { secretOptions } from './secret-options.ts';

/** What a project is compiled from. */
export interface CompilerInput {
    /** Everything that is declared in the files of the environment. */
    entries: Iterable<ModelEntry>;
    /** Policy types that ship with apim; those of the project shadow them. */
    shippedTypes: ReadonlyMap<string, PolicyTypeDeclaration>;
    /** Values of the environment's parameters. */
    parameters: Readonly<Record<string, Scalar>>;
    /** Supplies secret parameters; without it they stay placeholders `${name}`. */
    secret?: (name: string) => string;
}

/** The policies of one level (client, plan or API) as the gateway takes them; `entity` is what they are compiled for. */
type BeansOf = (entity: string, policies: readonly PolicyEntry[]) => PolicyBean[];

/** Compiles a project that has no errors; what an error would leave undefined is left out. Pure and deterministic. */
export function compile(input: CompilerInput): CompiledProject {
    return atOnce(compiling(input));
}

/** The same, which pauses behind each API and each client. */
export function* compiling(input: CompilerInput): Work<CompiledProject> {
    const model = new Model(input.entries, input.shippedTypes);
    const secrets = new Map<string, { usedBy: Set<string>; origin: Origin }>();
    const uses = (entity: string, name: string) => {
        const use = secrets.get(name) ?? { usedBy: new Set(), origin: model.origin('parameter', name) };
        secrets.set(name, use);
        use.usedBy.add(entity);
    };
    const parameters = (onSecret: (name: string) => void): ParameterLookup => name => {
        const declared = model.parameter(name);
        if (declared?.secret) onSecret(name);
        return parameterValue(name, declared, input.parameters, input.secret);
    };
    const parametersOf = (entity: string) => parameters(name => uses(entity, name));
    // Plans and APIs stand in the chains of many contracts: their policies are converted once.
    const levels = new Map<readonly PolicyEntry[], { beans: PolicyBean[]; secrets: Set<string> }>();
    const beansOf: BeansOf = (entity, policies) => {
        let level = levels.get(policies);
        if (!level) {
            const names = new Set<string>();
            const beans = effectivePolicies(expand(policies, model), model, parameters(name => names.add(name)))
                .map(({ policyImpl, config }) => ({ policyImpl, policyJsonConfig: JSON.stringify(config) }));
            level = { beans, secrets: names };
            levels.set(policies, level);
        }
        for (const name of level.secrets) uses(entity, name);
        return level.beans;
    };
    const result: CompiledProject = { document: { apis: [], clients: [] }, apis: [], clients: [], retired: [], skipped: [], secretsUsed: [], secretOptions: new Map(), shippedImplementations: new Set() };
    for (const api of model.all('api')) {
        compileApi(api, model, parametersOf(keyOf(api)), beansOf, result);
        yield;
    }
    for (const client of model.all('client')) {
        compileClient(client, model, beansOf, result);
        yield;
    }
    const apis = result.apis.sort(byKey);
    const clients = result.clients.sort(byKey);
    return {
        document: { apis: apis.map(({ bean }) => bean), clients: clients.map(({ bean }) => bean) },
        apis, clients,
        retired: result.retired.sort(byKey),
        skipped: result.skipped.sort(byKey),
        secretsUsed: [...secrets].map(([name, { usedBy, origin }]) => ({ name, usedBy: [...usedBy].sort(), origin })).sort((a, b) => compare(a.name, b.name)),
        secretOptions: secretOptions(model.policyTypes(), parametersOf('')),
        shippedImplementations: new Set([...input.shippedTypes.values()].flatMap(type => implementationOf(type, parametersOf('')) ?? []).map(implementationKey))
    };
}

function compileApi(api: ApiDeclaration, model: Model, parameters: ParameterLookup, beansOf: BeansOf, result: CompiledProject): void {
    const key = keyOf(api);
    const origin = model.origin('api', key);
    if (api.state === 'retired') {
        result.retired.push({ kind: 'api', key, origin });
    } else if (api.state === 'draft') {
        result.skipped.push({ kind: 'api', key, reason: 'draft', origin });
    } else {
        const compiled: CompiledApi = {
            key, origin,
            bean: {
                organizationId: api.organization, apiId: api.name, version: api.version,
                ...apiSettings(api, parameters),
                // Policies of a private API travel inside the contracts; on its own record they would never run.
                apiPolicies: api.access === 'public' ? beansOf(key, api.policies) : []
            }
        };
        result.apis.push(compiled);
    }
}

function compileClient(client: ClientDeclaration, model: Model, beansOf: BeansOf, result: CompiledProject): void {
    const key = keyOf(client);
    const origin = model.origin('client', key);
    const skip = (reason: CompiledProject['skipped'][number]['reason']) => result.skipped.push({ kind: 'client', key, reason, origin });
    if (client.retired) {
        result.retired.push({ kind: 'client', key, origin });
        return;
    }
    if (client.contracts.length === 0) {
        skip('no-contract');
        return;
    }
    const awaiting: string[] = [];
    const contracts = client.contracts.flatMap((contract, index): ContractBean[] => {
        const left = (reason: 'awaiting-approval' | 'invalid') => {
            result.skipped.push({ kind: 'contract', key: `${key} → ${contract.api}`, reason, origin: model.origin('client', key, `contract:${index}`) });
            return [];
        };
        const served = servedContract(client, contract, model);
        if (served.kind === 'invalid') return left('invalid');
        const { api, plan } = served;
        if (served.kind === 'awaiting-approval') {
            awaiting.push(contract.api);
            return left('awaiting-approval');
        }
        const policies = [client, plan, api].flatMap(level => beansOf(key, level.policies));
        return [{ apiOrgId: api.organization, apiId: api.name, apiVersion: api.version, plan: planName(keyOf(plan)), policies }];
    });
    if (contracts.length === 0) {
        skip(awaiting.length > 0 ? 'awaiting-approval' : 'invalid');
        return;
    }
    contracts.sort((a, b) => compare(a.apiOrgId, b.apiOrgId) || compare(a.apiId, b.apiId) || compare(a.apiVersion, b.apiVersion));
    const compiled: CompiledClient = {
        key, origin, awaiting, bean: { organizationId: client.organization, clientId: client.name, version: client.version, contracts }
    };
    result.clients.push(compiled);
}

/** By code unit, the same on every machine. */
function compare(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}

function byKey(a: { key: string }, b: { key: string }): number {
    return compare(a.key, b.key);
}
