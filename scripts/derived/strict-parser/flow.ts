import { GrammarAST, GrammarUtils } from 'langium';
import type { Branches } from './decision.ts';
import { firstOf, firstOfOne } from './first-tokens.ts';

const { isAction, isAlternatives, isAssignment, isGroup, isKeyword, isParserRule, isRuleCall } = GrammarAST;
type Element = GrammarAST.AbstractElement;

/** What comes at a point of the grammar. Points are numbered; `next` is where it goes on. */
export type Step =
    | { do: 'take'; branches: Branches; next: number }
    /** By the branch that the next tokens begin, the first for none of them. */
    | { do: 'decide'; branches: Branches; targets: readonly number[] }
    | { do: 'call'; rule: GrammarAST.ParserRule; isRow: boolean; next: number }
    | { do: 'return' }
    | { do: 'refuse' };

/** The way that the strict parser takes through a grammar, decision by decision, without what it makes of it. */
export class Flow {
    readonly steps: Step[] = [{ do: 'refuse' }, { do: 'return' }];
    /** Where each rule begins. */
    readonly starts: ReadonlyMap<GrammarAST.ParserRule, number>;

    constructor(rules: readonly GrammarAST.ParserRule[]) {
        this.starts = new Map(rules.filter(rule => !GrammarUtils.isDataTypeRule(rule)).map(rule => [rule, this.#before(rule.definition, returned)]));
    }

    /** The point in front of an element, when it goes on at `next` behind it. */
    #before(element: Element, next: number): number {
        const { cardinality } = element;
        if (cardinality === undefined) return this.#beforeOne(element, next);
        const once = [firstOfOne(element, 2)];
        if (cardinality === '?') return this.#point({ do: 'decide', branches: once, targets: [next, this.#beforeOne(element, next)] });
        const again = this.#point({ do: 'refuse' });
        const choices = isAssignment(element) && isAlternatives(element.terminal) ? element.terminal.elements : [];
        this.steps[again] = isAssignment(element) && choices.some(isNode)
            ? { do: 'decide', branches: choices.map(choice => firstOf(choice, 2)), targets: [next, ...choices.map(choice => this.#beforeValue(element, choice, again))] }
            : { do: 'decide', branches: once, targets: [next, this.#beforeOne(element, again)] };
        return cardinality === '+' ? this.#beforeOne(element, again) : again;
    }

    #beforeOne(element: Element, next: number): number {
        if (isAction(element)) return next;
        if (isKeyword(element)) return this.#point({ do: 'take', branches: [[[element.value]]], next });
        if (isGroup(element)) return element.elements.reduceRight((behind, each) => this.#before(each, behind), next);
        if (isAssignment(element)) return this.#beforeValue(element, element.terminal, next);
        if (isAlternatives(element)) return this.#point({ do: 'decide', branches: element.elements.map(each => firstOf(each, 2)), targets: [refused, ...element.elements.map(each => this.#before(each, next))] });
        if (isNode(element)) return this.#call(element, false, next);
        throw new Error(`The strict parser knows nothing of ${element.$type}.`);
    }

    #beforeValue(assignment: GrammarAST.Assignment, value: Element, next: number): number {
        return isNode(value) ? this.#call(value, isRow(assignment), next) : this.#point({ do: 'take', branches: [firstOf(value, 2)], next });
    }

    #call({ rule: { ref: rule } }: GrammarAST.RuleCall, isRow: boolean, next: number): number {
        if (!isParserRule(rule)) throw new Error('The strict parser calls rules only.');
        return this.#point({ do: 'call', rule, isRow, next });
    }

    #point(step: Step): number {
        return this.steps.push(step) - 1;
    }
}

const refused = 0;
const returned = 1;

/** Whether it becomes a node of the tree; everything else is one token. */
export function isNode(element: Element): element is GrammarAST.RuleCall {
    return isRuleCall(element) && isParserRule(element.rule.ref) && !GrammarUtils.isDataTypeRule(element.rule.ref);
}

/** Whether what a property holds is worth a row of the outline: a declaration, or a member of one. */
function isRow({ feature }: GrammarAST.Assignment): boolean {
    return feature === 'declarations' || feature === 'members';
}
