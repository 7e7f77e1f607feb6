import type { ContractDeclaration } from './declarations.ts';
import type { Entry } from './entry.ts';
import {
    BEGIN, CONTRACT, FROM, MEMBER, MEMBER_BEGIN, MEMBER_END, MEMBER_KIND, MEMBER_NAME, MEMBER_NAME_END, memberSize, NAME, NAME_END, ODD, OFFER, PLAN, PLAN_END, POLICY, PROPERTY, TITLE, TITLE_END, USE, VERSION, VERSION_END
} from './file-rows.ts';
import { KnownTexts, RecentTexts } from './known-texts.ts';
import { ownCopy } from './own-copy.ts';
import type { SourceFile } from './source-file.ts';

/** A contract as it is written: the key of its API, its plan (`Gold`, `Gold@1.0`), and the attributes behind it, braces included. Mostly the same object for all that are written alike. */
export interface ContractPart { readonly api: string; readonly plan: string; readonly attributes: string }

/** What a contract without attributes declares, whose plan is written `Gold` or `Gold@1.0`. */
export function plainContract(api: string, written: string): ContractDeclaration {
    const [plan = '', planVersion] = written.split('@');
    return { api, plan, ...planVersion === undefined ? {} : { planVersion }, attributes: [] };
}

/** What stands in front of the members. */
export interface Header {
    /** The words in front of the name: `published`, `private`, `api`. */
    words: readonly string[];
    name: string;
    version: string;
    /** The version stands directly behind the name. */
    isJoined: boolean;
    /** As written. */
    title: string | undefined;
    /** It has a comment for documentation, or a description. */
    isDocumented: boolean;
}

/**
 * The parts that a declaration consists of, as they are written. Parts that are written alike say the same, so that what is known of one is known of all of
 * them.
 */
export interface Parts {
    header: Header;
    properties: { key: string; text: string }[];
    /** Types of policies, in written order. */
    policyTypes: string[];
    /** Policies and sets that are used, one a line; empty where there are none. An own copy, mostly the same for all that are written alike. */
    policies: string;
    contracts: ContractPart[];
    /** Keys of the plans that are offered, and whether something is written behind them. */
    offers: { plan: string; isPlain: boolean }[];
    /** Members of an organization. */
    members: string[];
}

/** Read from the rows of its file; undefined where there is a mistake in it, or a name in the declaration is not written plainly (in backticks, or with gaps). */
export function partsOf({ file, place }: Entry): Parts | undefined {
    if (!file.isSound(place)) return undefined;
    const { written: text, rows } = file;
    const owner = rows.ownerOf(place), { members, from, to } = rows.membersOf(place);
    const header = headerOf(file, place);
    if (!header) return undefined;
    const parts: Parts = { header, properties: [], policyTypes: [], policies: '', contracts: [], offers: [], members: [] };
    for (let member = from; member < to; member += memberSize) {
        const begin = members[member + MEMBER_BEGIN]!, end = members[member + MEMBER_END]!;
        const name = text.slice(members[member + MEMBER_NAME], members[member + MEMBER_NAME_END]);
        const kind = members[member + MEMBER_KIND]!;
        if ((kind & ODD) !== 0) return undefined;
        switch (kind) {
            case PROPERTY:
                if (name === 'description') parts.header.isDocumented = true;
                parts.properties.push({ key: name, text: text.slice(begin, end) });
                break;
            case POLICY:
            case USE:
                if (kind === POLICY) parts.policyTypes.push(name);
                parts.policies = parts.policies === '' ? text.slice(begin, end) : `${parts.policies}\n${text.slice(begin, end)}`;
                break;
            case CONTRACT: {
                const written = text.slice(members[member + MEMBER_NAME], end);
                const unique = name.includes('/') ? written : `${file.nameOf(owner)}/${written}`;
                parts.contracts.push(contracts.get(unique) ?? contracts.keep(unique, contractAt(file, members, member, owner)));
                break;
            }
            case OFFER:
                parts.offers.push({ plan: keyFrom(name, file, owner), isPlain: members[member + MEMBER_NAME_END] === end });
                break;
            case MEMBER: parts.members.push(text.slice(begin, end));
        }
    }
    if (parts.policies !== '') parts.policies = policies.of(parts.policies);
    return parts;
}

const policies = new KnownTexts(text => text);

/** Contracts by what is written of them, beginning with the organization of the API. */
const contracts = new RecentTexts<ContractPart>();

/** To be called when many files were read and no more are to come. */
export function forgetContracts(): void {
    contracts.clear();
}

function contractAt(file: SourceFile, members: Int32Array, member: number, owner: number): ContractPart {
    const { written: text } = file;
    const planEnd = members[member + PLAN_END]!;
    return {
        api: keyFrom(text.slice(members[member + MEMBER_NAME], members[member + MEMBER_NAME_END]), file, owner), plan: ownCopy(text.slice(members[member + PLAN], planEnd)),
        attributes: ownCopy(text.slice(planEnd, members[member + MEMBER_END]))
    };
}

function headerOf({ written: text, rows }: SourceFile, place: number): Header | undefined {
    const { declarations, row } = rows.rowOf(place);
    const nameEnd = declarations[row + NAME_END]!, version = declarations[row + VERSION]!, titleEnd = declarations[row + TITLE_END]!;
    const words = plainWords.of(text.slice(declarations[row + BEGIN], declarations[row + NAME]));
    return words ? {
        words, name: text.slice(declarations[row + NAME], nameEnd), version: text.slice(version + 1, declarations[row + VERSION_END]), isJoined: nameEnd === version,
        title: titleEnd === 0 ? undefined : text.slice(declarations[row + TITLE], titleEnd),
        isDocumented: declarations[row + FROM]! < declarations[row + BEGIN]! && text.slice(declarations[row + FROM], declarations[row + FROM]! + 3) === '/**'
    } : undefined;
}

function keyFrom(reference: string, file: SourceFile, owner: number): string {
    return ownCopy(reference.includes('/') ? reference : `${file.nameOf(owner)}/${reference}`);
}

/** What stands in front of names, as it is written; null where a comment stands there, too. */
const plainWords = new KnownTexts((text): readonly string[] | null => /^(?:[a-z]+\s+)+$/.test(text) ? text.trim().split(/\s+/) : null);
