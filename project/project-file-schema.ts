import { z } from 'zod';

/** What a rule of the project may be lowered or raised to. */
export type RuleLevel = z.output<typeof ruleLevel>;
/** As written in YAML: `8` is a number, `"8"` a text. */
export type ParameterValue = z.output<typeof parameterValue>;
/** How to sign in at a gateway. What is secret about it never stands in the file. */
export type GatewayAuth = z.output<typeof gatewayAuth>;
/** One gateway of an environment. */
export type Gateway = z.output<typeof gateway>;
export type EnvironmentSettings = z.output<typeof environmentSettings>;
/** `apim.yaml` with its defaults filled in. */
export type ProjectFile = z.output<typeof projectFileSchema>;

/** A sentence's end for a value of the wrong kind; its beginning is the key. */
function must(expected: string): (issue: { code?: string; input?: unknown }) => string | undefined {
    return issue => issue.code === 'unrecognized_keys' ? undefined : issue.input === undefined ? `is missing: it must be ${expected}` : `must be ${expected}`;
}

const text = (expected: string) => z.string({ error: must(expected) }).min(1, { error: must(expected) });
const address = (expected: string) => z.url({ protocol: /^https?$/, error: must(expected) }).refine(url => !holdsCredentials(url), {
    error: 'must not hold a user name or a password: the user name belongs in \'auth\', the password in the secret store, an environment variable or the prompt',
    params: { rule: 'secret-in-clear' }
});

const ruleLevel = z.enum(['off', 'hint', 'info', 'warning', 'error'], { error: must('off, hint, info, warning or error') });

const parameterValue = z.union([z.string(), z.number(), z.boolean()], { error: must('a text, a number, true or false') });

const filePatterns = z.array(text('a file pattern such as "drafts/**"'), { error: must('a list of file patterns such as ["drafts/**"]') });

const gatewayAuth = z.discriminatedUnion('type', [
    z.strictObject({
        type: z.literal('basic').describe('User name and password.'),
        username: text('the user name at the gateway').describe('User name for the configuration API. The password is asked for, or comes from APIM_PASSWORD_<ENVIRONMENT>.')
    }),
    z.strictObject({ type: z.literal('bearer').describe('A token that is asked for, or comes from APIM_PASSWORD_<ENVIRONMENT>.') }),
    z.strictObject({
        type: z.literal('oauth2').describe('Tokens that are fetched with client credentials; the secret is asked for, or comes from APIM_PASSWORD_<ENVIRONMENT>.'),
        tokenUrl: address('the address that tokens are fetched from').describe('Address that tokens are fetched from.'),
        clientId: text('the id that the tool signs in with').describe('Id that the tool signs in with.'),
        scope: text('the scopes to ask for, with blanks in between').optional().describe('Scopes to ask for.')
    })
], {
    error: issue => isMapping(issue.input) ? 'must be basic, bearer or oauth2' : 'must be a mapping such as { type: basic, username: apimanager }'
}).describe('How to sign in at the configuration API. Passwords and tokens never stand here.');

const pemFile = text('the path of a PEM file, relative to the project');
const duration = 'a time such as 20s or 500ms';

/** `20s` → 20000 */
export function milliseconds(duration: string): number {
    const unit = { ms: 1, s: 1_000, min: 60_000 }[duration.replace(/^\d+/, '')] ?? 0;
    return Number.parseInt(duration, 10) * unit;
}

const gateway = z.strictObject({
    url: address('the address of a configuration API, such as https://gateway.example:8081').describe('Address of the gateway\'s configuration API.'),
    auth: gatewayAuth.optional(),
    tls: z.strictObject({
        ca: pemFile.optional().describe('Certificate of the authority that signed the gateway\'s, where it is not one that everybody knows.'),
        certificate: pemFile.optional().describe('Our certificate, for a gateway that wants to know its callers.'),
        key: pemFile.optional().describe('The private key of our certificate. The passphrase of an encrypted one comes from APIM_PASSPHRASE_<ENVIRONMENT>.')
    }, { error: must('a mapping such as { ca: "certificates/authority.pem" }') }).refine(({ certificate, key }) => (certificate === undefined) === (key === undefined), {
        error: 'must name a certificate and its key, both or neither'
    }).optional().describe('Certificates, as paths of PEM files relative to the project.'),
    timeout: z.string({ error: must(duration) }).regex(/^\d+(ms|s|min)$/, { error: must(duration) }).refine(text => milliseconds(text) > 0, { error: must(duration) })
        .optional().describe('How long a request may take. Left out: 10s.'),
    publicUrl: address('the address that callers use, such as https://api.example').optional().describe('Where callers reach the gateway. Left out, the gateway is asked.')
}, { error: must('a gateway such as { url: "https://gateway.example:8081" }') });

const environmentSettings = z.strictObject({
    gateway: z.union([z.literal('local'), gateway], { error: must('local, or a gateway with its url') }).optional()
        .describe('The one gateway of the environment; "local" is the one that ships with the tool.'),
    gateways: z.array(gateway, { error: must('a list of gateways, each with its url') }).optional().describe('The gateways of the environment. Each gets the same registrations.'),
    parameters: z.record(z.string(), parameterValue, { error: must('a mapping of parameters to values') }).default({}).describe('Values of parameters. Secret parameters never stand here.'),
    exclude: filePatterns.default([]).describe('Files that are not for this environment.'),
    protected: z.boolean({ error: must('true or false') }).default(false).describe('Asks for the environment\'s name before anything is changed.')
}, { error: must('a mapping with a gateway') });

export const projectFileSchema = z.strictObject({
    dialect: z.enum(['scheer-pas', 'apiman'], { error: must('scheer-pas or apiman') }).default('scheer-pas').describe('Whose rules apply.'),
    exclude: filePatterns.default([]).describe('Files that do not belong to the project.'),
    rules: z.record(z.string(), ruleLevel, { error: must('a mapping of rule ids to off, hint, info, warning or error') }).default({}).describe('Severity of a rule, by its id.'),
    admins: z.array(text('the name of a user such as anna@shop.example'), { error: must('a list of users') }).default([]).describe('Users who may see every organization.'),
    environments: z.record(z.string(), environmentSettings, { error: must('a mapping of names to environments') }).default({}).describe('Where the project can be registered.'),
    defaultEnvironment: text('the name of an environment').optional().describe('The environment that is meant where none is named.')
}, { error: must('a mapping of keys to values such as "dialect: scheer-pas"') }).describe('A project of API management: apim.yaml');

/** The keys that may stand at a place of the file. */
export function keysAt(path: readonly (string | number)[]): string[] {
    const last = path.at(-1);
    if (path.length === 0) {
        return Object.keys(projectFileSchema.shape);
    }
    if (last === 'auth') {
        return [...new Set(gatewayAuth.options.flatMap(option => Object.keys(option.shape)))];
    }
    if (last === 'tls') {
        return Object.keys(gateway.shape.tls.unwrap().shape);
    }
    return Object.keys(path.length === 2 ? environmentSettings.shape : gateway.shape);
}

/** The JSON schema that editors complete and check with; `apim.schema.json` is its committed form. */
export function projectFileJsonSchema(): unknown {
    return z.toJSONSchema(projectFileSchema, { io: 'input', target: 'draft-07' });
}

function isMapping(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holdsCredentials(url: string): boolean {
    if (!URL.canParse(url)) {
        return false;
    }
    const { username, password } = new URL(url);
    return username !== '' || password !== '';
}
