import { GrammarAST, GrammarUtils } from 'langium';
import type { Decisions } from './decision.ts';
import { firstOf, firstOfOne } from './first-tokens.ts';
import { isNode } from './flow.ts';
import type { TokenKinds } from './token-kinds.ts';

const { isAction, isAlternatives, isAssignment, isGroup, isKeyword, isRuleCall } = GrammarAST;
type Element = GrammarAST.AbstractElement;
type Rule = GrammarAST.ParserRule;

/** Writes a function a rule, which makes the node that the rule yields. */
export class RuleWriter {
    readonly #tokens: TokenKinds;
    readonly #decisions: Decisions;

    constructor(tokens: TokenKinds, decisions: Decisions) {
        this.#tokens = tokens;
        this.#decisions = decisions;
    }

    write(rule: Rule): string {
        const { definition } = rule;
        if (isAlternatives(definition) && definition.elements.every(isRuleCall)) {
            return `function parse${rule.name}() {\n    ${this.#choice(definition.elements, element => `return ${this.#call(element)}`)}\n}`;
        }
        const shape = [...fieldsOf(definition)].map(([name, initial]) => `${name}: ${initial}`).join(', ');
        return `function parse${rule.name}() {
    const node: any = { $type: '${typeOf(rule)}', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], ${shape} };
${this.#statements(definition).map(line => `    ${line}`).join('\n')}
    node.$to = to();
    return node;
}`;
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

    #assign({ feature, operator }: GrammarAST.Assignment, value: Element): string {
        if (isNode(value)) return `own(node, '${feature}', ${this.#call(value)});`;
        const one = isKeyword(value) ? `kind(0) === ${this.#tokens.kindOf(value.value)}` : `${this.#decide([value])}() !== 0`;
        const image = `${one} ? keep(node, '${feature}') : refuse()`;
        if (operator === '+=') return `node.${feature}.push(${image});`;
        return operator === '?=' ? `node.${feature} = (${image}) !== '';` : `node.${feature} = ${image};`;
    }

    #choice(elements: readonly Element[], then: (element: Element) => string): string {
        return `switch (${this.#decide(elements)}()) {\n${elements.map((element, index) => `        case ${index + 1}: ${then(element)};`).join('\n')}\n        default: refuse();\n    }`;
    }

    #call(element: Element): string {
        const rule = isRuleCall(element) ? element.rule.ref : undefined;
        if (!rule) throw new Error(`The strict parser cannot call ${element.$type}.`);
        return `parse${rule.name}()`;
    }

    #decide(elements: readonly Element[]): string {
        return this.#decisions.nameOf(elements.map(element => firstOf(element, 2)));
    }
}

/** The type of the nodes that a rule makes. */
export function typeOf(rule: Rule): string {
    return GrammarUtils.getExplicitRuleType(rule) ?? rule.name;
}

/** The properties of a node as they are before anything was read, in the order of the grammar. */
function fieldsOf(element: Element): Map<string, string> {
    if (isAssignment(element)) return new Map([[element.feature, { '+=': '[]', '?=': 'false', '=': 'undefined' }[element.operator]]]);
    if (!isGroup(element) && !isAlternatives(element)) return new Map();
    return new Map(element.elements.flatMap(each => [...fieldsOf(each)]));
}
