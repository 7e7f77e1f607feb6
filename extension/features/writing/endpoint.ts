import * as vscode from 'vscode';
import { picking, typing, type Step } from '../../infrastructure/steps.ts';
import { withDraft, type Answers, type Desk } from './dialog.ts';

type ApiAnswers = Answers<'api'>;
type EndpointChoice = { by: 'typed' | 'new-parameter' | 'later' } | { by: 'server'; url: string } | { by: 'declared'; name: string };

/** Where the implementation is: an address, a parameter that is declared already, or one that is declared along with the API. */
export function endpointQuestions(desk: Desk, { endpoint, draft, servers = [] }: ApiAnswers): Step<ApiAnswers>[] {
    const others = desk.choices.environments.filter((_, index) => index > 0);
    return [
        picking<ApiAnswers, EndpointChoice>({
            id: 'endpoint-kind', placeholder: vscode.l10n.t('Where does the gateway forward its calls to?'),
            items: () => [
                ...servers.map(({ url, description }) => ({ label: `$(server) ${url}`, description, detail: vscode.l10n.t('As the document says.'), value: { by: 'server' as const, url } })),
                { label: `$(link) ${vscode.l10n.t('An address')}`, detail: vscode.l10n.t('The same in all environments.'), value: { by: 'typed' } },
                { label: `$(symbol-variable) ${vscode.l10n.t('A new parameter')}`, detail: vscode.l10n.t('Each environment of apim.yaml can give it an address of its own.'), value: { by: 'new-parameter' } },
                ...desk.choices.addresses.map(({ name, value }) => ({ label: `$(symbol-variable) ${name}`, description: value, detail: vscode.l10n.t('A parameter of this project.'), value: { by: 'declared' as const, name } })),
                { label: `$(debug-pause) ${vscode.l10n.t('I do not know yet')}`, detail: vscode.l10n.t('The API stays a draft.'), value: { by: 'later' } },
            ],
            isChosen: (choice, answers) => choice.by === 'server' ? answers.endpoint === undefined && answers.draft.endpoint === choice.url : choice.by === 'declared' ? answers.endpoint === 'declared' && answers.draft.endpoint === `\${${choice.name}}` : choice.by === (answers.endpoint ?? (servers.length > 0 ? undefined : 'typed')),
            take: (answers, choice) => {
                const { endpoint: _, ...before } = answers;
                const { parameter, endpoint: address, ...rest } = answers.draft;
                switch (choice.by) {
                    case 'later': return { ...before, draft: { ...rest, state: 'draft' } };
                    case 'declared': return { ...before, endpoint: 'declared', draft: { ...rest, endpoint: `\${${choice.name}}` } };
                    case 'server': return { ...before, draft: { ...rest, endpoint: choice.url } };
                    case 'typed': return { ...before, endpoint: 'typed', draft: { ...rest, ...address !== undefined && !address.startsWith('${') ? { endpoint: address } : {} } };
                    case 'new-parameter': {
                        const made = parameter ?? { name: `${camel(rest.name ?? '')}Host`, default: address !== undefined && !address.startsWith('${') ? address : servers[0]?.url ?? '', values: namedLike(others, servers) };
                        return { ...before, endpoint: 'new-parameter', draft: { ...rest, parameter: made, endpoint: `\${${made.name}}` } };
                    }
                }
            },
        }),
        ...endpoint === 'typed' ? [typing<ApiAnswers>({
            id: 'endpoint', prompt: vscode.l10n.t('Address of the implementation, with http or https. ${name} is a parameter.'), placeholder: 'https://orders.example/v1',
            value: answers => answers.draft.endpoint ?? 'https://',
            objection: (address, answers) => desk.objectionTo(withDraft(answers, { endpoint: address }).draft, 'endpoint'),
            take: (answers, address) => withDraft(answers, { endpoint: address.trim() }),
        })] : [],
        ...endpoint === 'new-parameter' && draft.parameter ? parameterQuestions(desk, draft.parameter, others) : [],
    ];
}

function parameterQuestions(desk: Desk, parameter: NonNullable<ApiAnswers['draft']['parameter']>, environments: readonly string[]): Step<ApiAnswers>[] {
    const change = (answers: ApiAnswers, known: Partial<typeof parameter>) => {
        const changed = { ...answers.draft.parameter ?? parameter, ...known };
        return withDraft(answers, { parameter: changed, endpoint: `\${${changed.name}}` });
    };
    return [
        typing<ApiAnswers>({
            id: 'parameter', prompt: vscode.l10n.t('Name of the parameter'), value: ({ draft }) => draft.parameter?.name ?? '',
            objection: (name, answers) => desk.objectionTo(change(answers, { name: name.trim() }).draft, 'parameter'),
            take: (answers, name) => change(answers, { name: name.trim() }),
        }),
        typing<ApiAnswers>({
            id: 'parameter-value', prompt: vscode.l10n.t('Its address where an environment says nothing else'), value: ({ draft }) => draft.parameter?.default || 'http://localhost:9001',
            objection: async (value, answers) => await desk.objectionTo(change(answers, { default: value.trim() }).draft, 'parameter') ?? desk.objectionTo(change(answers, { default: value.trim() }).draft, 'endpoint'),
            take: (answers, value) => change(answers, { default: value.trim() }),
        }),
        ...environments.map(environment => typing<ApiAnswers>({
            id: `parameter-value in ${environment}`, prompt: vscode.l10n.t('Its address in the environment {0}. Leave it as it is for the usual one.', environment),
            value: ({ draft }) => draft.parameter?.values?.[environment] ?? draft.parameter?.default ?? '',
            objection: (value, answers) => desk.objectionTo(change(answers, { default: value.trim() }).draft, 'endpoint'),
            take: (answers, value) => change(answers, { values: { ...answers.draft.parameter?.values, [environment]: value.trim() } }),
        })),
    ];
}

/** For an environment the server whose description or address has its name: `Production server` for `production`. */
function namedLike(environments: readonly string[], servers: NonNullable<ApiAnswers['servers']>): Record<string, string> {
    return Object.fromEntries(environments.flatMap(environment => {
        const server = servers.find(({ url, description = '' }) => `${description} ${url}`.toLowerCase().includes(environment.toLowerCase()));
        return server ? [[environment, server.url]] : [];
    }));
}

/** `Order-Items` → `orderItems` */
export function camel(name: string): string {
    const words = name.split(/[^A-Za-z0-9]+/).filter(word => word !== '');
    const joined = words.map((word, index) => index === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : word.charAt(0).toUpperCase() + word.slice(1)).join('');
    return /^[A-Za-z]/.test(joined) ? joined : `api${joined}`;
}
