import * as vscode from 'vscode';
import type { SignInDraft } from '../../../language-server/protocol.ts';
import { picking, typing, type Step } from '../../infrastructure/steps.ts';
import { withDraft, type Answers, type Desk } from './dialog.ts';
import { camel } from './endpoint.ts';

type ApiAnswers = Answers<'api'>;

/** How callers prove who they are: a key only says who calls. What a document says of it stands below. */
export function signInQuestions(desk: Desk, { draft: { signIn, access } }: ApiAnswers, notes: readonly string[]): Step<ApiAnswers>[] {
    return [
        picking<ApiAnswers, SignInDraft['policy'] | 'none'>({
            id: 'sign-in', placeholder: vscode.l10n.t('How do callers prove who they are? An API key only says which client calls.'),
            items: () => [
                { label: `$(verified) ${vscode.l10n.t('Tokens (JWT)')}`, description: 'Jwt', detail: vscode.l10n.t('Signed tokens of any login server, by its keys.'), value: 'Jwt' },
                { label: `$(verified) Keycloak`, description: 'KeycloakOAuth', detail: vscode.l10n.t('OAuth tokens of a Keycloak realm; it can hand on roles.'), value: 'KeycloakOAuth' },
                { label: `$(person) ${vscode.l10n.t('User name and password')}`, description: 'BasicAuthentication', detail: vscode.l10n.t('One user to begin with; the password is a secret parameter, and stands in no file.'), value: 'BasicAuthentication' },
                { label: `$(circle-slash) ${vscode.l10n.t('Nothing here')}`, detail: access === 'public' ? vscode.l10n.t('Everybody may call.') : vscode.l10n.t('The plan or the client does it. Where none does, a warning says so.'), value: 'none' },
                ...notes.length > 0 ? [{ label: vscode.l10n.t('What the document says'), kind: vscode.QuickPickItemKind.Separator }, ...notes.map(note => ({ label: `$(info) ${note}` }))] : [],
            ],
            isChosen: (policy, answers) => policy === (answers.draft.signIn?.policy ?? (answers.signIn === 'none' || access === 'public' ? 'none' : 'Jwt')),
            take: (answers, policy) => {
                const { signIn: before, ...rest } = answers.draft;
                const { signIn: _, ...others } = answers;
                return policy === 'none' ? { ...others, signIn: 'none', draft: rest } : { ...others, draft: { ...rest, signIn: before?.policy === policy ? before : usual(policy, rest.name ?? '') } };
            },
        }),
        ...signIn ? [detailOf(desk, signIn)] : [],
    ];
}

function usual(policy: SignInDraft['policy'], api: string): SignInDraft {
    switch (policy) {
        case 'Jwt': return { policy, keys: '' };
        case 'KeycloakOAuth': return { policy, realm: '' };
        case 'BasicAuthentication': return { policy, username: 'caller', parameter: `${camel(api)}Password` };
    }
}

function detailOf(desk: Desk, signIn: SignInDraft): Step<ApiAnswers> {
    const [prompt, value, change] = ((): [string, string, (text: string) => SignInDraft] => {
        switch (signIn.policy) {
            case 'Jwt': return [vscode.l10n.t('Address of the keys of the login server (JWKS), or its public key'), signIn.keys || 'https://', keys => ({ ...signIn, keys })];
            case 'KeycloakOAuth': return [vscode.l10n.t('Address of the realm'), signIn.realm || 'https://', realm => ({ ...signIn, realm })];
            case 'BasicAuthentication': return [vscode.l10n.t('User name'), signIn.username, username => ({ ...signIn, username })];
        }
    })();
    return typing<ApiAnswers>({
        id: `sign-in ${signIn.policy}`, prompt, value: () => value, placeholder: { Jwt: 'https://login.example/jwks', KeycloakOAuth: 'https://login.example/realms/shop', BasicAuthentication: 'caller' }[signIn.policy],
        objection: (text, answers) => desk.objectionTo(withDraft(answers, { signIn: change(text.trim()) }).draft, 'signIn'),
        take: (answers, text) => withDraft(answers, { signIn: change(text.trim()) }),
    });
}
