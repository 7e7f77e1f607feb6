/** What a new project is made of. An empty `client`, `gateway` or `username` is none. */
export interface Answers {
    organization: string;
    api: string;
    endpoint: string;
    plan: string;
    client: string;
    /** `production=https://gateway.example:8081` */
    gateway: string;
    username: string;
    dialect: string;
}

/** A question of `apim init`: what it says on the terminal, and the option that answers it beforehand. */
export interface Question {
    key: keyof Answers;
    option: string;
    /** In the help. */
    about: string;
    /** On the terminal. */
    message: string;
    /** The answer of `--yes`, and what stands there to be changed. */
    proposed: string;
    choices?: readonly { value: string; label: string }[];
    /** Asked only where that one has an answer. */
    after?: keyof Answers;
}

export const questions: readonly Question[] = [
    { key: 'organization', option: '--organization <name>', about: 'the organization that offers the API', message: 'Which organization offers the API?', proposed: 'Acme' },
    { key: 'api', option: '--api <name>', about: 'the API with its version', message: 'What is the API called, with its version?', proposed: 'Orders@1.0' },
    { key: 'endpoint', option: '--endpoint <url>', about: 'where the API is implemented', message: 'Where is it implemented? (the address that the gateway calls)', proposed: 'http://localhost:9001' },
    { key: 'plan', option: '--plan <name>', about: 'the plan that the API is offered with', message: 'Which plan is it offered with?', proposed: 'Gold@1.0' },
    { key: 'client', option: '--client <name>', about: 'the client that consumes it; empty for none', message: 'Which client consumes it? (empty: none yet)', proposed: 'MobileShop@1.0' },
    {
        key: 'gateway', option: '--gateway <environment=url>', about: 'another environment beside the local gateway, such as production=https://gateway.example:8081',
        message: 'Another environment, with its gateway? (production=https://gateway.example:8081; empty: none yet)', proposed: ''
    },
    { key: 'username', option: '--username <name>', about: 'the user name at that gateway; empty where it wants none', message: 'Who signs in at its configuration API? (empty: nobody)', proposed: '', after: 'gateway' },
    {
        key: 'dialect', option: '--dialect <dialect>', about: 'whose rules apply', message: 'Whose rules apply?', proposed: 'scheer-pas',
        choices: [{ value: 'scheer-pas', label: 'Scheer PAS API Management' }, { value: 'apiman', label: 'Apiman' }]
    }
];

export const proposedAnswers = Object.fromEntries(questions.map(({ key, proposed }) => [key, proposed])) as unknown as Answers;
