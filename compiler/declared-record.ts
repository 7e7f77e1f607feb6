import type { RecordedApi, RecordedClient, RecordedPlan } from '../language/record.ts';
import { parameterValue } from '../language/parameters.ts';
import type { CompilerInput } from './compile.ts';
import { Model } from './model.ts';
import { recorder } from './recorder.ts';

/** The declarations of an environment in the words of the record, by key; undefined for what is not declared. */
export interface DeclaredRecord {
    /** Locked plans only. */
    plan(key: string): RecordedPlan | undefined;
    api(key: string): RecordedApi | undefined;
    client(key: string): RecordedClient | undefined;
}

export function declaredRecord({ entries, shippedTypes, parameters }: Omit<CompilerInput, 'secret'>): DeclaredRecord {
    const model = new Model(entries, shippedTypes);
    const lookup = {
        api: (key: string) => model.api(key), plan: (key: string) => model.plan(key),
        policySet: (name: string) => model.policySet(name), policyType: (name: string) => model.policyType(name),
        parameter: (name: string) => parameterValue(name, model.parameter(name), parameters)
    };
    const clients = new Map(model.clients.map(client => [`${client.organization}/${client.name}@${client.version}`, client]));
    return {
        plan(key) {
            const plan = model.plan(key);
            return plan?.locked ? recorder.plan(plan, lookup) : undefined;
        },
        api(key) {
            const api = model.api(key);
            return api && recorder.api(api, lookup);
        },
        client(key) {
            const client = clients.get(key);
            return client && recorder.client(client, lookup);
        }
    };
}
