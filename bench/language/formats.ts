import type { Client, Model, Organization } from './model.ts';

/** A language that a model can be written in. */
export interface Format {
    /** The ending of its files. */
    extension: string;
    /** One file for an organization. */
    organization: (organization: Organization) => string;
    /** What else a workspace of it has, by file name. */
    others: (model: Model) => Record<string, string>;
    /** How the declaration of a client begins, and what may be written behind it so that it is wrong. */
    mistake: { begins: (organization: Organization, client: Client) => string; right: string; wrong: string };
    /** How often each kind of thing is declared in texts of it, for those who want to count. */
    declarations: Record<'organizations' | 'plans' | 'apis' | 'clients' | 'contracts', RegExp>;
}

export type FormatName = 'apim' | 'json' | 'yaml' | 'typespec' | 'prisma';

const apim: Format = {
    extension: 'apim',
    organization: ({ name, description, plans, apis, clients }) => `organization ${name} {
  description: "${description}"

${plans.map(plan => `  locked plan ${plan.name}@1.0 {
    description: "${plan.description}"
    policy RateLimiting { limit: ${plan.limit}, granularity: Client, period: Day }
  }
`).join('')}${apis.map(api => `  published private api ${api.name}@1.0 {
    description: "${api.description}"
    endpoint: "${api.endpoint}"
    offers ${api.plan}@1.0
  }
`).join('')}${clients.map(client => `  client ${client.name}@1.0 {
    description: "${client.description}"
${client.contracts.map(({ organization, api, plan }) => `    contract ${organization}/${api}@1.0 via ${plan}\n`).join('')}    policy Jwt { signingKeyString: "${client.keys}" }
  }
`).join('')}}
`,
    others: () => ({ 'apim.yaml': projectFileFor('http://127.0.0.1:9') }),
    mistake: { begins: (_, { name }) => `client ${name}@1.0 {`, right: ' via Gold', wrong: ' via Silver' },
    declarations: { organizations: /^organization /gm, plans: / plan /g, apis: / api /g, clients: /^ +client /gm, contracts: /^ +contract /gm }
};

const json: Format = {
    extension: 'json',
    organization: ({ name, description, plans, apis, clients }) => JSON.stringify({
        organization: name, description,
        plans: plans.map(({ name, description, limit }) => ({
            plan: name, version: '1.0', state: 'locked', description, policies: [{ type: 'RateLimiting', limit, granularity: 'Client', period: 'Day' }]
        })),
        apis: apis.map(({ name, description, endpoint, plan }) => ({
            api: name, version: '1.0', state: 'published', access: 'private', description, endpoint, offers: [`${plan}@1.0`]
        })),
        clients: clients.map(({ name, description, contracts, keys }) => ({
            client: name, version: '1.0', description, contracts: contracts.map(({ organization, api, plan }) => ({ with: `${organization}/${api}@1.0`, via: plan })),
            policies: [{ type: 'Jwt', signingKeyString: keys }]
        }))
    }),
    others: () => ({}),
    mistake: { begins: (_, { name }) => `"client":"${name}"`, right: '"via":"Gold', wrong: '"via":"Silver' },
    declarations: { organizations: /"organization":/g, plans: /"plan":/g, apis: /"api":/g, clients: /"client":/g, contracts: /"with":/g }
};

/** The same data as the JSON; a mistake is one that a schema can see. */
const yaml: Format = {
    extension: 'yaml',
    organization: ({ name, description, plans, apis, clients }) => `# yaml-language-server: $schema=./schema.json
organization: ${name}
description: ${description}
plans:
${plans.map(plan => `  - plan: ${plan.name}
    version: "1.0"
    state: locked
    description: ${plan.description}
    policies:
      - { type: RateLimiting, limit: ${plan.limit}, granularity: Client, period: Day }
`).join('')}apis:
${apis.map(api => `  - api: ${api.name}
    version: "1.0"
    state: published
    access: private
    description: ${api.description}
    endpoint: ${api.endpoint}
    offers: [${api.plan}@1.0]
`).join('')}clients:
${clients.map(client => `  - client: ${client.name}
    version: "1.0"
    description: ${client.description}
    contracts:
${client.contracts.map(({ organization, api, plan }) => `      - with: ${organization}/${api}@1.0
        via: ${plan}
`).join('')}    policies:
      - { type: Jwt, signingKeyString: "${client.keys}" }
`).join('')}`,
    others: () => ({ 'schema.json': `${JSON.stringify(schema, undefined, 2)}\n` }),
    mistake: { begins: (_, { name }) => `client: ${name}\n`, right: 'via: Gold', wrong: 'via: 2Gold' },
    declarations: { organizations: /^organization:/gm, plans: /^  - plan:/gm, apis: /^  - api:/gm, clients: /^  - client:/gm, contracts: /^      - with:/gm }
};

