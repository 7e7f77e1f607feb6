import { GrammarAST } from 'langium';

type Element = GrammarAST.AbstractElement;
/** The tokens that something can begin with, as far as one looks; a shorter one is all that it consists of. */
export type Sequence = readonly string[];

const { isAction, isAlternatives, isAssignment, isGroup, isKeyword, isParserRule, isRuleCall } = GrammarAST;

/** What an element of the grammar can begin with: keywords and terminals by their text and name. */
export function firstOf(element: Element, length: number): Sequence[] {
    if (length === 0) return [[]];
    const once = firstOfOne(element, length);
    if (element.cardinality === undefined) return once;
    const repeated = element.cardinality === '?' ? once : [...once, ...followedBy(once, () => once, length)];
    return distinct(element.cardinality === '+' ? repeated : [[], ...repeated]);
}

/** The same where an element that may be left out or repeated stands once. */
export function firstOfOne(element: Element, length: number): Sequence[] {
    if (isKeyword(element)) return [[element.value]];
    if (isAction(element)) return [[]];
    if (isAssignment(element)) return firstOf(element.terminal, length);
    if (isAlternatives(element)) return distinct(element.elements.flatMap(each => firstOf(each, length)));
    if (isGroup(element)) return element.elements.reduce<Sequence[]>((before, each) => followedBy(before, rest => firstOf(each, rest), length), [[]]);
    const rule = isRuleCall(element) ? element.rule.ref : undefined;
    if (!rule) throw new Error(`The strict parser knows nothing of ${element.$type}.`);
    return isParserRule(rule) ? firstOf(rule.definition, length) : [[rule.name]];
}

function followedBy(before: readonly Sequence[], after: (length: number) => Sequence[], length: number): Sequence[] {
    return distinct(before.flatMap(one => one.length >= length ? [one] : after(length - one.length).map(rest => [...one, ...rest])));
}

function distinct(sequences: readonly Sequence[]): Sequence[] {
    return [...new Map(sequences.map(one => [one.join(' '), one])).values()];
}
