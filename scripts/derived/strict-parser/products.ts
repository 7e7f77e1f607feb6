import { AstUtils, GrammarAST, GrammarUtils } from 'langium';

const { isAlternatives, isAssignment, isGroup, isRuleCall } = GrammarAST;

type Assignment = GrammarAST.Assignment;
type Rule = GrammarAST.ParserRule;

/** What the functions that follow from the rules make of a text. */
export interface Product {
    /** What the name of a function begins with. */
    readonly verb: string;
    body(rule: Rule, statements: readonly string[]): readonly string[];
    /** A rule is a choice between others: what is done with the call of one. */
    choice(call: string): string;
    /** A node becomes a value of a property. */
    node(assignment: Assignment, rule: Rule, call: string): string;
    /** So does a token, which is of a kind, or of one that `decided` knows. */
    token(assignment: Assignment, expected: { kind: number } | { decided: string }): string;
}

/** The tree, each node with its places. */
export const tree: Product = {
    verb: 'parse',
    choice: call => `return ${call}`,
    body(rule, statements) {
        const shape = [...fieldsOf(rule.definition)].map(([name, initial]) => `${name}: ${initial}`).join(', ');
        return [
            `const node: any = { $type: '${typeOf(rule)}', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], ${shape} };`,
            ...statements, 'node.$to = to();', 'return node;'
        ];
    },
    node: ({ feature }, _, call) => `own(node, '${feature}', ${call});`,
    token({ feature, operator }, expected) {
        const value = `${'kind' in expected ? `kind(0) === ${expected.kind}` : `${expected.decided} !== 0`} ? keep(node, '${feature}') : refuse()`;
        if (operator === '+=') return `node.${feature}.push(${value});`;
        return operator === '?=' ? `node.${feature} = (${value}) !== '';` : `node.${feature} = ${value};`;
    }
};

/** Rows for what is a declaration or a member of one, and nothing for the rest: whether it is right. `rows` are the names of their rules, which are numbered from 1. */
export function outline(rows: readonly string[]): Product {
    return {
        verb: 'read',
        choice: call => `${call}; break`,
        body: (_, statements) => statements,
        node: (assignment, rule, call) => isRow(assignment) ? `open(${rows.indexOf(rule.name) + 1}); ${call}; close();` : `${call};`,
        token: (_, expected) => 'kind' in expected ? `skip(${expected.kind});` : `take(${expected.decided});`
    };
}

/** The names of the rules that `outline` makes rows of. */
export function rowsOf(rules: readonly Rule[]): string[] {
    const found = new Set(rules.flatMap(rule => AstUtils.streamAllContents(rule).filter(isAssignment).filter(isRow).flatMap(({ terminal }) => AstUtils.streamAst(terminal)).filter(isRuleCall).map(({ rule: { $refText } }) => $refText).toArray()));
    return rules.map(({ name }) => name).filter(name => found.has(name));
}

function isRow({ feature }: Assignment): boolean {
    return feature === 'declarations' || feature === 'members';
}

function typeOf(rule: Rule): string {
    return GrammarUtils.getExplicitRuleType(rule) ?? rule.name;
}

/** The properties of a node as they are before anything was read, in the order of the grammar. */
function fieldsOf(element: GrammarAST.AbstractElement): Map<string, string> {
    if (isAssignment(element)) return new Map([[element.feature, { '+=': '[]', '?=': 'false', '=': 'undefined' }[element.operator]]]);
    if (!isGroup(element) && !isAlternatives(element)) return new Map();
    return new Map(element.elements.flatMap(each => [...fieldsOf(each)]));
}