const typespec: Format = {
    extension: 'tsp',
    organization: ({ name, description, plans, apis, clients }) => `@doc("${description}")
namespace ${name} {
${plans.map(plan => `  @doc("${plan.description}")
  model ${plan.name} {
    version: "1.0";
    state: "locked";
    rateLimiting: { limit: ${plan.limit}, granularity: "Client", period: "Day" };
  }
`).join('')}${apis.map(api => `  @doc("${api.description}")
  model ${api.name} {
    version: "1.0";
    state: "published";
    access: "private";
    endpoint: "${api.endpoint}";
    offers: ${api.plan};
  }
`).join('')}${clients.map(client => `  @doc("${client.description}")
  model ${client.name} {
    version: "1.0";
${client.contracts.map((contract, index) => `    contract${index}: { with: ${contract.organization}.${contract.api}, via: ${contract.organization}.${contract.plan} };\n`).join('')}    jwt: { signingKeyString: "${client.keys}" };
  }
`).join('')}}
`,
    others: ({ organizations }) => ({ 'main.tsp': organizations.map(({ name }) => `import "./${fileName(name, 'tsp')}";\n`).join('') }),
    mistake: { begins: (_, { name }) => `model ${name} {`, right: '.Gold', wrong: '.Silver' },
    declarations: { organizations: /^namespace /gm, plans: / model Gold/g, apis: / model Api/g, clients: / model Client/g, contracts: /^ +contract/gm }
};

/** Types of a document store, since only they are referred to without an inverse. */
const prisma: Format = {
    extension: 'prisma',
    organization: ({ name, description, plans, apis, clients }) => `/// ${description}
${plans.map(plan => `/// ${plan.description}
type ${name}_${plan.name} {
  version String @default("1.0")
  limit   Int    @default(${plan.limit})
  period  String @default("Day")
}
`).join('')}${apis.map(api => `/// ${api.description}
type ${name}_${api.name} {
  version  String @default("1.0")
  endpoint String @default("${api.endpoint}")
  offers   ${name}_${api.plan}
}
`).join('')}${clients.map(client => `/// ${client.description}
type ${name}_${client.name} {
  version String @default("1.0")
  keys    String @default("${client.keys}")
${client.contracts.map((contract, index) => `  with${index} ${contract.organization}_${contract.api}\n  via${index} ${contract.organization}_${contract.plan}\n`).join('')}}
`).join('')}`,
    others: () => ({ 'main.prisma': 'datasource store {\n  provider = "mongodb"\n}\n' }),
    mistake: { begins: ({ name }, client) => `type ${name}_${client.name} {`, right: '_Gold', wrong: '_Silver' },
    declarations: { organizations: /^\/\/\/ What branch/gm, plans: /^type \w+_Gold/gm, apis: /^type \w+_Api/gm, clients: /^type \w+_Client/gm, contracts: /^ +with\d/gm }
};

export const formats: Record<FormatName, Format> = { apim, json, yaml, typespec, prisma };

export function fileName(organization: string, extension: string): string {
    return `${organization.toLowerCase()}.${extension}`;
}

export function projectFileFor(gateway: string): string {
    return `environments:\n  bench:\n    gateway: { url: "${gateway}" }\n`;
}

const name = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$' };
const version = { type: 'string', pattern: '^[A-Za-z0-9_.-]+$' };
const text = { type: 'string' };
const oneOf = (...values: string[]) => ({ enum: values });
const url = { type: 'string', pattern: '^https?://' };
const listOf = (items: object) => ({ type: 'array', items });
const policies = (properties: Record<string, object>) => listOf(closed(properties));

/** What a schema can say of the model: everything but what is declared elsewhere. */
const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...closed({
        organization: name, description: text,
        plans: listOf(closed({
            plan: name, version, state: oneOf('locked'), description: text,
            policies: policies({
                type: oneOf('RateLimiting'), limit: { type: 'integer', minimum: 1 }, granularity: oneOf('Client', 'User', 'Api', 'Ip'), period: oneOf('Second', 'Minute', 'Hour', 'Day', 'Month', 'Year')
            })
        })),
        apis: listOf(closed({
            api: name, version, state: oneOf('published', 'retired'), access: oneOf('public', 'private'), description: text, endpoint: url,
            offers: listOf({ type: 'string', pattern: '^[^@]+@[^@]+$' })
        })),
        clients: listOf(closed({
            client: name, version, description: text, contracts: listOf(closed({ with: { type: 'string', pattern: '^[^/]+/[^@]+@[^@]+$' }, via: name })),
            policies: policies({ type: oneOf('Jwt'), signingKeyString: url })
        }))
    })
};

function closed(properties: Record<string, object>): object {
    return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}
