import assert from 'node:assert/strict';
import { rules, ruleOf, type RuleId } from '../../language/rules.ts';
import { openProject } from '../support/project.ts';

describe('rule table', () => {
    for (const id of Object.keys(rules) as RuleId[]) {
        const rule = ruleOf(id);
        it(`${id}: the bad example triggers it and nothing else of warning or above`, () => {
            const found = openProject(rule.bad).all();
            assert.ok(found.some(({ code }) => code === id), `found ${JSON.stringify(found.map(({ code, message }) => [code, message]))}`);
            assert.deepEqual(found.filter(({ code, severity }) => code !== id && (severity === 'error' || severity === 'warning')).map(({ code, message }) => [code, message]), []);
        });
        it(`${id}: the good example triggers nothing of warning or above`, () => {
            const found = openProject(rule.good).all();
            assert.deepEqual(found.filter(({ code, severity }) => code === id || severity === 'error' || severity === 'warning').map(({ code, message }) => [code, message]), []);
        });
    }
});
