import * as v from 'valibot';

/** What a rule of the project may be lowered or raised to. */
export type RuleLevel = v.InferOutput<typeof ruleLevel>;
/** As written in YAML: `8` is a number, `"8"` a text. */
export type ParameterValue = v.InferOutput<typeof parameterValue>;
/** How to sign in at a gateway. What is secret about it never stands in the file. */
export type GatewayAuth = v.InferOutput<typeof gatewayAuth>;
/** One gateway of an environment. */
export type Gateway = v.InferOutput<typeof gateway>;
export type EnvironmentSettings = v.InferOutput<typeof environmentSettings>;
/** `apim.yaml` with its defaults filled in. */
export type ProjectFile = v.InferOutput<typeof projectFileSchema>;

/** A sentence's end for a value of the wrong kind; its beginning is the key. */
function must(expected: string): (issue: { input: unknown }) => string {
    return ({ input }) => input === undefined ? `is missing: it must be ${expected}` : `must be ${expected}`;
}

/** A mapping with these keys and no others. What is missing is told as its value would tell it. */
function mapping<T extends v.ObjectEntries>(entries: T, expected: string) {
    return noList(v.strictObject(entries, issue => {
        const key = String(issue.path?.at(-1)?.key);
        return Object.hasOwn(entries, key) ? v.safeParse(entries[key]!, undefined).issues?.[0].message ?? '' : must(expected)(issue);
    }));
}

function names<T extends v.GenericSchema>(values: T, expected: string) {
    return noList(v.record(v.string(), values, must(expected)));
}

/** For the library a list is an object like others. */
function noList<T extends v.GenericSchema>(schema: T): T {
    return { ...schema, '~run': (dataset, config) => schema['~run'](Array.isArray(dataset.value) ? { value: null } : dataset, config) };
}

function about<T extends v.GenericSchema>(schema: T, description: string) {
    return v.pipe(schema, v.description(description));
}

const text = (expected: string) => v.pipe(v.string(must(expected)), v.minLength(1, must(expected)));
const address = (expected: string) => v.pipe(v.string(must(expected)), v.trim(), v.url(must(expected)), v.regex(/^https?:/i, must(expected)), v.check(withoutCredentials,
    'must not hold a user name or a password: the user name belongs in \'auth\', the password in the secret store, an environment variable or the prompt'));

const ruleLevel = v.picklist(['off', 'hint', 'info', 'warning', 'error'], must('off, hint, info, warning or error'));

const parameterValue = v.union([v.string(), v.number(), v.boolean()], must('a text, a number, true or false'));

const filePatterns = v.array(text('a file pattern such as "drafts/**"'), must('a list of file patterns such as ["drafts/**"]'));

const gatewayAuth = about(v.variant('type', [
    mapping({
        type: about(v.literal('basic'), 'User name and password.'),
        username: about(text('the user name at the gateway'), 'User name for the configuration API. The password is asked for, or comes from APIM_PASSWORD_<ENVIRONMENT>.')
    }, 'a mapping'),
    mapping({ type: about(v.literal('bearer'), 'A token that is asked for, or comes from APIM_PASSWORD_<ENVIRONMENT>.') }, 'a mapping'),
    mapping({
        type: about(v.literal('oauth2'), 'Tokens that are fetched with client credentials; the secret is asked for, or comes from APIM_PASSWORD_<ENVIRONMENT>.'),
        tokenUrl: about(address('the address that tokens are fetched from'), 'Address that tokens are fetched from.'),
        clientId: about(text('the id that the tool signs in with'), 'Id that the tool signs in with.'),
        scope: v.optional(about(text('the scopes to ask for, with blanks in between'), 'Scopes to ask for.'))
    }, 'a mapping')
], ({ path }) => path ? 'must be basic, bearer or oauth2' : 'must be a mapping such as { type: basic, username: apimanager }'),
'How to sign in at the configuration API. Passwords and tokens never stand here.');

const pemFile = text('the path of a PEM file, relative to the project');
const duration = 'a time such as 20s or 500ms';

/** `20s` → 20000 */
export function milliseconds(duration: string): number {
    const unit = { ms: 1, s: 1_000, min: 60_000 }[duration.replace(/^\d+/, '')] ?? 0;
    return Number.parseInt(duration, 10) * unit;
}

