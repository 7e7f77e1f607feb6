import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkChange, checkRefusal } from '../../support/lifecycle.ts';

const acme = readFileSync(new URL('../../../samples/shop/acme.apim', import.meta.url), 'utf8');
const shopinc = readFileSync(new URL('../../../samples/shop/shopinc.apim', import.meta.url), 'utf8');
const shop = { files: { 'acme.apim': acme, 'shopinc.apim': shopinc } };
/** An organization with these members, one a line. */
const a = (...members: string[]) => `organization A {\n${members.map(member => member === '' ? '\n' : `  ${member}\n`).join('')}}\n`;
const crlf = (text: string) => text.replaceAll('\n', '\r\n');

describe('publishing an API', () => {
    it('writes the word in front, and leaves everything else as it stands', () => {
        checkChange('publish A/X@1', a('/** Doc. */', 'private api X@1 "Title" { offers G@1 } // note'), a('/** Doc. */', 'published private api X@1 "Title" { offers G@1 } // note'));
        checkChange('publish A/X@1', a('public api X@1'), a('published public api X@1'));
        checkChange('publish A/X@1', a('api   X @1{}'), a('published api   X @1{}'));
        checkChange('publish A/X@1', 'organization A { api X@1 }', 'organization A { published api X@1 }');
    });

    it('works with Windows line ends, tabs, names in backticks, and the second block in another file', () => {
        checkChange('publish A/X@1', crlf(a('api X@1 {', '}')), crlf(a('published api X@1 {', '}')));
        checkChange('publish A/X@1', 'organization A {\n\tapi X@1\n}\n', 'organization A {\n\tpublished api X@1\n}\n');
        checkChange('publish A/plan@1', a('api `plan`@1'), a('published api `plan`@1'));
        checkChange('publish A/`plan`@1', a('api `plan`@1'), a('published api `plan`@1'));
        checkChange('publish A/X@1', { files: { 'one.apim': a('api Y@1'), 'two.apim': `${a('api Z@1')}${a('api X@1')}` } }, { 'two.apim': `${a('api Z@1')}${a('published api X@1')}` });
    });

    it('is refused where it is published, retired, no API, unknown, or declared twice', () => {
        checkRefusal('publish Acme/Orders@1.0', shop, /Acme\/Orders@1\.0 is published already\..*apim register Acme\/Orders@1\.0/);
        checkRefusal('publish Acme/Orders@0.9', shop, /retired, and a retired API cannot be published again\..*apim new-version Acme\/Orders@0\.9/);
        checkRefusal('publish ShopInc/MobileShop@2.1', shop, /MobileShop@2\.1 is a client, and this is done to APIs only/, 'usage');
        checkRefusal('publish Acme/Order@1.0', shop, /There is no API Acme\/Order@1\.0 in this project\. Did you mean Acme\/Orders@1\.0\?/, 'usage');
        checkRefusal('publish Acme/Orders', shop, /There is no API Acme\/Orders .*Declared: Acme\/Orders@0\.9, Acme\/Orders@1\.0\./, 'usage');
        checkRefusal('publish Orders@1.0', shop, /Declared: Acme\/Orders@1\.0\./, 'usage');
        checkRefusal('publish A/X@1', { files: { 'one.apim': a('api X@1'), 'two.apim': `\n${a('api X@1')}` } }, /declared twice \(one\.apim:2, two\.apim:3\)/);
    });

    it('says what it takes and who is concerned', () => {
        const { needs, registers, summary, affected } = checkChange('publish A/X@1', `${a('api X@1')}organization B { client C@1 { contract A/X@1 via G } }\n`, `${a('published api X@1')}organization B { client C@1 { contract A/X@1 via G } }\n`);
        assert.deepEqual(needs, [{ action: 'publish APIs', organization: 'A' }]);
        assert.deepEqual(registers, [{ kind: 'api', key: 'A/X@1' }]);
        assert.equal(summary, 'A/X@1 becomes a published private API.');
        assert.deepEqual(affected, { contracts: [{ client: 'B/C@1', api: 'A/X@1', plan: 'G' }], clients: ['B/C@1'], organizations: ['B'] });
    });
});

