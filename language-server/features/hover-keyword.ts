import { CstUtils, isLeafCstNode } from 'langium';
import type { Position, Range } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';

/** What the words of the language mean to somebody who meets them for the first time. */
export const meanings: Readonly<Record<string, string>> = {
    organization: 'Owns plans, APIs and clients. It may be written in several files; all of them together are the organization.',
    plan: 'A way to consume APIs: policies, mostly limits, that apply to every contract by this plan. APIs of the same organization offer it once it is `locked`.',
    locked: 'The plan is a promise: its policies do not change any more, and APIs can offer it. For other limits make a new version.',
    api: 'An API that the gateway manages. Without `published` it is a draft, which the gateway does not know.',
    published: 'The API is on the gateway. A contract can be made with a published private API that is offered through a plan.',
    retired: 'It leaves the gateway with the next registration, and stays in the source as a record.',
    private: 'Called with a contract: each request carries the API key of a client.',
    public: 'Called by everyone without a contract and without an API key. What a contract would bring, plans among it, does not apply.',
    offers: 'A plan through which clients can have contracts with this API.',
    with: 'The provider approves each contract by this offer.',
    approval: 'The provider approves each contract by this offer. Approved clients stand behind `for`; others are not registered.',
    for: 'The clients that the provider approved.',
    client: 'What calls APIs: a mobile app, a B2B application. It gets one API key at its registration, the same for all its contracts. The key identifies the client and authenticates nobody.',
    contract: 'The right of this client to call an API by a plan that the API offers. The policies of client, plan and API run in this order on every call.',
    via: 'The plan of the contract. Its version is that of the offer, and need be written only where an API offers two.',
    policy: 'A rule that the gateway applies to each request and response. Policies run in the order of writing.',
    policies: 'A set of policies that several plans, APIs and clients `use`.',
    type: 'A policy that the gateway has and apim does not ship: its options, and the class or plugin that runs it.',
    quoted: 'The value goes to the gateway as a text, although it is none.',
    use: 'The policies of a set, in this place of the order.',
    parameter: 'A value that environments can set in `apim.yaml`. It stands for itself, or as `${name}` in a text in double quotes.',
    secret: 'Its value stands in no file: it comes from the environment, a prompt or the secret store of the editor.',
    member: 'Who may see the organization, and with which roles. Without members everybody may.',
    viewer: 'Sees the organization.',
    editor: 'Sees the organization, and may change, register, publish and retire.',
    manager: 'Sees the organization, and may change the list of members.'
};

/** What a word of the language means, and where it stands. */
export function describeKeyword(project: Project, uri: string, position: Position): { meaning: string; range: Range } | undefined {
    const document = project.files.get(uri)?.document;
    const root = document?.parseResult.value.$cstNode;
    const leaf = document && root && CstUtils.findLeafNodeAtOffset(root, document.textDocument.offsetAt(position));
    const meaning = leaf && isLeafCstNode(leaf) && leaf.tokenType.name === leaf.text ? meanings[leaf.text] : undefined;
    return leaf && meaning !== undefined ? { meaning, range: leaf.range } : undefined;
}
