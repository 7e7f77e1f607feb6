import { GrammarAST, GrammarUtils } from 'langium';
import type { Decisions } from './decision.ts';
import { firstOf, firstOfOne } from './first-tokens.ts';
import type { Product } from './products.ts';
import type { TokenKinds } from './token-kinds.ts';

const { isAction, isAlternatives, isAssignment, isGroup, isKeyword, isParserRule, isRuleCall } = GrammarAST;
type Element = GrammarAST.AbstractElement;
type Rule = GrammarAST.ParserRule;

/** Writes a function a rule for one product or another; what they decide is the same. */
export class RuleWriter {
    readonly #product: Product;
    readonly #tokens: TokenKinds;
    readonly #decisions: Decisions;

    constructor(product: Product, tokens: TokenKinds, decisions: Decisions) {
        this.#product = product;
        this.#tokens = tokens;
        this.#decisions = decisions;
    }

    /** A function for each rule that is more than one token. */
    write(rules: readonly Rule[]): string[] {
        return rules.filter(rule => !isDataType(rule)).map(rule => `function ${this.#product.verb}${rule.name}() {\n${this.#body(rule).map(line => `    ${line}`).join('\n')}\n}`);
    }

    #body(rule: Rule): readonly string[] {
        const { definition } = rule;
        const isChoice = isAlternatives(definition) && definition.elements.every(isRuleCall);
        return isChoice ? [this.#choice(definition.elements, element => this.#product.choice(this.#call(element)))] : this.#product.body(rule, this.#statements(definition));
    }

    #statements(element: Element): string[] {
        const { cardinality } = element;
        if (cardinality === undefined) return this.#once(element);
        const choices = isAssignment(element) && isAlternatives(element.terminal) && element.terminal.elements.some(isNode) ? element.terminal.elements : undefined;
        if (isAssignment(element) && choices) {
            return [`for (let next = ${this.#decide(choices)}(); next !== 0; next = ${this.#decide(choices)}()) {`,
                `    switch (next) {`,
                ...choices.map((choice, index) => `        case ${index + 1}: ${this.#assign(element, choice)} break;`),
                '    }', '}'];
        }
        const body = this.#once(element).map(line => `    ${line}`);
        const test = `${this.#decisions.nameOf([firstOfOne(element, 2)])}() !== 0`;
        const loop = [`${cardinality === '?' ? 'if' : 'while'} (${test}) {`, ...body, '}'];
        return cardinality === '+' ? [...this.#once(element), ...loop] : loop;
    }

    #once(element: Element): string[] {
        if (isAction(element)) return [];
        if (isKeyword(element)) return [`skip(${this.#tokens.kindOf(element.value)});`];
        if (isGroup(element)) return element.elements.flatMap(each => this.#statements(each));
        if (isAssignment(element)) return [this.#assign(element, element.terminal)];
        if (isAlternatives(element)) return [this.#choice(element.elements, each => `${this.#statements(each).join(' ')} break`)];
        throw new Error(`The strict parser knows nothing of ${element.$type}.`);
    }

    #assign(assignment: GrammarAST.Assignment, value: Element): string {
        const rule = isRuleCall(value) ? value.rule.ref : undefined;
        if (isParserRule(rule) && !isDataType(rule)) return this.#product.node(assignment, rule, this.#call(value));
        return this.#product.token(assignment, isKeyword(value) ? { kind: this.#tokens.kindOf(value.value) } : { decided: `${this.#decide([value])}()` });
    }

    #choice(elements: readonly Element[], then: (element: Element) => string): string {
        return `switch (${this.#decide(elements)}()) {\n${elements.map((element, index) => `        case ${index + 1}: ${then(element)};`).join('\n')}\n        default: refuse();\n    }`;
    }

    #call(element: Element): string {
        const rule = isRuleCall(element) ? element.rule.ref : undefined;
        if (!rule) throw new Error(`The strict parser cannot call ${element.$type}.`);
        return `${this.#product.verb}${rule.name}()`;
    }

    #decide(elements: readonly Element[]): string {
        return this.#decisions.nameOf(elements.map(element => firstOf(element, 2)));
    }
}

function isDataType(rule: GrammarAST.AbstractRule | undefined): boolean {
    return isParserRule(rule) && GrammarUtils.isDataTypeRule(rule);
}

/** Whether it becomes a node of the tree; everything else is one token. */
function isNode(element: Element): boolean {
    return isRuleCall(element) && isParserRule(element.rule.ref) && !isDataType(element.rule.ref);
}
