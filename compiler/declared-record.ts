import type { ApiDeclaration, ClientDeclaration, ParameterDeclaration, PlanDeclaration, PolicySetDeclaration, PolicyTypeDeclaration } from '../language/declarations.ts';
import type { RecordedApi, RecordedClient, RecordedPlan, RecorderLookup } from '../language/record.ts';
import { parameterValue } from '../language/parameters.ts';
import type { CompilerInput } from './compile.ts';
import { recorder } from './recorder.ts';

/** The declarations of an environment in the words of the record, by key; undefined for what is not declared. */
export interface DeclaredRecord {
    /** Locked plans only. */
    plan(key: string): RecordedPlan | undefined;
    api(key: string): RecordedApi | undefined;
    client(key: string): RecordedClient | undefined;
}

/** What is declared in an environment, by key. */
export interface DeclaredLookup {
    api(key: string): ApiDeclaration | undefined;
    plan(key: string): PlanDeclaration | undefined;
    client(key: string): ClientDeclaration | undefined;
    policySet(name: string): PolicySetDeclaration | undefined;
    policyType(name: string): PolicyTypeDeclaration | undefined;
    parameter(name: string): ParameterDeclaration | undefined;
}

/** What the record would say of the declarations of an environment with these values of its parameters, as they are while it is asked. */
export function declaredRecord(declared: DeclaredLookup, parameters: CompilerInput['parameters']): DeclaredRecord {
    const [api, plan] = [remembered(declared.api), remembered(declared.plan)];
    const parameter = (name: string) => parameterValue(name, declared.parameter(name), parameters);
    // Plans and APIs stand in the chains of many contracts.
    const policiesOf = { plan: remembered(key => policies(plan(key))), api: remembered(key => policies(api(key))) };
    const lookup: RecorderLookup = { ...declared, api, plan, parameter, recordedPolicies: (level, key) => policiesOf[level](key) };
    const policies = (level: PlanDeclaration | ApiDeclaration | undefined) => level && recorder.policies(level.policies, lookup);
    return {
        plan: remembered(key => {
            const found = plan(key);
            return found?.locked ? recorder.plan(found, lookup) : undefined;
        }),
        api: remembered(key => {
            const found = api(key);
            return found && recorder.api(found, lookup);
        }),
        client: remembered(key => {
            const found = declared.client(key);
            return found && recorder.client(found, lookup);
        })
    };
}

function remembered<T>(find: (key: string) => T): (key: string) => T {
    const known = new Map<string, T>();
    return key => {
        const found = known.get(key);
        if (found !== undefined || known.has(key)) return found as T;
        const made = find(key);
        known.set(key, made);
        return made;
    };
}
