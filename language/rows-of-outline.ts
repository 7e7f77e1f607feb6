import {
    BEGIN, CONTRACT, declarationSize, FIRST, FROM, INSIDE, KIND, kinds, LAST, MEMBER, MEMBER_BEGIN, MEMBER_END, MEMBER_KIND, MEMBER_NAME, MEMBER_NAME_END, memberSize, NAME, NAME_END, ODD, OFFER, ORGANIZATION, PLAN,
    PLAN_END, POLICY, PROPERTY, TITLE, TITLE_END, TO, USE, VERSION, VERSION_END, type Rows
} from './file-rows.ts';
import { Token } from './generated/strict-lexer.ts';
import { Rule } from './generated/strict-outline.ts';
import type { Outline } from './outline.ts';

/** What is kept of an outline, which is valid until the next text is read. Members of what only the text around a piece declares are the first ones, and nobody's. */
export function rowsOfOutline({ kinds: tokens, begins, ends, comments, count, rules, firsts, behinds, parents }: Outline): Rows {
    let declarationCount = 0;
    for (let row = 0; row < count; row++) if (kindOf[rules[row]!]! >= 0) declarationCount++;
    const declarations = new Int32Array(declarationCount * declarationSize);
    const members = new Int32Array((count - declarationCount) * memberSize);
    /** By row of the outline, where its row among the declarations is. */
    const places = new Int32Array(count);
    let next = 0, loose = 0;
    for (let row = 0; row < count; row++) {
        const rule = rules[row]!, kind = kindOf[rule]!, parent = parents[row]!;
        if (kind < 0) {
            if (parent < 0) loose++;
            else declarations[places[parent]! + LAST]!++;
            continue;
        }
        const first = firsts[row]!, begin = begins[first]!;
        let token = first;
        while (tokens[token] !== wordOf[rule]) token++;
        token++;
        places[row] = next;
        declarations[next + KIND] = kind;
        declarations[next + FROM] = comments[first]! < 0 ? begin : comments[first]!;
        declarations[next + BEGIN] = begin;
        declarations[next + TO] = ends[behinds[row]! - 1]!;
        declarations[next + NAME] = begins[token]!;
        declarations[next + NAME_END] = ends[token++]!;
        // Behind the name of an organization one is a mistake, beside which it is declared all the same.
        if (tokens[token] === Token.VERSION && kind !== ORGANIZATION) {
            declarations[next + VERSION] = begins[token]!;
            declarations[next + VERSION_END] = ends[token++]!;
        }
        if (tokens[token] === Token.STRING) {
            declarations[next + TITLE] = begins[token]!;
            declarations[next + TITLE_END] = ends[token]!;
        }
        declarations[next + INSIDE] = parent < 0 ? 0 : 1;
        next += declarationSize;
    }
    // Members of an organization stand between its declarations, and together here.
    let member = loose;
    loose = 0;
    for (let row = 0; row < declarations.length; row += declarationSize) {
        declarations[row + FIRST] = member;
        member += declarations[row + LAST]!;
        declarations[row + LAST] = declarations[row + FIRST]!;
    }
    const isOddAt = (first: number, last: number): boolean => {
        for (let token = first; token <= last; token++) if (tokens[token] === Token.QUOTED_NAME || (token > first && ends[token - 1] !== begins[token])) return true;
        return false;
    };
    for (let row = 0; row < count; row++) {
        const kind = memberKindOf[rules[row]!]!;
        if (kind < 0) continue;
        const parent = parents[row]!;
        const at = (parent < 0 ? loose++ : declarations[places[parent]! + LAST]!++) * memberSize;
        const first = firsts[row]!;
        const name = kind === PROPERTY ? first : first + 1;
        const nameEnd = kind === CONTRACT || kind === OFFER ? name + (tokens[name + 1] === Token['/'] ? 3 : 1) : name;
        let isOdd = isOddAt(name, nameEnd);
        members[at + MEMBER_BEGIN] = begins[first]!;
        members[at + MEMBER_END] = ends[behinds[row]! - 1]!;
        members[at + MEMBER_NAME] = begins[name]!;
        members[at + MEMBER_NAME_END] = ends[nameEnd]!;
        if (kind === CONTRACT) {
            const plan = nameEnd + 2, planEnd = tokens[plan + 1] === Token.VERSION ? plan + 1 : plan;
            isOdd ||= isOddAt(plan, planEnd);
            members[at + PLAN] = begins[plan]!;
            members[at + PLAN_END] = ends[planEnd]!;
        }
        members[at + MEMBER_KIND] = isOdd ? kind | ODD : kind;
    }
    return { declarations, members };
}

const kindOf = byRule({
    [Rule.Organization]: kinds.indexOf('organization'), [Rule.Plan]: kinds.indexOf('plan'), [Rule.Api]: kinds.indexOf('api'), [Rule.Client]: kinds.indexOf('client'),
    [Rule.Parameter]: kinds.indexOf('parameter'), [Rule.PolicySet]: kinds.indexOf('policies'), [Rule.PolicyType]: kinds.indexOf('policy-type')
});

/** The word that stands in front of the name. */
const wordOf = byRule({
    [Rule.Organization]: Token.organization, [Rule.Plan]: Token.plan, [Rule.Api]: Token.api, [Rule.Client]: Token.client,
    [Rule.Parameter]: Token.parameter, [Rule.PolicySet]: Token.policies, [Rule.PolicyType]: Token.type
});

const memberKindOf = byRule({
    [Rule.Property]: PROPERTY, [Rule.Policy]: POLICY, [Rule.PolicySetUse]: USE, [Rule.Contract]: CONTRACT, [Rule.Offer]: OFFER, [Rule.Member]: MEMBER
});

function byRule(values: Record<number, number>): Int8Array {
    const byRule = new Int8Array(Math.max(...Object.values(Rule)) + 1).fill(-1);
    for (const [rule, value] of Object.entries(values)) byRule[Number(rule)] = value;
    return byRule;
}
