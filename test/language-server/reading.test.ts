import assert from 'node:assert/strict';
import type { Range, SelectionRange } from 'vscode-languageserver-protocol';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../language-server/features/call-hierarchy.ts';
import { documentLinks, implementation } from '../../language-server/features/document-links.ts';
import { inlayHints } from '../../language-server/features/inlay-hints.ts';
import { selectionRanges } from '../../language-server/features/selection-ranges.ts';
import { signatureHelp } from '../../language-server/features/signature-help.ts';
import { openAtCursor } from '../support/cursor.ts';
import { ServerClient } from './server-client.ts';

const shop = `organization Acme {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  locked plan Free@1.0 { policy RateLimiting { limit: 1, granularity: Client, period: Day } }
  published private api Orders@1.0 {
    endpoint: "\${host}/v1"
    definition: "./api/orders.yaml"
    offers Gold@1.0
    offers Free@1.0
    policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } }
  }
}
organization Shop {
  client Web@1.0 { contract Acme/Orders@1.0 via Gold }
  client Old@1.0 { contract Acme/Orders@1.0 via Free policy LogHeaders { direction: both } }
}
parameter host: url = "https://acme.example"
secret parameter pw
`;
const at = (marked: string) => openAtCursor(shop.replace(marked.replace('<|>', ''), marked));

function textIn(text: string, { start, end }: Range): string {
    const lines = text.split('\n').slice(start.line, end.line + 1);
    return lines.map((line, index) => line.slice(index === 0 ? start.character : 0, index === lines.length - 1 ? end.character : undefined)).join('\n');
}

