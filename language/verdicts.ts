import type { Attributes } from './attributes.ts';
import { chainFindings } from './chain-findings.ts';
import { checkOwnChain, isCached } from './checks/chain.ts';
import type { Check } from './checks/check.ts';
import { checkApiSettings } from './checks/api-settings.ts';
import { checkContract } from './checks/client.ts';
import { isUrlSegment } from './checks/naming.ts';
import { checkLifecycle } from './checks/lifecycle.ts';
import { checkPolicies } from './checks/policies.ts';
import { checkAttributes } from './checks/properties.ts';
import { checkTexts } from './checks/texts.ts';
import { keyOf, organizationOf, type ApiDeclaration, type ClientDeclaration, type OrganizationDeclaration } from './declarations.ts';
import { apiAlike, contractedApi, contractedPlan, type ContractedApi } from './contracted.ts';
import type { Entry } from './entry.ts';
import type * as ast from './generated/ast.ts';
import { KnownTexts } from './known-texts.ts';
import { ownCopy } from './own-copy.ts';
import { partsOf, plainContract, type ContractPart, type Header, type Parts } from './parts.ts';
import { policyFacts } from './policy-facts.ts';
import { chosenOffer } from './policy-chain.ts';
import type { ProjectView } from './project-view.ts';
import { sameAsRecorded } from './record-comparison.ts';
import type { Accept } from './report.ts';
import { SourceFile, type Reader } from './source-file.ts';
import { servedContract } from './served-contract.ts';
import { writtenPolicies } from './written-policies.ts';

/** What is to be checked: a declaration, or of a client the contracts at these places and nothing else. */
export interface Doubt { entry: Entry; contracts?: readonly number[] | undefined }

/**
 * Tells of declarations that nothing is wrong with them, without their trees. A declaration consists of parts, and in most of a project they are written alike:
 * each way of writing one is judged once, by the checks themselves, in a sample declaration that has this part and no other. The verdict is an answer that
 * checks share, so that it is given again when something that it depends on has changed. Where a part is not fine, or the parts say more together than
 * each for itself, the declaration is checked as a whole: a verdict may be too strict, and never too lenient.
 */
export class Verdicts {
    readonly #view: ProjectView;
    readonly #attributes: Attributes;
    readonly #reader: Reader;
    /** Where a contract is that no finding is shown at. */
    readonly #anyContract: Check<ClientDeclaration, ast.Client>;

    // What was asked already on this occasion.
    readonly #parts: Record<SampleKind, Map<string, Map<string, boolean>>> = { organization: new Map(), api: new Map(), client: new Map() };
    readonly #contracts = new Map<ContractPart, { policies: string; verdict: Verdict | undefined }[]>();
    #occasion = -1;
    /** A number for each text, which is shorter. It is never given to others, so that what was judged with it stays right. */
    readonly #numbers = new KnownTexts(() => this.#next++);
    #next = 0;

    constructor(view: ProjectView, attributes: Attributes, reader: Reader) {
        this.#view = view;
        this.#attributes = attributes;
        this.#reader = reader;
        this.#anyContract = this.#sample('client', ' {\ncontract A@1 via B\n}', () => undefined) as Check<ClientDeclaration, ast.Client>;
    }

