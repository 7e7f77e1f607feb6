import type { AstNode } from 'langium';
import type { Range } from './declarations.ts';
import { rangeOf } from './places.ts';
import type { SiteReference } from './project-index.ts';
import type { Blanks, Severity } from './rule.ts';
import { rules, type RuleId } from './rules.ts';
import { suggestedName } from './suggestion.ts';

/** A mistake that a check found, before severities of the project and suppressions apply. */
export interface Finding {
    rule: RuleId | 'syntax' | 'encoding';
    severity: Severity;
    message: string;
    range: Range;
    related: { message: string; site: SiteReference }[];
    /** What a quick fix needs to know; `replacement` is what was meant instead of the text of the range. */
    data?: Record<string, string>;
}

export type Accept = (finding: Finding) => void;

/** A node, one of its properties (the n-th value of a list), or a part of a one-line token. */
export interface Place<N extends AstNode> {
    node: N;
    property?: Extract<Exclude<keyof N, `$${string}`>, string>;
    index?: number;
    within?: { offset: number; length: number };
}

type MessageOf<R extends RuleId> = (typeof rules)[R]['message'];
/** Values for the blanks of a rule's message; none may be missing or misspelt. */
export type BlankValues<R extends RuleId> = { [name in Blanks<MessageOf<R>>]: string | number };

/** The one way in which a rule is reported. */
export function report<R extends RuleId, N extends AstNode>(
    accept: Accept, rule: R, blanks: BlankValues<R>, place: Place<N>, more: { related?: Finding['related']; data?: Record<string, string>; severity?: Severity } = {}
): void {
    const { related, ...rest } = more;
    const replacement = 'hint' in blanks ? suggestedName(String(blanks.hint)) : undefined;
    const data = replacement === undefined ? rest.data : { ...rest.data, replacement };
    accept({ ...finding(rule, blanks, rangeOfPlace(place), related), ...rest, ...(data ? { data } : {}) });
}

/** A finding at a range that no syntax node of ours has: in `apim.yaml`. */
export function finding<R extends RuleId>(rule: R, blanks: BlankValues<R>, range: Range, related: Finding['related'] = []): Finding {
    return { rule, severity: rules[rule].severity, message: fill(rules[rule].message, blanks), range, related };
}

/** A mistake of form; it has no row in the rule table. */
export function syntaxFinding(message: string, range: Range): Finding {
    return { rule: 'syntax', severity: 'error', message, range, related: [] };
}

function rangeOfPlace<N extends AstNode>({ node, property, index, within }: Place<N>): Range {
    const range = rangeOf(node, property, index);
    if (!within) return range;
    const { line, character } = range.start;
    return { start: { line, character: character + within.offset }, end: { line, character: character + within.offset + within.length } };
}

function fill(message: string, blanks: Record<string, string | number>): string {
    return message.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(blanks[name]));
}