describe('signature help', () => {
    function help(marked: string): string {
        const { project, file, position } = openAtCursor(`organization A { locked plan P@1 {\n  ${marked}\n} }\nsecret parameter pw\n`);
        const found = signatureHelp(project, file, position);
        const [signature] = found?.signatures ?? [];
        const [start, end] = (signature?.parameters?.[found?.activeParameter ?? -1]?.label ?? [0, 0]) as [number, number];
        return signature ? `${signature.label.slice(0, start)}<${signature.label.slice(start, end)}>${signature.label.slice(end)}` : 'none';
    }
    const rest = ', userHeader?: header, headerLimit?: header, headerRemaining?: header, headerReset?: header }';
    const period = 'period: Second | Minute | Hour | Day | Month | Year';
    const granularity = 'granularity: Client | User | Api | Ip';
    const limit = 'limit: integer(1..9007199254740991)';

    it('shows what must be given first, and marks what is being written', () => {
        assert.equal(help('policy RateLimiting { <|> }'), `RateLimiting { <${limit}>, ${granularity}, ${period}${rest}`);
        assert.equal(help('policy RateLimiting { limit: 1<|>0 }'), `RateLimiting { <${limit}>, ${granularity}, ${period}${rest}`);
        assert.equal(help('policy RateLimiting { limit: 10, granularity: Client, <|> }'), `RateLimiting { ${limit}, ${granularity}, <${period}>${rest}`);
        assert.equal(help('policy RateLimiting { limit: 10, period: D<|> }'), `RateLimiting { ${limit}, ${granularity}, <${period}>${rest}`);
    });
    it('shows the members of the object that the cursor is in', () => {
        assert.match(help('policy BasicAuthentication { staticIdentity: { identities: [{ username: "<|>" }] } }'), /^BasicAuthentication\.staticIdentity\.identities \{ <username: string>, password: secret string/);
        assert.match(help('policy BasicAuthentication { <|> }'), /staticIdentity\?: \{…\}/);
    });
    it('is not there outside of the braces, or where the type is unknown', () => {
        for (const marked of ['policy Rate<|>Limiting { limit: 1 }', 'policy RateLimiting { limit: 1 }\n  <|>', 'policy Nonsense { <|> }']) assert.equal(help(marked), 'none');
    });
});

describe('links', () => {
    it('lead to definition files and to addresses as they are in the environment', () => {
        const { project, file } = openAtCursor(`${shop}<|>`);
        assert.deepEqual(documentLinks(project, file).map(({ range, target }) => [textIn(shop, range), target]),
            [['${host}/v1', 'https://acme.example/v1'], ['./api/orders.yaml', 'file:///project/api/orders.yaml']]);
    });
    it('go from an API to its definition', () => {
        const { project, file, position } = at('api Ord<|>ers@1.0');
        assert.deepEqual(implementation(project, file, position).map(({ uri }) => uri), ['file:///project/api/orders.yaml']);
    });
});

describe('inlay hints', () => {
    it('say how many policies a contract runs, what limits it, and what a parameter is here; never a secret', () => {
        const { project, file } = openAtCursor(`${shop}<|>`);
        const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
        const lines = shop.split('\n');
        assert.deepEqual(inlayHints(project, file, whole).map(({ position: { line, character }, label }) => `${lines[line]?.slice(0, character).trim().slice(-14)}|${label as string}`).sort(), [
            '/Orders@1.0 via Gold'.slice(-14) + '|2 policies · 10 per Day',
            '/Orders@1.0 via Free'.slice(-14) + '|3 policies · 1 per Day',
            'endpoint: "${host'.slice(-14) + '|= https://acme.example'
        ].sort());
        assert.deepEqual(inlayHints(project, file, { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }), []);
    });
});

describe('inlay hints of APIs', () => {
    it('say where a published one is called, where that is known', () => {
        const files = { 'example.apim': 'organization A {\n  published public api X@1.0 "The one" { }\n  published private api Y@1.0\n  api Z@1.0\n}\n<|>', 'apim.yaml': 'environments:\n  test:\n    gateway: { url: "https://g.example" }\n' };
        const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
        const { project, file } = openAtCursor(files);
        assert.deepEqual(inlayHints(project, file, whole).map(({ position: { line, character }, label }) => [line, character, label]), [
            [1, 38, '→ https://g.example/A/X/1.0'], [2, 29, '→ https://g.example/A/Y/1.0']
        ]);
        const alone = openAtCursor(files['example.apim']);
        assert.deepEqual(inlayHints(alone.project, alone.file, whole), []);
    });
});

describe('call hierarchy', () => {
    const tree = (marked: string, direction: 'in' | 'out') => {
        const { project, file, position } = at(marked);
        const [item] = prepareCallHierarchy(project, file, position);
        if (!item) return undefined;
        const calls = direction === 'in' ? incomingCalls(project, item).map(({ from, fromRanges }) => ({ to: from, fromRanges })) : outgoingCalls(project, item);
        return [`${item.detail}/${item.name}`, ...calls.map(({ to, fromRanges }) => `${to.detail}/${to.name}: ${fromRanges.map(range => textIn(shop, range)).join(', ')}`)];
    };
    it('shows who consumes an API, and who is served through a plan', () => {
        assert.deepEqual(tree('api Ord<|>ers@1.0', 'in'), ['Acme/Orders@1.0', 'Shop/Old@1.0: Acme/Orders@1.0', 'Shop/Web@1.0: Acme/Orders@1.0']);
        assert.deepEqual(tree('plan Go<|>ld@1.0', 'in'), ['Acme/Gold@1.0', 'Shop/Web@1.0: Acme/Orders@1.0']);
        assert.deepEqual(tree('client We<|>b@1.0', 'in'), ['Shop/Web@1.0']);
    });
    it('shows what a client consumes, and through what an API is offered', () => {
        assert.deepEqual(tree('client We<|>b@1.0', 'out'), ['Shop/Web@1.0', 'Acme/Orders@1.0: Acme/Orders@1.0']);
        assert.deepEqual(tree('contract Acme/Or<|>ders@1.0 via Gold', 'out'), ['Acme/Orders@1.0', 'Acme/Gold@1.0: Gold@1.0', 'Acme/Free@1.0: Free@1.0']);
        assert.equal(tree('parameter ho<|>st', 'out'), undefined);
    });
});

describe('selection ranges', () => {
    it('grow from the word to the declaration to the file', () => {
        const { project, file, position } = at('limit: 1<|>0, granularity');
        const [first] = selectionRanges(project, file, [position]);
        const steps: string[] = [];
        for (let range: SelectionRange | undefined = first; range; range = range.parent) steps.push(textIn(shop, range.range).replaceAll(/\s+/g, ' ').slice(0, 24));
        assert.deepEqual(steps, [
            '10', 'limit: 10,', 'policy RateLimiting { li', 'locked plan Gold@1.0 { p', 'organization Acme { lock', 'organization Acme { lock'
        ]);
    });
    it('are what is there in a file that is broken or empty', () => {
        const { project, file, position } = openAtCursor('organization A { client <|>');
        assert.equal(selectionRanges(project, file, [position, { line: 0, character: 0 }]).length, 2);
    });
});

describe('the server', () => {
    it('answers what it says it can', async () => {
        const client = await ServerClient.start({ 'shop.apim': shop });
        const textDocument = { uri: client.uri('shop.apim') }, position = { line: 1, character: 50 };
        const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
        const ask = (method: string, params: object) => client.connection.sendRequest<unknown>(`textDocument/${method}`, { textDocument, ...params });
        assert.ok(await ask('signatureHelp', { position }));
        assert.deepEqual(await ask('implementation', { position }), []);
        assert.equal((await ask('documentLink', {}) as unknown[]).length, 2);
        assert.equal((await ask('inlayHint', { range }) as unknown[]).length, 3);
        assert.equal((await ask('selectionRange', { positions: [position] }) as unknown[]).length, 1);
        const [item] = await ask('prepareCallHierarchy', { position: { line: 3, character: 25 } }) as unknown[];
        assert.equal((await client.connection.sendRequest<unknown[]>('callHierarchy/incomingCalls', { item })).length, 2);
        assert.equal((await client.connection.sendRequest<unknown[]>('callHierarchy/outgoingCalls', { item })).length, 2);
        await client.stop();
    });

    it('answers in apim.yaml, as it is written at the moment', async () => {
        const client = await ServerClient.start({ 'shop.apim': shop, 'apim.yaml': 'dialect: apiman\n' });
        await client.open('apim.yaml', 'dialect: apiman\nenvironments:\n  prod:\n    parameters:\n      \n');
        const textDocument = { uri: client.uri('apim.yaml') };
        const { items } = await client.connection.sendRequest<{ items: { label: string }[] }>('textDocument/completion', { textDocument, position: { line: 4, character: 6 } });
        assert.deepEqual(items.map(({ label }) => label), ['apimanVersion', 'host']);
        const hover = await client.connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', { textDocument, position: { line: 0, character: 2 } });
        assert.match(hover.contents.value, /^Whose rules apply/);
        await client.stop();
    });

    it('renames a parameter in apim.yaml, too', async () => {
        const settings = 'environments:\n  prod:\n    gateway: local\n    parameters:\n      host: https://prod.example\n      apimanVersion: 3.1.3.Final\n';
        const client = await ServerClient.start({ 'shop.apim': shop, 'apim.yaml': settings });
        const line = shop.split('\n').findIndex(text => text.startsWith('parameter host'));
        const { changes } = await client.connection.sendRequest<{ changes: Record<string, { range: Range; newText: string }[]> }>('textDocument/rename', {
            textDocument: { uri: client.uri('shop.apim') }, position: { line, character: 12 }, newName: 'backEnd'
        });
        assert.deepEqual(changes[client.uri('apim.yaml')]?.map(({ range, newText }) => [textIn(settings, range), newText]), [['host', 'backEnd']]);
        assert.equal(changes[client.uri('shop.apim')]?.length, 2);
        await client.stop();
    });
});
