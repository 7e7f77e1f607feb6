import assert from 'node:assert/strict';
import { diffLines } from 'diff';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { codeActions } from '../../language-server/features/code-actions.ts';
import type { Example } from '../../language/rule.ts';
import type { RuleId } from '../../language/rules.ts';
import { openProject, remarks } from './project.ts';
import { applyEdits } from './text-edits.ts';

/** The titles of all fixes of a project, in the order of the text; without those of remarks that almost every short text earns. */
export function checkFixes(example: Example, expected: readonly string[]): void {
    assert.deepEqual(actions(example).filter(({ diagnostics = [] }) => !diagnostics.some(({ code }) => remarks.includes(String(code)))).map(({ title }) => title), expected);
}

/** The titles of the fixes of one rule. */
export function titlesOfFixes(example: Example, rule: RuleId): string[] {
    return actions(example).filter(({ diagnostics = [] }) => diagnostics.some(({ code }) => code === rule)).map(({ title }) => title);
}

export function titlesOfAllFixes(example: Example): string[] {
    return actions(example).map(({ title }) => title);
}

/** What `example.apim` becomes by a fix. */
export function checkFix(example: Example, title: string, expected: string): void {
    const after = fixed(example, title);
    assert.equal(typeof after === 'string' ? after : after.files['example.apim'], expected);
}

/** The example after the fix with a title, with what was registered before. */
export function fixed(example: Example, title: string): Example {
    const { uri } = openProject(example);
    const changes = actions(example).find(candidate => candidate.title === title)?.edit?.changes;
    assert.ok(changes, `no fix '${title}'`);
    const after = Object.fromEntries(Object.entries(filesOf(example)).map(([name, text]) => [name, applyEdits(text, changes[uri(name)] ?? [])]));
    return typeof example === 'string' ? after['example.apim'] ?? '' : { ...example, files: after };
}

/** Whether a fix is also done by *fix all*. */
export function isPreferred(example: Example, title: string): boolean {
    return actions(example).find(candidate => candidate.title === title)?.isPreferred === true;
}

/** The lines that a fix takes away and adds, of all files. */
export function changedLines(example: Example, title: string): string[] {
    const [before, after] = [filesOf(example), filesOf(fixed(example, title))];
    return Object.keys(before).flatMap(name => diffLines(before[name] ?? '', after[name] ?? '')).filter(({ added, removed }) => added || removed)
        .flatMap(({ added, value }) => value.replace(/\n$/, '').split('\n').map(line => `${added ? '+' : '-'} ${line}`));
}

function actions(example: Example): CodeAction[] {
    const { project, uri } = openProject(example);
    return Object.keys(filesOf(example)).map(uri).flatMap(file => {
        const shown = project.diagnostics(file).map(({ code, range, message }) => ({ code, range, message }));
        return codeActions(project, file, { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } }, { shown });
    });
}

function filesOf(example: Example): Readonly<Record<string, string>> {
    return typeof example === 'string' ? { 'example.apim': example } : example.files;
}