describe('retiring an API', () => {
    it('puts one word in the place of the other', () => {
        checkChange('retire Acme/Catalog@1.0', shop, { 'acme.apim': acme.replace('published public api Catalog', 'retired public api Catalog') });
        checkChange('retire A/X@1', a('published /* since 2020 */', '  private', 'api X@1'), a('retired /* since 2020 */', '  private', 'api X@1'));
    });

    it('is refused with a list of the contracts, clients and organizations that it would leave behind', () => {
        const { affected, contracts } = checkRefusal('retire Acme/Orders@1.0', shop,
            /cannot be retired alone: 2 contracts of ShopInc .*\(ShopInc\/BackOffice@1\.0 via Gold, ShopInc\/MobileShop@2\.1 via Gold\)\..*--with-contracts/);
        assert.deepEqual([affected?.clients, affected?.organizations, contracts], [['ShopInc/BackOffice@1.0', 'ShopInc/MobileShop@2.1'], ['ShopInc'], true]);
        checkRefusal('retire Acme/Orders@0.9', shop, /retired already/);
        checkRefusal('retire A/X@1', a('api X@1'), /is a draft: .*apim delete A\/X@1/);
    });

    it('takes the contracts with it, with their lines, and says which client has none left', () => {
        const change = checkChange('retire Acme/Orders@1.0 --with-contracts', shop, {
            'acme.apim': acme.replace('published private api Orders', 'retired private api Orders'),
            'shopinc.apim': shopinc.replace('    contract Acme/Orders@1.0 via Gold\n', '').replace('{ contract Acme/Orders@1.0 via Gold }', '{}')
        });
        assert.deepEqual(change.registers, [{ kind: 'api', key: 'Acme/Orders@1.0' }]);
        assert.deepEqual(change.needs, [{ action: 'retire APIs', organization: 'Acme' }, { action: 'register clients', organization: 'ShopInc' }]);
        assert.equal(change.notes.filter(note => /has no other contract/.test(note)).length, 2);
        assert.deepEqual(change.cuts.map(({ what, owner, own }) => [what, owner, own]), [
            ['contract', 'ShopInc/BackOffice@1.0', 'contract Acme/Orders@1.0 via Gold'], ['contract', 'ShopInc/MobileShop@2.1', 'contract Acme/Orders@1.0 via Gold']
        ]);
    });

    it('leaves other contracts, and registers their clients again; a retired client keeps what it says', () => {
        const offering = 'organization A {\n  published api X@1\n  published api Y@1\n';
        const clients = (contract: string) => `  client C@1 {\n${contract}    contract Y@1 via G\n  }\n  retired client D@1 { contract X@1 via G }\n}\n`;
        const { registers } = checkChange('retire A/X@1 --with-contracts', offering + clients('    // apim-ignore contract-to-older-version: later\n    contract X@1 via G { description: "d" } // old\n'),
            offering.replace('published api X', 'retired api X') + clients(''));
        assert.deepEqual(registers.map(({ key }) => key), ['A/X@1', 'A/C@1']);
    });
});

describe('retiring a client', () => {
    it('writes the word in front', () => {
        const { needs, losesKey, affected } = checkChange('retire ShopInc/BackOffice@1.0', shop, { 'shopinc.apim': shopinc.replace('  client BackOffice', '  retired client BackOffice') });
        assert.deepEqual([needs, losesKey, affected.contracts.length], [[{ action: 'unregister clients', organization: 'ShopInc' }], true, 1]);
        checkRefusal('retire ShopInc/MobileShop@1.0', shop, /retired already/);
        checkRefusal('retire Acme/Gold@1.0', shop, /Acme\/Gold@1\.0 is a plan, and this is done to APIs and clients only/, 'usage');
    });

    it('asks which one is meant where an API has the same key', () => {
        const both = a('published public api X@1', 'client X@1');
        checkRefusal('retire A/X@1', both, /A\/X@1 is an API and a client\. Say which one is meant: --kind api, or --kind client/, 'usage');
        checkChange('retire A/X@1 --kind client', both, a('published public api X@1', 'retired client X@1'));
        checkChange('retire A/X@1 --kind api', both, a('retired public api X@1', 'client X@1'));
        checkChange('publish A/X@1', a('api X@1', 'client X@1'), a('published api X@1', 'client X@1'));
    });
});

