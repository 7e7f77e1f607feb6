import { GrammarAST, GrammarUtils } from 'langium';
import { createApimServices } from '../../../language/apim-module.ts';
import { decision } from './decision.ts';
import { firstOf, firstOfOne } from './first-tokens.ts';
import { TokenKinds } from './token-kinds.ts';

const { isAction, isAlternatives, isAssignment, isGroup, isKeyword, isParserRule, isRuleCall } = GrammarAST;
type Element = GrammarAST.AbstractElement;
type Rule = GrammarAST.ParserRule;

/**
 * Writes a parser for texts without mistakes from the grammar: a function a rule, which decides by the next two tokens and gives up where they do not tell.
 * It yields the tree that Langium yields, to which a test holds it; what it gives up on is left to Langium.
 */
export function strictParser(): string {
    return new ParserWriter(createApimServices().Grammar).write();
}

class ParserWriter {
    readonly #rules: Rule[];
    readonly #tokens: TokenKinds;
    /** By what they decide, so that each is there once. */
    readonly #decisions = new Map<string, string>();

    constructor(grammar: GrammarAST.Grammar) {
        this.#rules = grammar.rules.filter(isParserRule);
        this.#tokens = new TokenKinds(grammar);
    }

    write(): string {
        const functions = this.#rules.filter(rule => !isDataType(rule)).map(rule => this.#rule(rule));
        const entry = this.#rules.find(rule => rule.entry)?.name ?? '';
        return `${[
            '// Follows from the grammar: `npm run generate` writes it.',
            "import type { TextDocument } from 'vscode-languageserver-textdocument';\nimport type * as ast from './ast.ts';\nimport { type Candidate, commentInFront, kind, from, give, keep, own, parseAll, refuse, skip, to } from '../strict-tokens.ts';",
            this.#tokens.written(),
            `/** The tree of a text; undefined where there is a mistake in it, or where two tokens do not tell what is meant. */\nexport function parseStrictly(text: TextDocument): ast.Document | undefined {\n    return parseAll(text, candidates, keywords, parse${entry}) as ast.Document | undefined;\n}`,
            ...functions, ...[...this.#decisions].map(([body, name]) => body.replace('function (', `function ${name}(`))
        ].join('\n\n')}\n`;
    }

    #rule(rule: Rule): string {
        const { definition } = rule;
        if (isAlternatives(definition) && definition.elements.every(isRuleCall)) {
            return `function parse${rule.name}() {\n    ${this.#choice(definition.elements, element => `return ${this.#call(element)}`)}\n}`;
        }
        const fields = fieldsOf(definition);
        const shape = [...fields].map(([name, initial]) => `${name}: ${initial}`).join(', ');
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
        const [one] = [firstOfOne(element, 2)];
        const test = `${this.#decideBy([one])}() !== 0`;
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
        return this.#decideBy(elements.map(element => firstOf(element, 2)));
    }

    #decideBy(branches: Parameters<typeof decision>[1]): string {
        const body = decision('', branches, token => this.#tokens.kindOf(token));
        const name = this.#decisions.get(body) ?? `decide${this.#decisions.size + 1}`;
        this.#decisions.set(body, name);
        return name;
    }
}

function isDataType(rule: GrammarAST.AbstractRule | undefined): boolean {
    return isParserRule(rule) && GrammarUtils.isDataTypeRule(rule);
}

/** Whether it becomes a node of the tree; everything else is one token. */
function isNode(element: Element): boolean {
    return isRuleCall(element) && isParserRule(element.rule.ref) && !isDataType(element.rule.ref);
}

function typeOf(rule: Rule): string {
    return GrammarUtils.getExplicitRuleType(rule) ?? rule.name;
}

/** The properties of a node as they are before anything was read, in the order of the grammar. */
function fieldsOf(element: Element): Map<string, string> {
    if (isAssignment(element)) return new Map([[element.feature, { '+=': '[]', '?=': 'false', '=': 'undefined' }[element.operator]]]);
    if (!isGroup(element) && !isAlternatives(element)) return new Map();
    return new Map(element.elements.flatMap(each => [...fieldsOf(each)]));
}
