import { t } from '@vscode/l10n';
import type { Position, Range } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { leafAt } from './syntax-at.ts';

/** What the words of the language mean to somebody who meets them for the first time. */
export const meanings: Readonly<Record<string, () => string>> = {
    organization: () => t('Owns plans, APIs and clients. It may be written in several files; all of them together are the organization.'),
    plan: () => t('A way to consume APIs: policies, mostly limits, that apply to every contract by this plan. APIs of the same organization offer it once it is `locked`.'),
    locked: () => t('The plan is a promise: its policies do not change any more, and APIs can offer it. For other limits make a new version.'),
    api: () => t('An API that the gateway manages. Without `published` it is a draft, which the gateway does not know.'),
    published: () => t('The API is on the gateway. A contract can be made with a published private API that is offered through a plan.'),
    retired: () => t('It leaves the gateway with the next registration, and stays in the source as a record.'),
    private: () => t('Called with a contract: each request carries the API key of a client.'),
    public: () => t('Called by everyone without a contract and without an API key. What a contract would bring, plans among it, does not apply.'),
    offers: () => t('A plan through which clients can have contracts with this API.'),
    with: () => t('The provider approves each contract by this offer.'),
    approval: () => t('The provider approves each contract by this offer. Approved clients stand behind `for`; others are not registered.'),
    for: () => t('The clients that the provider approved.'),
    client: () => t('What calls APIs: a mobile app, a B2B application. It gets one API key at its registration, the same for all its contracts. The key identifies the client and authenticates nobody.'),
    contract: () => t('The right of this client to call an API by a plan that the API offers. The policies of client, plan and API run in this order on every call.'),
    via: () => t('The plan of the contract. Its version is that of the offer, and need be written only where an API offers two.'),
    policy: () => t('A rule that the gateway applies to each request and response. Policies run in the order of writing.'),
    policies: () => t('A set of policies that several plans, APIs and clients `use`.'),
    type: () => t('A policy that the gateway has and apim does not ship: its options, and the class or plugin that runs it.'),
    quoted: () => t('The value goes to the gateway as a text, although it is none.'),
    use: () => t('The policies of a set, in this place of the order.'),
    parameter: () => t('A value that environments can set in `apim.yaml`. It stands for itself, or as `${name}` in a text in double quotes.'),
    secret: () => t('Its value stands in no file: it comes from the environment, a prompt or the secret store of the editor.'),
    member: () => t('Who may see the organization, and with which roles. Without members everybody may.'),
    viewer: () => t('Sees the organization.'),
    editor: () => t('Sees the organization, and may change, register, publish and retire.'),
    manager: () => t('Sees the organization, and may change the list of members.')
};

/** What a word of the language means, and where it stands. */
export function describeKeyword(project: Project, uri: string, position: Position): { meaning: string; range: Range } | undefined {
    const leaf = leafAt(project, uri, position);
    const meaning = leaf && leaf.tokenType.name === leaf.text ? meanings[leaf.text]?.() : undefined;
    return leaf && meaning !== undefined ? { meaning, range: leaf.range } : undefined;
}