    /** What of some declarations is to be checked, since it is not certain that no check finds anything in it. */
    doubts(entries: readonly Entry[]): Doubt[] {
        if (this.#view.occasion !== this.#occasion) {
            this.#occasion = this.#view.occasion;
            for (const known of Object.values(this.#parts)) known.clear();
            this.#contracts.clear();
        }
        // What they are collected in has room for more.
        return entries.flatMap(entry => this.#doubtOf(entry) ?? []).slice();
    }

    #doubtOf(entry: Entry): Doubt | undefined {
        const { kind, key } = entry;
        if (kind !== 'organization' && kind !== 'api' && kind !== 'client') return { entry };
        const parts = this.#view.index.isAlone(entry) ? partsOf(entry) : undefined;
        if (!parts || !this.#isNamed(kind, parts.header)) return { entry };
        const contracts = kind === 'client' ? this.#wrongContracts(parts) : this.#isFineDeclaration(kind, parts, entry) ? [] : undefined;
        if (contracts?.length !== 0) return { entry, contracts };
        if (!this.#view.compares) return undefined;
        if (kind === 'client') return this.#isRegisteredSo(key, parts) ? undefined : { entry, contracts };
        return this.#isAsRegistered(entry) ? undefined : { entry };
    }

    #isFineDeclaration(kind: 'organization' | 'api', parts: Parts, entry: Entry): boolean {
        return kind === 'api' ? this.#isFineApi(parts, entry) : this.#areFineProperties(kind, parts) && parts.members.every(member => this.#isFine(kind, 'member', member));
    }

    #isNamed(kind: SampleKind, { name, version, isJoined, title, isDocumented }: Header): boolean {
        return (kind === 'organization' || (isJoined && isUrlSegment(version))) && isUrlSegment(name) && isDocumented && (title === undefined || this.#isFine(kind, 'title', title));
    }

    /** The places of the contracts of a client that are not fine; undefined where something else may not be. */
    #wrongContracts(parts: Parts): readonly number[] | undefined {
        const { contracts, policies, header } = parts;
        // What retired ones, and those without contracts, are told depends on more.
        if (header.words.length > 1 || contracts.length === 0 || !this.#areFineProperties('client', parts) || !this.#areFinePolicies('client', policies)) return undefined;
        const wrong = [];
        let caching = 0;
        for (let index = 0; index < contracts.length; index++) {
            const contract = contracts[index]!;
            for (let before = 0; before < index; before++) if (contracts[before]!.api === contract.api) return undefined;
            const verdict = this.#contract(contract, policies);
            if (!verdict) return undefined;
            if (!verdict.isFine) wrong.push(index);
            if (verdict.isCached) caching++;
        }
        return caching < 2 ? wrong : undefined;
    }

    /** A published private API that offers one plan to everybody, and of which nothing else is said than what it does and where it is. */
    #isFineApi(parts: Parts, { key, owner }: Entry): boolean {
        const { header: { words }, offers: [offer, another], policies, properties } = parts;
        if (!words.includes('published') || words.includes('public') || !offer?.isPlain || another) return false;
        if (!properties.some(property => property.key === 'endpoint') || properties.some(property => !['endpoint', 'description'].includes(property.key))) return false;
        if (!this.#areFineProperties('api', parts) || !this.#areFinePolicies('api', policies)) return false;
        if (owner !== organizationOf(offer.plan) || contractedPlan(offer.plan, this.#view)?.locked !== true) return false;
        // Who asks for the ways themselves depends on each of them.
        const like = apiAlike(key, this.#view);
        return like?.isReached === true && like.authentication !== 'none';
    }

    #areFineProperties(kind: SampleKind, { properties }: Parts): boolean {
        for (let index = 0; index < properties.length; index++) {
            const { key, text } = properties[index]!;
            for (let before = 0; before < index; before++) if (properties[before]!.key === key) return false;
            const part = key === 'description' && plainDescription.test(text) ? 'description: "x"' : key === 'endpoint' ? text.replace(plainEndpoint, '$1/path"') : text;
            if (!this.#isFine(kind, 'property', part)) return false;
        }
        return true;
    }

    #areFinePolicies(kind: SampleKind, policies: string): boolean {
        return policies === '' || this.#isFine(kind, 'policies', policies);
    }

    /** A contract beside the policies of its client; undefined where that has to be looked at as a whole. */
    #contract(contract: ContractPart, policies: string): Verdict | undefined {
        let known = this.#contracts.get(contract);
        if (!known) this.#contracts.set(contract, known = []);
        for (const each of known) if (each.policies === policies) return each.verdict;
        const verdict = this.#judgeContract(contract, policies);
        known.push({ policies, verdict });
        return verdict;
    }

    #judgeContract({ api, plan: written, attributes }: ContractPart, policies: string): Verdict | undefined {
        if (attributes !== '' && !this.#isFine('client', 'attributes', attributes)) return undefined;
        const view = this.#view;
        const like = apiAlike(api, view);
        if (!like) return { isFine: false, isCached: false };
        if (like.likeness === undefined) return undefined;
        return view.shared(`verdict:contract ${written} ${this.#numbers.of(policies)} ${like.likeness}`, () => {
            // Nobody sees what it is called.
            const contracted: ContractedApi = { key: api, organization: '', name: '', version: '', ...like, newer: like.hasNewer ? api : undefined };
            const contract = plainContract(api, written);
            const { declaration, node } = this.#anyContract;
            const client: ClientDeclaration = { ...declaration, contracts: [contract], policies: [...writtenPolicies(policies)] };
            const factsOf = (level: 'client' | 'api', text: string) => view.shared(`facts:${level} ${text}`, () => policyFacts(level, keyOf(declaration), writtenPolicies(text), view));
            const own = factsOf('client', policies);
            let isFine = true;
            checkContract(contractIn(node), 0, api, {
                declaration: client, own: () => own, api: contracted, view, accept: () => { isFine = false; },
                chainOf: (_, offered) => chainFindings([...own, ...view.policyFacts('plan', offered), ...factsOf('api', like.policies!)], 'contract')
            });
            const served = servedContract(client, contract, { api: () => contracted, plan: key => contractedPlan(key, view) });
            // What cannot be served has been reported elsewhere; but of a client that is fine, all can.
            return served.kind === 'invalid' ? { isFine: false, isCached: false } : { isFine, isCached: isCached(own, served, view) };
        });
    }

    /** Whether the record, and what gateways told, have just these contracts of a client, all of which can be served; or nothing of it. */
    #isRegisteredSo(key: string, { contracts, policies }: Parts): boolean {
        const view = this.#view;
        const { recorder } = view;
        const recorded = view.recorded('client', key);
        if (!recorded && !view.live(key)) return true;
        if (!recorder || recorded?.state !== 'registered' || view.live(key) === 'changed' || Object.keys(recorded.contracts).length !== contracts.length) return false;
        const policiesIn = (text: string) => {
            const written = ownCopy(text);
            return view.shared(`recorded policies ${written}`, () => recorder.policies(writtenPolicies(written), view));
        };
        return contracts.every(({ api, plan: written }) => {
            const contract = plainContract(api, written);
            const contracted = contractedApi(api, view);
            const offer = contracted && chosenOffer(contract, contracted);
            if (!offer || contracted.policies === undefined) return false;
            const now = { plan: contract.plan, policies: [...policiesIn(policies), ...view.recordedPolicies('plan', offer.plan) ?? [], ...policiesIn(contracted.policies)] };
            return sameAsRecorded(recorded.contracts[api], now, view.recordIsRebuilt);
        });
    }

    /** Where it was registered before, it is compared with that as a whole. */
    #isAsRegistered(entry: Entry): boolean {
        let isFine = true;
        const { declaration, syntax: node } = entry;
        checkLifecycle({ declaration, node, entry, view: this.#view, attributes: this.#attributes, accept: () => { isFine = false; } }, true);
        return isFine;
    }

    /** Whether a part is fine in a sample of the kind. */
    #isFine(kind: SampleKind, part: keyof typeof parts, text: string): boolean {
        let known = this.#parts[kind].get(part);
        if (!known) this.#parts[kind].set(part, known = new Map());
        let verdict = known.get(text);
        if (verdict === undefined) {
            known.set(text, verdict = this.#judge(kind, part, ownCopy(text)));
        }
        return verdict;
    }

    #judge(kind: SampleKind, part: keyof typeof parts, text: string): boolean {
        return this.#view.shared(`verdict:${kind} ${part} ${text}`, () => {
            let isFine = true;
            const { body, judge } = parts[part];
            const check = this.#sample(kind, body(text), () => { isFine = false; });
            checkTexts(check.node, this.#view, check.accept);
            judge(check, kind);
            return isFine;
        });
    }

    #sample(kind: SampleKind, body: string, accept: Accept): SampleCheck {
        const file = new SourceFile(this.#reader, 'sample:', kind === 'organization' ? `organization Sample${body}` : `organization Sample { ${samples[kind]} Sample@1${body} }`);
        const entry = file.declared.at(-1)!;
        const check = { declaration: entry.declaration, node: entry.syntax, entry, view: this.#view, attributes: this.#attributes, accept } as SampleCheck;
        file.release();
        return check;
    }
}

/** Of a contract. Where several are answered from a cache, more is said. */
interface Verdict { isFine: boolean; isCached: boolean }

const samples = { client: 'client', api: 'published private api' };
type SampleKind = 'organization' | keyof typeof samples;
type SampleCheck = Check<OrganizationDeclaration, ast.Organization> | Check<ApiDeclaration, ast.Api> | Check<ClientDeclaration, ast.Client>;

/** What a sample with a part is written behind its name, and who judges that. Its texts are checked anyway. */
const parts: Record<'title' | 'member' | 'property' | 'policies' | 'attributes', { body: (text: string) => string; judge: (check: SampleCheck, kind: SampleKind) => void }> = {
    title: { body: text => ` ${text}`, judge: () => undefined },
    member: { body: text => ` {\n${text}\n}`, judge: () => undefined },
    property: {
        body: text => ` {\n${text}\n}`,
        judge: (check, kind) => {
            checkAttributes(kind, check.node.members, check);
            if (kind === 'api') checkApiSettings(check as Check<ApiDeclaration, ast.Api>);
        }
    },
    policies: {
        body: text => ` {\n${text}\n}`,
        judge: check => {
            const { node, view, accept } = check as Check<ApiDeclaration, ast.Api> | Check<ClientDeclaration, ast.Client>;
            checkPolicies(node.members, { view, accept });
            checkOwnChain(check as Check<ApiDeclaration, ast.Api>);
        }
    },
    attributes: {
        body: text => ` {\ncontract A@1 via B ${text}\n}`,
        judge: check => checkAttributes('contract', contractIn(check.node as ast.Client).attributes, check)
    }
};

function contractIn({ members }: ast.Client): ast.Contract {
    return members.find(member => member.$type === 'Contract')!;
}

/** Prose, of which nothing has to be known but that it is some. */
const plainDescription = /^description:\s*"[^"\\$]*",?$/;

/** An address that is its host and a path without anything in it that a rule looks at. */
const plainEndpoint = /^(endpoint:\s*"https?:\/\/[\w.-]+(?::\d+)?)(?:\/[\w.~-]+)+",?$/;
