import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { codeActions } from '../../language-server/features/code-actions.ts';
import { openProject } from '../support/project.ts';
import { applyEdits } from '../support/text-edits.ts';

const acme = `organization Acme {
  locked plan Gold@1.0 {
    policy RateLimiting { limit: 10, granularity: Client, period: Day }
  }

  /** Orders of the shop. */
  // apim-ignore api-without-consumer: soon
  published private api Orders@1.0 {
    endpoint: "https://orders.example"
    offers Gold@1.0
  }
  private api Stock@1.0 { endpoint: "https://stock.example" }
}
`;
const shop = 'organization Shop { client App@1.0 { contract Acme/Orders@1.0 via Gold@1.0 } client Web@1.0 { contract Acme/Orders@1.0 via Gold } }\n';

interface Given { files: Record<string, string>; at: [file: string, text: string]; createsFiles?: boolean; only?: string[] }

function actionsAt({ files, at: [file, text], createsFiles = true, only = ['refactor'] }: Given): CodeAction[] {
    const { project, uri } = openProject({ files });
    const before = (files[file] ?? '').slice(0, (files[file] ?? '').indexOf(text)).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    return codeActions(project, uri(file), { start: position, end: position }, { createsFiles, only });
}

/** The files that an action changes or makes, as they are afterwards. */
function changed(given: Given, title: string): Record<string, string> {
    const edit = actionsAt(given).find(action => action.title === title)?.edit;
    assert.ok(edit, `no '${title}' among ${actionsAt(given).map(action => action.title).join(', ')}`);
    const perFile = edit.changes ?? Object.fromEntries((edit.documentChanges ?? []).flatMap(change => 'edits' in change ? [[change.textDocument.uri, change.edits]] : []));
    return Object.fromEntries(Object.entries(perFile).map(([uri, edits]) => {
        const name = uri.slice('file:///project/'.length);
        return [name, applyEdits(given.files[name] ?? '', edits as Parameters<typeof applyEdits>[1])];
    }));
}

