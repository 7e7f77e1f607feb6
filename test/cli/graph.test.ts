import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace, type Run } from '../support/apim.ts';

const lines = (...all: string[]) => all.map(line => `${line}\n`).join('');

/** Two APIs, one with approval; a contract in order, one that waits, one with what nobody declares. */
const files = {
    'acme.apim': `organization Acme {
  locked plan Gold@1.0
  published private api Orders@1.0 { endpoint: "https://o.example" offers Gold@1.0 }
  published private api Stock@1.0 { endpoint: "https://s.example" offers Gold@1.0 with approval }
  api Draft@0.1
}
organization ShopInc {
  member "anna@shop.example" as editor
  client Shop@2 { contract Acme/Orders@1.0 via Gold contract Acme/Stock@1.0 via Gold }
}
organization Hidden {
  member "ben@other.example" as editor
  client Secretive@1 { contract Acme/Orders@1.0 via Gold }
  published public api Inner@1 { endpoint: "https://i.example" }
}
`
};

async function graph(sources: Record<string, string>, ...args: string[]): Promise<Run> {
    const place = new Workplace(sources);
    const run = await place.apim('graph', ...args);
    place.remove();
    return run;
}

describe('apim graph', () => {
    it('draws clients, plans, APIs and the gateway with their states, and hides what is not to be seen', async () => {
        const { exit, out, err } = await graph(files);
        assert.equal(exit, 0);
        assert.match(err, /1 organization is hidden/);
        assert.equal(out, lines(
            'flowchart LR',
            '  n1(["Shop@2<br/>ShopInc · awaiting approval"]):::s-awaiting-approval',
            '  n2{{"Gold@1.0<br/>Acme"}}:::s-none',
            '  n3{{"Gold@1.0<br/>Acme"}}:::s-none',
            '  n4["Draft@0.1<br/>Acme · draft"]:::s-draft',
            '  n5["Orders@1.0<br/>Acme · published"]:::s-published',
            '  n6["Stock@1.0<br/>Acme · published"]:::s-published',
            '  n7[("local gateway<br/>on this machine")]:::s-none',
            '  n1 --> n2',
            '  n1 -.-> n3',
            '  n2 --> n5',
            '  n3 --> n6',
            '  n5 --> n7',
            '  n6 --> n7',
            '  linkStyle 0 stroke:#0b7285',
            '  linkStyle 1 stroke:#0969da',
            '  classDef s-none fill:#f6f8fa,stroke:#6e7781,color:#1f2328',
            '  classDef s-published fill:#e6f4ea,stroke:#1a7f37,color:#1f2328',
            '  classDef s-declared fill:#e3f5f8,stroke:#0b7285,color:#1f2328',
            '  classDef s-draft fill:#fff6d6,stroke:#9a6700,color:#1f2328',
            '  classDef s-awaiting-approval fill:#e4f0fe,stroke:#0969da,color:#1f2328'
        ));
    });

    it('draws what hangs on an entity only, and refuses one that is not there or not to be seen', async () => {
        const { out } = await graph(files, 'Acme/Stock@1.0', '--format', 'dot');
        assert.deepEqual([...out.matchAll(/label="([^"]*)"/g)].map(([, label]) => label), ['Shop@2\\nShopInc · awaiting approval', 'Gold@1.0\\nAcme', 'Stock@1.0\\nAcme · published', 'local gateway\\non this machine']);
        assert.match((await graph(files, 'ShopInc')).out, /Orders[\s\S]*Stock/);
        assert.deepEqual(
            [await graph(files, 'Acme/Stok@1.0'), await graph(files, 'Hidden/Secretive@1')].map(({ exit, out: nothing, err }) => [exit, nothing, err.split('\n').at(-2)]),
            [
                [64, '', 'There is no client, plan, API or organization \'Acme/Stok@1.0\' in \'local\' that you may see. Did you mean Acme/Stock@1.0?'],
                [64, '', 'There is no client, plan, API or organization \'Hidden/Secretive@1\' in \'local\' that you may see. Look with: apim graph']
            ]
        );
    });

    it('shows what is missing where a contract names it', async () => {
        const { out, err } = await graph({ 'a.apim': 'organization A { client C@1 { contract A/Nowhere@1 via Gold } }' });
        assert.match(err, /The source has 1 error, so the graph may be wrong/);
        assert.match(out, /n2\{\{"Gold<br\/>A · missing"\}\}:::s-missing[\s\S]*n3\["Nowhere@1<br\/>A · missing"\]:::s-missing[\s\S]*n1 -\.-> n2/);
    });

    it('keeps names from being read as code, in every format', async () => {
        const sources = { 'a.apim': 'organization A { published public api `"];x-->y;<script>&\\`@1 { endpoint: "https://a.example" } }' };
        const mermaid = (await graph(sources)).out;
        assert.match(mermaid, /\["#34;#93;#59;x--#62;y#59;#60;script#62;#38;#92;@1<br\/>A · published"\]/);
        const dot = (await graph(sources, '--format', 'dot')).out;
        assert.ok(dot.includes('label="\\"];x-->y;<script>&amp;\\\\@1\\nA · published"'), dot);
        const svg = (await graph(sources, '--format', 'svg')).out;
        assert.ok(svg.includes('>&quot;];x--&gt;y;&lt;script&gt;&amp;\\@1</text>'), svg);
    });

    it('draws a picture for itself: described, without links and scripts, the same every time', async () => {
        const place = new Workplace(files);
        assert.equal((await place.apim('graph', '--out', 'all.svg')).out, '');
        const svg = readFileSync(join(place.folder, 'all.svg'), 'utf8');
        await place.apim('graph', '--out', 'again.svg');
        assert.equal(readFileSync(join(place.folder, 'again.svg'), 'utf8'), svg);
        assert.match(svg, /role="img" aria-labelledby="apim-graph-title apim-graph-description"/);
        assert.match(svg, /<title id="apim-graph-title">Contracts in local<\/title>\n<desc id="apim-graph-description">1 client, 2 plans, 3 APIs and 1 gateway\./);
        assert.match(svg, /prefers-color-scheme:dark/);
        assert.doesNotMatch(svg, /<script|<a |href|url\(/);
        assert.equal(svg.match(/class="edge /g)?.length, 6);
    });

    it('has a column for each kind, whatever leads nowhere', async () => {
        const { out } = await graph({ ...files, 'more.apim': 'organization More { client Alone@1 {} published public api Open@1 { endpoint: "https://x.example" } }' }, '--format', 'svg');
        const columns = Object.entries({ client: /Shop@2|Alone@1/, plan: /Gold@1.0/, api: /(Draft|Orders|Stock|Open)@/, gateway: /local gateway/ }).map(([, pattern]) =>
            new Set([...out.matchAll(/translate\(([\d.]+) [\d.]+\)"><title>[^<]*<\/title><rect[^>]*><text class="name"[^>]*>([^<]*)</g)].filter(([, , name]) => pattern.test(name ?? '')).map(([, x]) => Number(x))));
        assert.deepEqual(columns.map(({ size }) => size), [1, 1, 1, 1]);
        const places = columns.map(xs => [...xs][0] ?? 0);
        assert.deepEqual([...places].sort((a, b) => a - b), places);
    });

    it('refuses a picture that nobody could read, and draws it as text', async () => {
        const many = { 'a.apim': `organization A {\n${Array.from({ length: 500 }, (_, index) => `  client C${index}@1`).join('\n')}\n}\n` };
        const { exit, out, err } = await graph(many, '--format', 'svg');
        assert.deepEqual([exit, out], [6, '']);
        assert.match(err, /a picture with 500 boxes could not be read \(400 at most\)\. Name what it is to be about/);
        assert.equal((await graph(many)).out.match(/:::s-declared/g)?.length, 500);
    });
});
