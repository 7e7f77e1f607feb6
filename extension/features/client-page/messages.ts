/** What the page of a client shows, in words: the script sets them and nothing else. Holds no key. */
export interface PageModel {
    project: string;
    key: string;
    name: string;
    subtitle: string;
    description: string | undefined;
    versions: { key: string; label: string }[];
    state: Badge;
    actions: { command: PageCommand; label: string; primary: boolean }[];
    changes: { compared: string; operations: { text: string; changes: { path: string; before: string; after: string }[] }[]; nothing: string | undefined };
    contracts: ContractModel[];
    apiKey: { explanation: string; available: boolean; manageTrust: boolean };
    languages: { id: string; label: string }[];
    words: Words;
}

/** `state` is the name of the state, by which it is coloured. */
export interface Badge { state: string; mark: string; label: string; explanation: string }

/** `source` is a place that the page may ask to have opened. */
export interface Linked { text: string; detail?: string | undefined; source: string | undefined }

export interface ContractModel {
    api: Linked;
    description: string | undefined;
    badge: Badge;
    plan: Linked;
    approval: string;
    limits: string[];
    urls: string[];
    /** Why there is no URL, and whether the local gateway may be started to have one. */
    noUrl: string | undefined;
    canStartGateway: boolean;
    /** Where the contract is declared. */
    declared: Linked | undefined;
    chain: StepModel[];
    /** What stands there where no policy is known. */
    noChain: string;
    /** By language, in the order of `languages`; none where the URL is not known. */
    examples: string[];
    canSend: boolean;
}

export interface StepModel { title: string; origin: string; originKind: 'client' | 'plan' | 'api'; documentation: string | undefined; options: { name: string; value: string }[]; source: Linked | undefined }

/** What stands on the page whatever the client. */
export interface Words {
    version: string; actions: string; changes: string; before: string; after: string; contracts: string; noContracts: string; declaration: string; declaredIn: string; plan: string; approval: string;
    limits: string; url: string; copy: string; copyUrl: string; copyKey: string; copyWithKey: string; chain: string; noOptions: string; call: string; language: string; send: string; apiKey: string;
    showKey: string; hideKey: string; keyIsShown: string; keyIsHidden: string; manageTrust: string; path: string; startGateway: string;
}

export type PageCommand = 'apim.registerClient' | 'apim.previewRegistration' | 'apim.newVersion' | 'apim.retireClient' | 'apim.goToDeclaration' | 'apim.showContractGraph' | 'apim.importFromGateway' | 'apim.startLocalGateway' | 'workbench.trust.manage';

/** What the page is told. A key comes only where it was asked for, for some seconds. */
export type Told =
    | { kind: 'page'; page: PageModel }
    | { kind: 'trouble'; text: string }
    | { kind: 'chain'; api: string }
    | { kind: 'said'; text: string }
    | { kind: 'key'; value: string; seconds: number };

/** What the page asks for. */
export type Asked =
    | { kind: 'run'; command: PageCommand }
    | { kind: 'version'; key: string }
    | { kind: 'open'; source: string }
    | { kind: 'copy-url'; api: string; url: string }
    | { kind: 'copy-code'; api: string; language: string; withKey: boolean }
    | { kind: 'send'; api: string }
    | { kind: 'copy-key' }
    | { kind: 'show-key' };

/** What a page that is loaded anew still knows. */
export interface PageState { project: string; key: string; language: string; opened: string[]; scroll: number }
