/** What all workspaces of the bench declare, whatever language they are written in. The same numbers yield the same model. */
export interface Model {
    organizations: Organization[];
}

export interface Organization {
    name: string;
    description: string;
    plans: Plan[];
    apis: Api[];
    clients: Client[];
}

export interface Plan {
    name: string;
    description: string;
    limit: number;
}

export interface Api {
    name: string;
    description: string;
    endpoint: string;
    /** A plan of its own organization. */
    plan: string;
}

export interface Client {
    name: string;
    description: string;
    contracts: Contract[];
    /** Where the keys are that the tokens of its users are signed with. */
    keys: string;
}

export interface Contract {
    organization: string;
    api: string;
    plan: string;
}

const clientsOfPlan = 100;
const clientsOfApi = 10;

/**
 * `clients` clients with three contracts each, an API for ten and a plan for a hundred of them, a hundred to an organization unless it is said otherwise.
 * A client has a contract with its own organization, one with the first, whose plan so has contracts of everybody, and one with a neighbour: what is
 * declared anywhere else is used about as often in a large workspace as in a small one.
 */
export function modelOf(clients: number, atMost = clientsOfPlan): Model {
    const clientsOfOrganization = Math.min(atMost, clients);
    const count = Math.ceil(clients / clientsOfOrganization);
    const apis = Math.ceil(clients / clientsOfApi);
    const contractWith = (api: number): Contract => ({
        organization: organizationName(Math.floor(api * clientsOfApi / clientsOfOrganization)), api: apiName(api), plan: planOf(api)
    });
    const declareClient = (index: number): Client => {
        const own = Math.floor(index / clientsOfApi);
        const neighbour = (own + apisBetween(clientsOfOrganization, apis)) % apis;
        const shared = index % Math.min(apis, clientsOfPlan / clientsOfApi);
        return {
            name: `Client${index}`, description: `Orders that come in by way ${index}.`,
            contracts: [...new Set([own, shared, neighbour])].map(contractWith), keys: 'https://login.example/keys'
        };
    };
    return {
        organizations: Array.from({ length: count }, (_, organization) => {
            const first = organization * clientsOfOrganization;
            const here = Math.min(clientsOfOrganization, clients - first);
            return {
                name: organizationName(organization), description: `What branch ${organization} offers and calls.`,
                plans: every(clientsOfPlan, first, here, plan => ({ name: planName(plan), description: 'For everyday use.', limit: 1000 + plan })),
                apis: every(clientsOfApi, first, here, api => ({
                    name: apiName(api), description: `Stock of warehouse ${api}.`, endpoint: `https://backend.example/${api}`, plan: planOf(api)
                })),
                clients: every(1, first, here, declareClient)
            };
        })
    };
}

/** How many things a model declares. */
export function countsOf({ organizations }: Model): { organizations: number; plans: number; apis: number; clients: number; contracts: number } {
    const sum = (size: (organization: Organization) => number) => organizations.reduce((total, organization) => total + size(organization), 0);
    return {
        organizations: organizations.length, plans: sum(({ plans }) => plans.length), apis: sum(({ apis }) => apis.length), clients: sum(({ clients }) => clients.length),
        contracts: sum(({ clients }) => clients.reduce((total, { contracts }) => total + contracts.length, 0))
    };
}

const organizationName = (index: number) => `Branch${index}`;
const planName = (index: number) => `Gold${index}`;
const apiName = (index: number) => `Api${index}`;
const planOf = (api: number) => planName(Math.floor(api * clientsOfApi / clientsOfPlan));

/** An API of the next organization, or of the same one where there is no other; never the own one. */
function apisBetween(clientsOfOrganization: number, apis: number): number {
    return Math.min(Math.max(1, Math.floor(clientsOfOrganization / clientsOfApi)), Math.max(1, Math.floor(apis / 2))) + 3;
}

/** One thing for every `size` clients among those from `first` on. */
function every<T>(size: number, first: number, clients: number, make: (index: number) => T): T[] {
    const from = Math.ceil(first / size);
    return Array.from({ length: Math.max(0, Math.ceil((first + clients) / size) - from) }, (_, index) => make(from + index));
}
