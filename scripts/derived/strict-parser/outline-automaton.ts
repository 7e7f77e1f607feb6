import type { GrammarAST } from 'langium';
import { branchOf } from './decision.ts';
import { Flow, type Step } from './flow.ts';
import { typeOf } from './rule-writer.ts';

type Rule = GrammarAST.ParserRule;

/** What an automaton with a stack does at a point of the grammar, by the kind of the next token: the number of a point, of a call, or of a row that knows the token behind it. */
export interface OutlineAutomaton {
    /** The rules that rows of the outline are of, one for each type of node; they are numbered from 1. */
    rows: Rule[];
    /** By point and kind. The first two are none, but what is done instead: 0 refuses, 1 returns. The third is where a text begins. */
    points: number[][];
    /** Numbered behind the points: where the rule begins, the row that it makes (0 for none), the point behind it. */
    calls: [start: number, row: number, next: number][];
    /** Numbered behind the calls. */
    seconds: number[][];
}

/** The recogniser of what begins with a rule, which decides as the strict parser does. `tokens` are all tokens by their kind; the first is the end of the text. */
export function outlineAutomaton(rules: readonly Rule[], entry: Rule, tokens: readonly string[]): OutlineAutomaton {
    const { steps, starts } = new Flow(rules);
    const rows = rules.filter(rule => steps.some(step => step.do === 'call' && step.isRow && step.rule === rule)).filter((rule, index, all) => index === indexOf(all, rule));
    const points = new Map([[refusal, 0], [returning, 1]]);
    const calls = new Map<string, [number, number, number]>();
    const number = <K>(known: Map<K, number>, key: K) => known.get(key) ?? known.set(key, known.size).size - 1;
    const startOf = (rule: Rule) => starts.get(rule) ?? 0;

    /** What happens with these tokens from a point on: the step, once everything is decided. A rule that is called last takes the place of its caller. */
    const happens = (from: number, first: string, second: string): Step => {
        for (let point = from; ;) {
            const step = steps[point]!;
            if (step.do === 'decide') point = step.targets[branchOf(step.branches, first, second) ?? -1] ?? 0;
            else if (step.do === 'call' && !step.isRow && steps[step.next]?.do === 'return') point = startOf(step.rule);
            else return step.do === 'take' && !branchOf(step.branches, first, second) ? { do: 'refuse' } : step;
        }
    };
    const actionOf = (step: Step): string => {
        if (step.do === 'take') return `point ${number(points, step.next)}`;
        if (step.do !== 'call') return `point ${number(points, step.do === 'return' ? returning : refusal)}`;
        const call: [number, number, number] = [number(points, startOf(step.rule)), step.isRow ? indexOf(rows, step.rule) + 1 : 0, number(points, step.next)];
        calls.set(call.join(), call);
        return `call ${call.join()}`;
    };

    number(points, startOf(entry));
    const actions: string[][] = [];
    const seconds = new Map<string, string[]>();
    for (const point of points.keys()) {
        actions.push(tokens.map(first => {
            if (point < 0) return `point ${number(points, refusal)}`;
            const bySecond = tokens.map(second => actionOf(happens(point, first, second)));
            const [one = ''] = bySecond;
            if (bySecond.every(action => action === one)) return one;
            seconds.set(bySecond.join(), bySecond);
            return `second ${bySecond.join()}`;
        }));
    }
    const numbers = new Map([...[...points.values()].map(point => `point ${point}`), ...[...calls.keys()].map(call => `call ${call}`), ...[...seconds.keys()].map(key => `second ${key}`)].map((action, index) => [action, index]));
    const numbered = (row: readonly string[]) => row.map(action => numbers.get(action)!);
    return { rows, points: actions.map(numbered), calls: [...calls.values()], seconds: [...seconds.values()].map(numbered) };
}

/** The first of some rules that makes nodes of the same type as another. */
function indexOf(rules: readonly Rule[], rule: Rule): number {
    return rules.findIndex(one => typeOf(one) === typeOf(rule));
}

// Instead of a point.
const refusal = -1;
const returning = -2;
