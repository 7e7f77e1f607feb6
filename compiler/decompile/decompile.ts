import type { ApiDeclaration, ClientDeclaration, ParameterDeclaration, PlanDeclaration, PolicyTypeDeclaration } from '../../language/declarations.ts';
import type { ParameterLookup } from '../../language/option-values.ts';
import type { CompilerInput } from '../compile.ts';
import { apimanVersionOf } from './apiman-version.ts';
import { DeclaredProject } from './declared-project.ts';
import type { ImportFinding } from './finding.ts';
import { readBeans, type FoundDocument } from './gateway-beans.ts';
import { NamedSecrets } from './named-secrets.ts';
import { PolicyWriter } from './policy-writer.ts';
import { SourceModel } from './source-model.ts';

export interface DecompilerInput extends Omit<CompilerInput, 'secret'> {
    document: FoundDocument;
    /** Which APIs and clients (`api:Acme/Orders@1.0`) are wanted; what they need comes along. Left out: everything. */
    wanted?: (element: string) => boolean;
    /** Told the value of each secret parameter that the source uses. */
    onSecret: (parameter: string, value: string) => void;
}

/** Declarations that compile to a document, as far as the project does not have them already. */
export interface DecompiledProject {
    organizations: DecompiledOrganization[];
    /** Types of policies that no known type can say. */
    policyTypes: PolicyTypeDeclaration[];
    parameters: ParameterDeclaration[];
    /** What stands above a declaration, by `plan:Acme/Gold@2.0`. */
    comments: ReadonlyMap<string, string>;
    findings: ImportFinding[];
    /** Elements (`client:ShopInc/MobileShop@2.1`) that the project declares: they are left alone. */
    declared: string[];
}

export interface DecompiledOrganization { name: string; plans: PlanDeclaration[]; apis: ApiDeclaration[]; clients: ClientDeclaration[] }

/**
 * The reverse of `compile`: as little source as says everything. Merged chains are taken apart into the policies of clients, plans and APIs, options
 * lose their defaults, secrets become parameters. What a gateway does not know (titles, plan versions, approvals, members) is not made up
 * where it can be avoided; what the language cannot say is a finding. Pure.
 */
export function decompile({ document, wanted = () => true, onSecret, ...project }: DecompilerInput): DecompiledProject {
    const { document: beans, findings } = readBeans(document);
    const policies = [...beans.apis.flatMap(({ apiPolicies }) => apiPolicies), ...beans.clients.flatMap(({ contracts }) => contracts.flatMap(contract => contract.policies))];
    // The secrets need to know what the project declares, which in turn tells the secrets what it has names for.
    const learned: [value: string, parameter: string][] = [];
    const declared = new DeclaredProject(project, policies, (value, parameter) => learned.push([value, parameter]));
    const known = declared.model.policyTypes().filter((type, index, all) => all.findIndex(({ name }) => name === type.name) === index);
    const release = declared.isEmpty && project.parameters['apimanVersion'] === undefined ? apimanVersionOf(policies, known, declared.parameters) : undefined;
    const parameters: ParameterLookup = name => name === 'apimanVersion' && release !== undefined ? { kind: 'value', value: release } : declared.parameters(name);
    const taken = declared.keys('parameter');
    const secrets = new NamedSecrets(name => taken.has(name) || parameters(name).kind !== 'unknown', parameters);
    const writer = new PolicyWriter(policies, known, { parameters, secrets });
    const model = new SourceModel(beans, { declared, writer, secrets, findings });
    for (const [value, name] of learned) secrets.learn(value, name);
    const { organizations, uses, comments, left } = model.write(wanted);
    // What was named for something that was left out in the end is of no use.
    const written = JSON.stringify(organizations);
    const used = [...secrets.all].filter(([, name]) => written.includes(JSON.stringify(name)));
    for (const [value, name] of used) onSecret(name, value);
    return {
        organizations, comments, findings, declared: left, policyTypes: writer.typesOf(uses),
        parameters: [
            ...release === undefined ? [] : [{ kind: 'parameter' as const, name: 'apimanVersion', secret: false, type: { kind: 'basic' as const, name: 'string' as const }, default: { kind: 'template' as const, parts: [release] } }],
            ...used.filter(([, name]) => !taken.has(name)).map(([, name]): ParameterDeclaration => ({ kind: 'parameter', name, secret: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
        ]
    };
}