describe('deleting', () => {
    it('takes the declaration with its documentation and one blank line', () => {
        checkChange('delete A/C@1', a('client B@1', '', '/** Doc', '  * of C. */', 'client C@1 {', '}', '', 'client D@1'), a('client B@1', '', 'client D@1'));
        checkChange('delete A/B@1', a('client B@1', '', 'client C@1'), a('client C@1'));
        checkChange('delete A/C@1', a('client B@1', '', 'client C@1'), a('client B@1'));
        checkChange('delete A/C@1', a('client B@1', 'client C@1', 'client D@1'), a('client B@1', 'client D@1'));
        checkChange('delete A/C@1', a('client B@1', 'client C@1', '', 'client D@1'), a('client B@1', '', 'client D@1'));
        checkChange('delete A/C@1', a('client B@1', '', 'client C@1', 'client D@1'), a('client B@1', '', 'client D@1'));
        checkChange('delete A/C@1', a('client C@1'), a());
        checkChange('delete A/C@1', a('', 'client C@1', ''), a());
    });

    it('leaves comments that are not its own, and takes those that are', () => {
        checkChange('delete A/C@1', a('// Shops', 'client B@1 // first', '', '// Offices', '/** Doc. */', '// apim-ignore client-without-contract: later', 'client C@1 // second', '', '// End'),
            a('// Shops', 'client B@1 // first', '', '// Offices', '', '// End'));
        checkChange('delete A/C@1', a('client B@1 /** of B */', 'client C@1'), a('client B@1 /** of B */'));
        checkChange('delete A/C@1', a('/** far */', '', 'client C@1', 'client D@1'), a('/** far */', '', 'client D@1'));
    });

    it('works in one line, and where a declaration shares its lines', () => {
        checkChange('delete A/C@1', 'organization A { client C@1 }', 'organization A {}');
        checkChange('delete A/C@1', 'organization A { client B@1 client C@1 client D@1 }', 'organization A { client B@1 client D@1 }');
        checkChange('delete A/C@1', 'organization A { client B@1 client C@1 }', 'organization A { client B@1 }');
        checkChange('delete A/C@1', 'organization A { client C@1 {\n    description: "c"\n  }\n}\n', 'organization A {\n}\n');
        checkChange('delete A/C@1', 'organization A {\n  client C@1 {\n  } }\n', 'organization A {\n  }\n');
        checkChange('delete A/C@1', 'organization A { /** Doc. */ client C@1 }', 'organization A {}');
    });

    it('keeps Windows line ends, in whichever file and block', () => {
        checkChange('delete A/C@1', { files: { 'one.apim': a('client B@1'), 'two.apim': crlf(a('client D@1', '', '/** C. */', 'client C@1', '', 'client E@1')) } }, { 'two.apim': crlf(a('client D@1', '', 'client E@1')) });
        checkChange('delete A/`2go`@1', a('client B@1', 'client `2go`@1'), a('client B@1'));
    });

    it('takes the approvals of a client along, and what that takes', () => {
        const { needs, cuts, summary, withdrawal } = checkChange('delete ShopInc/MobileShop@2.1', shop, {
            'acme.apim': acme.replace('for ShopInc/MobileShop@2.1, ShopInc', 'for ShopInc'),
            'shopinc.apim': shopinc.replace(/  client MobileShop@2\.1[^}]*}\s*}\n/, '')
        });
        assert.deepEqual(needs, [{ action: 'delete', organization: 'ShopInc' }, { action: 'approve contracts', organization: 'Acme' }]);
        assert.deepEqual(cuts.map(({ what, owner }) => [what, owner]), [['declaration', 'ShopInc'], ['approval', 'Acme/Orders@1.0']]);
        assert.match(summary, /the approval that Acme\/Orders@1\.0 gave it/);
        assert.deepEqual(withdrawal?.map(({ newText }) => newText), ['retired ']);
        const offers = (list: string) => `organization A { api X@1 { offers G@1 with approval${list} } client C@1 client D@1 }`;
        for (const [before, after] of [[' for C@1', ''], [' for C@1, D@1', ' for D@1'], [' for D@1, C@1', ' for D@1'], [' for C@1, A/C@1, D@1', ' for D@1'], [' for C@1, D@1, C@1', ' for D@1'], [' for C@1, C@1', '']] as const) {
            checkChange('delete A/C@1', offers(before), offers(after).replace(' client C@1', ''));
        }
    });

    it('is refused for an API that contracts name, with the list', () => {
        const { affected } = checkRefusal('delete Acme/Orders@1.0', shop, /cannot be deleted: 2 contracts name it \(ShopInc\/BackOffice@1\.0 via Gold, ShopInc\/MobileShop@2\.1 via Gold\).*apim retire Acme\/Orders@1\.0 --with-contracts/);
        assert.deepEqual(affected?.organizations, ['ShopInc']);
        checkRefusal('delete A/X@1', a('retired api X@1', 'retired client C@1 { contract X@1 via G }'), /a contract names it \(retired A\/C@1 via G\)\. Take them out first, or delete the clients/);
    });

    it('takes an API out that nobody has a contract with, and retires it first', () => {
        const change = checkChange('delete Acme/Catalog@1.0', shop, { 'acme.apim': acme.replace(/  published public api Catalog@1\.0 [^}]*}\n  }\n\n/, '') });
        assert.deepEqual([change.withdrawal?.map(({ newText }) => newText), change.registers], [['retired'], [{ kind: 'api', key: 'Acme/Catalog@1.0' }]]);
        assert.deepEqual(checkChange('delete Acme/Orders@0.9', shop, { 'acme.apim': acme.replace('\n  retired api Orders@0.9\n', '') }).withdrawal, []);
    });

    it('is refused for a plan that an API offers, and goes for one that none does', () => {
        checkRefusal('delete Acme/Gold@1.0', shop, /Acme\/Gold@1\.0 cannot be deleted: Acme\/Orders@1\.0 offers it\. Take it out of this offer first/);
        checkRefusal('delete A/G@1', a('plan G@1', 'api X@1 { offers G@1 }', 'api Y@1 { offers A/G@1 }'), /A\/X@1, A\/Y@1 offer it/);
        assert.deepEqual(checkChange('delete A/G@1', a('locked plan G@1', 'plan G@2', 'api X@1 { offers G@2 }'), a('plan G@2', 'api X@1 { offers G@2 }')).registers, []);
    });
});

