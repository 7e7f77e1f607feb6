import { stringify } from 'yaml';
import { createApimServices } from '../../language/apim-module.ts';
import { createLanguage } from '../../language/project.ts';
import { formatText } from '../../language-server/features/formatting.ts';
import { writtenName } from '../../language-server/features/written-name.ts';
import { disk } from '../../language-server/session/disk.ts';
import { uriOf } from '../../language-server/file-uri.ts';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import { secretVariable } from '../../registration/failure.ts';
import type { Answers } from './questions.ts';

/** Texts of a new project, by the names of its files; or what is wrong with the answers. */
export type NewProject = { files: Map<string, string>; secret: string; client: string | undefined } | { problem: string };

const unwritable = 'A name or an address holds something that cannot be written in an .apim file. Names are letters, digits, _ . and -; a version follows behind @.';

/** Judges answers by writing the project that they make, in memory, and checking it as `apim check` would, together with what lies in the folder already. */
export class ProjectDraft {
    readonly #services = createApimServices();
    readonly #language = createLanguage(this.#services);
    readonly #folder: string;

    constructor(folder: string) {
        this.#folder = folder;
    }

    async write(answers: Answers): Promise<NewProject> {
        const gateway = answers.gateway.trim();
        const equals = gateway.indexOf('=');
        if (gateway !== '' && (equals < 1 || !URL.canParse(gateway.slice(equals + 1)))) {
            return { problem: 'An environment is written with its gateway: production=https://gateway.example:8081' };
        }
        if (gateway.slice(0, equals) === 'local') {
            return { problem: 'The environment \'local\' is that of the local gateway: give this one another name, such as production.' };
        }
        const name = `${answers.organization.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'project'}.apim`;
        const source = sourceOf(answers);
        const projectFile = projectFileOf(answers);
        const problem = await this.#problemIn(new Map([['apim.yaml', projectFile], [name, source]]));
        const formatted = formatText(this.#services, source);
        if (problem !== undefined || formatted === undefined) {
            return { problem: problem ?? unwritable };
        }
        const client = trimmed(answers.client);
        return {
            files: new Map([['apim.yaml', projectFile], [name, formatted]]), secret: secretVariable('APIM_SECRET_', passwordOf(answers)),
            client: client === '' ? undefined : `${trimmed(answers.organization)}/${versioned(client)}`
        };
    }

    async #problemIn(files: ReadonlyMap<string, string>): Promise<string | undefined> {
        const session = await ProjectSession.open(this.#folder, disk, this.#language);
        const own = new Set([...files.keys()].map(file => uriOf(`${this.#folder}/${file}`)));
        for (const [file, text] of files) {
            if (file === 'apim.yaml') session.setProjectFile(text);
            else session.project.setFile(uriOf(`${this.#folder}/${file}`), text);
        }
        const found = session.diagnostics().filter(({ uri }) => own.has(uri)).flatMap(({ diagnostics }) => diagnostics).find(({ severity }) => severity === 'error' || severity === 'warning');
        return found?.code === 'syntax' ? unwritable : found?.message;
    }
}

function sourceOf(answers: Answers): string {
    const [organization, api, plan, client] = [answers.organization, answers.api, answers.plan, answers.client].map(trimmed) as [string, string, string, string];
    const shown = (key: string) => JSON.stringify(key.split('@')[0] ?? '').slice(1, -1).replaceAll('${', '$$$${');
    return `organization ${writtenName(organization)} {
  description: "What ${shown(organization)} offers and consumes."

  locked plan ${written(plan)} {
    description: "For callers that we know."
    policy RateLimiting { limit: 1000, granularity: Client, period: Hour }
  }

  published private api ${written(api)} {
    description: "What ${shown(api)} is good for."
    endpoint: ${JSON.stringify(trimmed(answers.endpoint))}
    offers ${written(plan)}

    // apim-ignore unusual-placement: whoever calls has to sign in, whatever declares the call
    policy BasicAuthentication {
      realm: "${shown(api)}"
      // apim-ignore basic-static-production: to begin with; in production let a directory (ldap) or tokens (policy Jwt) say who may call
      staticIdentity: { identities: [{ username: "caller", password: ${passwordOf(answers)} }] }
    }
  }
${client === '' ? '' : `
  client ${written(client)} {
    description: "Who uses ${shown(api)}, and for what."
    contract ${writtenName(organization)}/${written(api)} via ${written(plan).split('@')[0]}
  }
`}}

/** What callers authenticate with. Its value never stands in a file. */
secret parameter ${passwordOf(answers)}
`;
}

function projectFileOf({ dialect, gateway, username }: Answers): string {
    const equals = gateway.indexOf('=');
    const [name, url] = [gateway.slice(0, equals).trim(), gateway.slice(equals + 1).trim()];
    const remote = gateway.trim() === '' ? {} : {
        [name]: { gateways: [{ url, ...(username.trim() === '' ? {} : { auth: { type: 'basic', username: username.trim() } }) }], protected: true }
    };
    return stringify({ dialect, environments: { local: { gateway: 'local' }, ...remote }, defaultEnvironment: 'local' });
}

/** `Orders@1.0` → `ordersPassword` */
function passwordOf({ api }: Answers): string {
    const letters = (api.split('@')[0] ?? '').replaceAll(/[^A-Za-z0-9]/g, '').replace(/^\d+/, '');
    return letters === '' ? 'password' : `${letters.charAt(0).toLowerCase()}${letters.slice(1)}Password`;
}

function written(key: string): string {
    const [name = '', version = ''] = versioned(key).split('@');
    return `${writtenName(name)}@${version}`;
}

/** Who gives no version begins with 1.0. */
function versioned(key: string): string {
    return key.includes('@') ? key : `${key}@1.0`;
}

function trimmed(text: string): string {
    return text.trim();
}
