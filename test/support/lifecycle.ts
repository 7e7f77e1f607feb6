import assert from 'node:assert/strict';
import type { LifecycleChange, LifecycleRefusal, LifecycleWish } from '../../language-server/lifecycle/change.ts';
import { lifecycleChange } from '../../language-server/lifecycle/lifecycle.ts';
import { textsAfter } from '../../language-server/lifecycle/standing.ts';
import type { Example } from '../../language/rule.ts';
import { openProject } from './project.ts';

/** `delete A/X@1`, `retire A/X@1 --with-contracts`, `new-version A/X@1 2`, `delete A/X@1 --kind api`. */
export function wishOf(words: string): LifecycleWish {
    const [action = '', entity = '', ...rest] = words.split(' ');
    const kind = rest.indexOf('--kind');
    return {
        action: action as LifecycleWish['action'], entity, withContracts: rest.includes('--with-contracts'),
        ...(kind < 0 ? {} : { kind: rest[kind + 1] as LifecycleWish['kind'] }), ...(action === 'new-version' ? { version: rest[0] } : {})
    };
}

/** What a text becomes by an action; with several files, those that differ. */
export function checkChange(words: string, example: Example, expected: string | Record<string, string>): LifecycleChange {
    const { project, uri } = openProject(example);
    const change = lifecycleChange(project, wishOf(words));
    if (change.kind === 'refusal') assert.fail(`refused: ${change.message}`);
    const texts = textsAfter(project, change.edits);
    const files = typeof expected === 'string' ? { 'example.apim': expected } : expected;
    assert.deepEqual(Object.fromEntries([...texts].map(([file, text]) => [file.slice(uri('').length), text])), files);
    for (const { start, end, uri: file } of change.cuts) assert.ok(start < end && project.files.has(file));
    return change;
}

export function checkRefusal(words: string, example: Example, message: RegExp, reason: LifecycleRefusal['reason'] = 'state'): LifecycleRefusal {
    const change = lifecycleChange(openProject(example).project, wishOf(words));
    if (change.kind !== 'refusal') assert.fail(`not refused: ${change.summary}`);
    assert.match(change.message, message);
    assert.equal(change.reason, reason);
    return change;
}
