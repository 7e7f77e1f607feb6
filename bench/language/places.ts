import type { Organization } from './model.ts';
import { fileOf, type Workspace } from './workspace.ts';

/** Something that is written, taken back, and written again; it is an error each time. */
export interface Toggle {
    file: string;
    /** What it is found behind. */
    begins: string;
    right: string;
    wrong: string;
    /** The files that have an error while it is wrong. */
    concerns: readonly string[];
}

/** A place that is asked about. */
export interface Place {
    file: string;
    /** It is the end of this text. */
    text: string;
}

/** Where things are measured in a workspace of any format: in the middle, so that neither the first nor the last file is favoured. */
export function leafOf(workspace: Workspace): Toggle {
    const organization = middle(workspace.model.organizations);
    const client = middle(organization.clients);
    const { begins, right, wrong } = workspace.format.mistake;
    const file = fileOf(workspace, organization);
    return { file, begins: begins(organization, client), right, wrong, concerns: [file] };
}

/** A word of that client that is half typed. */
export function halfTypedOf(workspace: Workspace): Toggle {
    return { ...leafOf(workspace), right: ' via ', wrong: ' vi ' };
}

/** What else is edited and asked in a workspace of `.apim` files. */
export interface Places {
    /** Contracts of others with this API become wrong with it, one of them in a file of its own. */
    api: Toggle;
    /** A plan that all clients use. */
    plan: Toggle;
    /** Where a contract names its API, and where it names its plan. */
    contract: Place;
    via: Place;
    /** Where an API is declared. */
    declaration: Place;
    /** A client, by a word that finds it and little else. */
    words: string;
}

export function placesOf(workspace: Workspace): Places {
    const { organizations } = workspace.model;
    const organization = middle(organizations);
    const file = fileOf(workspace, organization);
    const { api, user } = usedElsewhere(organizations, organization);
    const client = middle(organization.clients);
    const first = organizations[0]!;
    const [contract] = client.contracts;
    const begin = `client ${client.name}@1.0 {`;
    return {
        api: { file, begins: `api ${api.name}@1.0 {`, right: 'offers Gold', wrong: 'offers Silver', concerns: [...new Set([file, fileOf(workspace, user)])] },
        plan: { file: fileOf(workspace, first), begins: '', right: `locked plan ${first.plans[0]!.name}@`, wrong: `plan ${first.plans[0]!.name}@`, concerns: [fileOf(workspace, first)] },
        contract: { file, text: `${begin}\n    description: "${client.description}"\n    contract ` },
        via: { file, text: `${begin}\n    description: "${client.description}"\n    contract ${contract!.organization}/${contract!.api}@1.0 via ` },
        declaration: { file, text: `api ${api.name}` },
        words: client.name
    };
}

/** An API of the organization, and another organization that has a contract with it; the organization itself where there is no other. */
function usedElsewhere(organizations: readonly Organization[], organization: Organization): { api: Organization['apis'][number]; user: Organization } {
    for (const user of organizations) {
        if (user === organization) continue;
        for (const { contracts } of user.clients) {
            const used = contracts.find(contract => contract.organization === organization.name);
            const api = used && organization.apis.find(({ name }) => name === used.api);
            if (api) return { api, user };
        }
    }
    return { api: middle(organization.apis), user: organization };
}

function middle<T>(things: readonly T[]): T {
    return things[Math.floor(things.length / 2)]!;
}
