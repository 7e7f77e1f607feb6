import type { ApiDeclaration, ClientDeclaration, ParameterDeclaration, PlanDeclaration, PolicySetDeclaration, PolicyTypeDeclaration } from '../language/declarations.ts';
import type { RecordedApi, RecordedClient, RecordedPlan } from '../language/record.ts';
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

/** What the record would say of the declarations of an environment with these values of its parameters. */
export function declaredRecord(declared: DeclaredLookup, parameters: CompilerInput['parameters']): DeclaredRecord {
    const lookup = { ...declared, parameter: (name: string) => parameterValue(name, declared.parameter(name), parameters) };
    return {
        plan(key) {
            const plan = declared.plan(key);
            return plan?.locked ? recorder.plan(plan, lookup) : undefined;
        },
        api(key) {
            const api = declared.api(key);
            return api && recorder.api(api, lookup);
        },
        client(key) {
            const client = declared.client(key);
            return client && recorder.client(client, lookup);
        }
    };
}