describe('refactorings of a declaration', () => {
    it('move it into a file of its own, with the comments that belong to it', () => {
        const given: Given = { files: { 'acme.apim': acme }, at: ['acme.apim', 'Orders@1.0 {'] };
        const after = changed(given, 'Move Acme/Orders@1.0 to new file orders.apim');
        assert.equal(after['orders.apim'], `organization Acme {
  /** Orders of the shop. */
  // apim-ignore api-without-consumer: soon
  published private api Orders@1.0 {
    endpoint: "https://orders.example"
    offers Gold@1.0
  }
}
`);
        assert.equal(after['acme.apim'], acme.replace(/ {2}\/\*\* Orders(.|\n)*?\n {2}\}\n/, ''));
        const [create] = actionsAt(given).find(({ title }) => title.includes('new file'))?.edit?.documentChanges ?? [];
        assert.deepEqual(create, { kind: 'create', uri: 'file:///project/orders.apim' });
        const { project } = openProject({ files: { ...given.files, ...after } });
        assert.deepEqual(project.index.find('api', 'Acme/Orders@1.0')?.offers.map(({ plan }) => plan), ['Acme/Gold@1.0']);
    });

    it('take a name that is free for the new file', () => {
        assert.ok(actionsAt({ files: { 'acme.apim': acme, 'orders.apim': '' }, at: ['acme.apim', 'Orders@1.0 {'] }).some(({ title }) => title === 'Move Acme/Orders@1.0 to new file orders-2.apim'));
    });

    it('make no file for an editor that cannot', () => {
        assert.deepEqual(actionsAt({ files: { 'acme.apim': acme }, at: ['acme.apim', 'Orders@1.0 {'], createsFiles: false, only: ['refactor.move'] }), []);
    });

    it('move it beside others of its organization, in the same folder', () => {
        const files = { 'acme.apim': acme, 'plans.apim': 'organization Acme {\n  locked plan Silver@1.0\n}\n', 'other/acme.apim': 'organization Acme\n' };
        const given: Given = { files, at: ['acme.apim', 'Stock@1.0'], only: ['refactor.move'] };
        assert.deepEqual(actionsAt(given).map(({ title }) => title), ['Move Acme/Stock@1.0 to plans.apim', 'Move Acme/Stock@1.0 to new file stock.apim']);
        assert.deepEqual(changed(given, 'Move Acme/Stock@1.0 to plans.apim'), {
            'acme.apim': acme.replace(/ {2}private api Stock.*\n/, ''),
            'plans.apim': 'organization Acme {\n  locked plan Silver@1.0\n  private api Stock@1.0 { endpoint: "https://stock.example" }\n}\n'
        });
    });

    it('move what has no organization', () => {
        const given: Given = { files: { 'a.apim': 'parameter host: url\n\npolicies Standard {\n  policy Cors\n}\n', 'b.apim': 'parameter port: integer\n' }, at: ['a.apim', 'Standard'], only: ['refactor.move'] };
        assert.deepEqual(changed(given, 'Move Standard to b.apim'), { 'a.apim': 'parameter host: url\n', 'b.apim': 'parameter port: integer\npolicies Standard {\n  policy Cors\n}\n' });
        assert.equal(changed(given, 'Move Standard to new file standard.apim')['standard.apim'], 'policies Standard {\n  policy Cors\n}\n');
    });

    it('replace a locked plan by its next version, where it is offered and contracted', () => {
        const given: Given = { files: { 'acme.apim': acme, 'shop.apim': shop }, at: ['acme.apim', 'Gold@1.0 {'] };
        const after = changed(given, 'Replace Acme/Gold@1.0 by a new version 1.1 in its APIs and contracts');
        assert.equal(after['shop.apim'], shop.replace('Gold@1.0', 'Gold@1.1'));
        assert.equal(after['acme.apim'], acme.replace('offers Gold@1.0', 'offers Gold@1.1').replace('  /** Orders', `  locked plan Gold@1.1 {
    policy RateLimiting { limit: 10, granularity: Client, period: Day }
  }

  /** Orders`));
        const { all } = openProject({ files: { ...given.files, ...after } });
        assert.deepEqual(all().filter(({ severity }) => severity === 'error'), []);
    });

    it('count on from the last number of the version, past those that are there', () => {
        const plans = (version: string, more = '') => ({ 'acme.apim': `organization A { locked plan P@${version} ${more} }\n` });
        const title = (version: string, more?: string) => actionsAt({ files: plans(version, more), at: ['acme.apim', 'P@'] })[0]?.title;
        assert.equal(title('1.9'), 'Replace A/P@1.9 by a new version 1.10 in its APIs and contracts');
        assert.equal(title('1', 'plan P@2'), 'Replace A/P@1 by a new version 3 in its APIs and contracts');
        assert.equal(title('beta'), 'Replace A/P@beta by a new version beta.1 in its APIs and contracts');
    });

    it('lock a plan, and offer a locked one through an API', () => {
        const open = { 'acme.apim': acme.replace('locked plan Gold', 'plan Gold') };
        assert.equal(changed({ files: open, at: ['acme.apim', 'Gold@1.0 {'] }, "Lock plan 'Gold' 1.0")['acme.apim'], acme);
        const offered = acme.replace('api Stock@1.0 { endpoint: "https://stock.example" }', 'api Stock@1.0 { endpoint: "https://stock.example" offers Gold@1.0 }');
        assert.equal(changed({ files: { 'acme.apim': acme }, at: ['acme.apim', 'Gold@1.0 {'] }, 'Offer Gold@1.0 through Acme/Stock@1.0')['acme.apim'], offered);
        assert.equal(changed({ files: { 'acme.apim': acme }, at: ['acme.apim', 'Stock@1.0 {'] }, 'Offer Gold@1.0 through Acme/Stock@1.0')['acme.apim'], offered);
        assert.ok(!actionsAt({ files: { 'acme.apim': acme }, at: ['acme.apim', 'Orders@1.0 {'] }).some(({ title }) => title.startsWith('Offer')));
    });

    it('are there on the whole line that begins a declaration', () => {
        for (const text of ['locked plan Gold', 'plan Gold', 'Gold@1.0 {', '@1.0 {', '{\n    policy']) {
            assert.ok(actionsAt({ files: { 'acme.apim': acme }, at: ['acme.apim', text] }).some(({ title }) => title.startsWith('Replace Acme/Gold@1.0')), text);
        }
    });

    it('are not there in the body of a declaration', () => {
        assert.deepEqual(actionsAt({ files: { 'acme.apim': acme }, at: ['acme.apim', 'offers'] }), []);
    });
});
