import assert from 'node:assert/strict';
import { codeActions } from '../../language-server/features/code-actions.ts';
import type { Example } from '../../language/rule.ts';
import type { RuleId } from '../../language/rules.ts';
import { openProject, remarks } from './project.ts';
import { applyEdits } from './text-edits.ts';

/** The titles of all fixes of `example.apim`, in the order of the text; without those of remarks that almost every short text earns. */
export function checkFixes(example: Example, expected: readonly string[]): void {
    assert.deepEqual(actions(example).filter(({ diagnostics = [] }) => !diagnostics.some(({ code }) => remarks.includes(String(code)))).map(({ title }) => title), expected);
}

/** The titles of the fixes of one rule. */
export function titlesOfFixes(example: Example, rule: RuleId): string[] {
    return actions(example).filter(({ diagnostics = [] }) => diagnostics.some(({ code }) => code === rule)).map(({ title }) => title);
}

export function titlesOfAllFixes(example: Example): string[] {
    return actions(example).filter(({ edit }) => edit?.changes && Object.keys(edit.changes).some(uri => uri.endsWith('/example.apim'))).map(({ title }) => title);
}

/** What `example.apim` becomes by a fix. */
export function checkFix(example: Example, title: string, expected: string): void {
    assert.equal(applyFix(example, title), expected);
}

/** `example.apim` after the fix with a title. */
export function applyFix(example: Example, title: string): string | undefined {
    const { project, uri } = openProject(example);
    const action = actions(example).find(candidate => candidate.title === title);
    const edits = action?.edit?.changes?.[uri('example.apim')];
    return edits && applyEdits(project.files.get(uri('example.apim'))?.document.textDocument.getText() ?? '', edits);
}

/** The example after the fix with a title, with what was registered before. */
export function fixed(example: Example, title: string): Example {
    const text = applyFix(example, title) ?? '';
    return typeof example === 'string' ? text : { ...example, files: { ...example.files, 'example.apim': text } };
}

function actions(example: Example) {
    const { project, uri } = openProject(example);
    const shown = project.diagnostics(uri('example.apim')).map(({ code, range, message }) => ({ code, range, message }));
    return codeActions(project, uri('example.apim'), { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } }, shown);
}