describe('a new version', () => {
    it('is a copy behind the original: a plan not locked, an API as a draft, a client that is wanted', () => {
        checkChange('new-version Acme/Gold@1.0 2.0', shop, { 'acme.apim': acme.replace('Day }\n  }\n\n', 'Day }\n  }\n\n  plan Gold@2.0 {\n    policy RateLimiting { limit: 10000, granularity: Client, period: Day }\n  }\n\n') });
        checkChange('new-version Acme/Orders@0.9 1.1', shop, { 'acme.apim': acme.replace('  retired api Orders@0.9\n', '  retired api Orders@0.9\n\n  api Orders@1.1\n') });
        checkChange('new-version A/X@1 2', a('published /* c */ private api X@1 "T"'), a('published /* c */ private api X@1 "T"', '/* c */ private api X@2 "T"'));
        const { registers, element, notes } = checkChange('new-version ShopInc/BackOffice@1.0 1.1-rc_1', shop, {
            'shopinc.apim': shopinc.replace(/(  client BackOffice)@1\.0(.*\n)/, '$1@1.0$2$1@1.1-rc_1$2')
        });
        assert.deepEqual([registers, element], [[{ kind: 'client', key: 'ShopInc/BackOffice@1.1-rc_1' }], { kind: 'client', key: 'ShopInc/BackOffice@1.1-rc_1' }]);
        assert.match(notes.join(' '), /an API key of its own/);
        checkChange('new-version A/C@1 2', a('retired client C@1'), a('retired client C@1', 'client C@2'));
    });

    it('takes documentation along and no comment behind it, in one line, with tabs and Windows line ends', () => {
        checkChange('new-version A/C@1 2', a('/** Doc. */', 'client C@1 // the first', 'client D@1'), a('/** Doc. */', 'client C@1 // the first', '', '/** Doc. */', 'client C@2', 'client D@1'));
        checkChange('new-version A/C@1 2', 'organization A { client C@1 }', 'organization A { client C@1 client C@2 }');
        checkChange('new-version A/C@1 2', crlf('organization A {\n\tclient C@1 {\n\t\tdescription: "c"\n\t}\n}\n'), crlf('organization A {\n\tclient C@1 {\n\t\tdescription: "c"\n\t}\n\n\tclient C@2 {\n\t\tdescription: "c"\n\t}\n}\n'));
        checkChange('new-version A/api@1 2', a('locked plan `api`@1'), a('locked plan `api`@1', 'plan `api`@2'));
    });

    it('is refused where the version is taken or is none', () => {
        checkRefusal('new-version Acme/Orders@1.0 0.9', shop, /Acme\/Orders@0\.9 is declared already/);
        for (const version of ['@2', '2/0', '', '..', '2,0', 'ü']) checkRefusal(`new-version Acme/Orders@1.0 ${version}`, shop, /is no version/, 'usage');
    });
});