const tlsFiles = mapping({
    ca: v.optional(about(pemFile, 'Certificate of the authority that signed the gateway\'s, where it is not one that everybody knows.')),
    certificate: v.optional(about(pemFile, 'Our certificate, for a gateway that wants to know its callers.')),
    key: v.optional(about(pemFile, 'The private key of our certificate. The passphrase of an encrypted one comes from APIM_PASSPHRASE_<ENVIRONMENT>.'))
}, 'a mapping such as { ca: "certificates/authority.pem" }');
const tls = v.pipe(tlsFiles, v.check(({ certificate, key }) => (certificate === undefined) === (key === undefined), 'must name a certificate and its key, both or neither'));

const timeout = v.pipe(v.string(must(duration)), v.regex(/^\d+(ms|s|min)$/, must(duration)), v.check(text => milliseconds(text) > 0, must(duration)));

const gateway = mapping({
    url: about(address('the address of a configuration API, such as https://gateway.example:8081'), 'Address of the gateway\'s configuration API.'),
    auth: v.optional(gatewayAuth),
    tls: v.optional(about(tls, 'Certificates, as paths of PEM files relative to the project.')),
    timeout: v.optional(about(timeout, 'How long a request may take. Left out: 10s.')),
    publicUrl: v.optional(about(address('the address that callers use, such as https://api.example'), 'Where callers reach the gateway. Left out, the gateway is asked.'))
}, 'a gateway such as { url: "https://gateway.example:8081" }');

const environmentSettings = mapping({
    gateway: v.optional(about(v.union([v.literal('local'), gateway], must('local, or a gateway with its url')), 'The one gateway of the environment; "local" is the one that ships with the tool.')),
    gateways: v.optional(about(v.array(gateway, must('a list of gateways, each with its url')), 'The gateways of the environment. Each gets the same registrations.')),
    parameters: v.optional(about(names(parameterValue, 'a mapping of parameters to values'), 'Values of parameters. Secret parameters never stand here.'), {}),
    exclude: v.optional(about(filePatterns, 'Files that are not for this environment.'), []),
    protected: v.optional(about(v.boolean(must('true or false')), 'Asks for the environment\'s name before anything is changed.'), false)
}, 'a mapping with a gateway');

export const projectFileSchema = about(mapping({
    dialect: v.optional(about(v.picklist(['scheer-pas', 'apiman'], must('scheer-pas or apiman')), 'Whose rules apply.'), 'scheer-pas'),
    exclude: v.optional(about(filePatterns, 'Files that do not belong to the project.'), []),
    rules: v.optional(about(names(ruleLevel, 'a mapping of rule ids to off, hint, info, warning or error'), 'Severity of a rule, by its id.'), {}),
    admins: v.optional(about(v.array(text('the name of a user such as anna@shop.example'), must('a list of users')), 'Users who may see every organization.'), []),
    environments: v.optional(about(names(environmentSettings, 'a mapping of names to environments'), 'Where the project can be registered.'), {}),
    defaultEnvironment: v.optional(about(text('the name of an environment'), 'The environment that is meant where none is named.'))
}, 'a mapping of keys to values such as "dialect: scheer-pas"'), 'A project of API management: apim.yaml');

/** What is wrong with a value, or the value with its defaults. */
export function judgeProjectFile(value: unknown): v.SafeParseResult<typeof projectFileSchema> {
    return v.safeParse(projectFileSchema, value, { abortPipeEarly: true });
}

/** What holds where nothing is said. */
export function emptyProjectFile(): ProjectFile {
    return v.parse(projectFileSchema, {});
}

/** The keys that may stand at a place of the file. */
export function keysAt(path: readonly (string | number)[]): string[] {
    const last = path.at(-1);
    if (path.length === 0) {
        return Object.keys(projectFileSchema.entries);
    }
    if (last === 'auth') {
        return [...new Set(gatewayAuth.options.flatMap(option => Object.keys(option.entries)))];
    }
    if (last === 'tls') {
        return Object.keys(tls.entries);
    }
    return Object.keys(path.length === 2 ? environmentSettings.entries : gateway.entries);
}

/** A password in an address would be in clear. */
export function withoutCredentials(url: string): boolean {
    if (!URL.canParse(url)) {
        return true;
    }
    const { username, password } = new URL(url);
    return username === '' && password === '';
}
