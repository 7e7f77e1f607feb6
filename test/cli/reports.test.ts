import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Log, Result } from 'sarif';
import { escaped } from '../../cli/reports/junit.ts';
import { rules } from '../../language/rules.ts';
import { Workplace } from '../support/apim.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';

/** These findings would only repeat themselves here. */
const quiet = { 'apim.yaml': 'rules: { missing-description: off, empty-plan: off, unused-plan: off }\n' };
const files = {
    ...quiet,
    'a.apim': 'organization A {\n\tlocked plan Gold@1\n  plan Gold@1\n}\n',
    'b.apim': 'organization B {\n  client C@1 { contract A/Nowhere@1 via Gold }\n  client D@1\n}\n',
    'empty.apim': ''
};
const lines = (...all: string[]) => all.map(line => `${line}\n`).join('');

async function sarifOf(sources: Record<string, string>): Promise<{ log: Log; results: Result[] }> {
    const place = new Workplace(sources);
    const { out } = await place.apim('check', '--format', 'sarif');
    place.remove();
    const log = JSON.parse(out) as Log;
    return { log, results: log.runs[0]?.results ?? [] };
}

describe('apim check --format sarif', () => {
    // That keys and values are those of the schema is checked by the compiler, with the types of @types/sarif.
    it('has a run with the rules that were broken, described from the rule table', async () => {
        const { log } = await sarifOf(files);
        assert.equal(log.version, '2.1.0');
        const [run] = log.runs;
        assert.deepEqual(run?.tool.driver.rules?.map(({ id }) => id), ['client-without-contract', 'duplicate-version', 'unresolved-reference']);
        const [rule] = run?.tool.driver.rules ?? [];
        const { why, message, severity } = rules['client-without-contract'];
        assert.deepEqual([rule?.fullDescription?.text, rule?.help?.text, rule?.shortDescription?.text, rule?.defaultConfiguration?.level], [why, why, message, severity]);
        assert.match(rule?.help?.markdown ?? '', /Reported:\n\n```apim/);
    });

    it('says where, counted from one, and what a finding relates to', async () => {
        const { log, results } = await sarifOf(files);
        const [first] = results;
        assert.deepEqual([first?.ruleId, first?.level, first?.message.text], ['duplicate-version', 'error', 'Version \'1\' of plan \'Gold\' is declared twice.']);
        assert.deepEqual(first?.locations, [{ physicalLocation: { artifactLocation: { uri: 'a.apim', uriBaseId: '%SRCROOT%' }, region: { startLine: 3, startColumn: 8, endLine: 3, endColumn: 12 } } }]);
        assert.deepEqual([first?.relatedLocations?.[0]?.physicalLocation?.region?.startLine, first?.relatedLocations?.[0]?.message?.text], [2, 'It is declared here first.']);
        for (const { ruleIndex, ruleId } of results) assert.equal(log.runs[0]?.tool.driver.rules?.[ruleIndex ?? -1]?.id, ruleId);
    });

    it('has fingerprints that survive moved lines, and differ from each other', async () => {
        const prints = (results: Result[]) => results.map(({ partialFingerprints }) => partialFingerprints?.['apimFinding/v1']);
        const before = prints((await sarifOf(files)).results);
        const moved = prints((await sarifOf({ ...files, 'a.apim': `\n\n// moved\n${files['a.apim']}` })).results);
        assert.deepEqual(moved, before);
        const twice = prints((await sarifOf({ 'a.apim': 'organization A {\n  plan P@1\n  plan P@1\n  plan P@1\n}\n' })).results);
        assert.equal(new Set(twice).size, twice.length);
        assert.ok(twice.length > 1);
    });

    it('writes names of files as a URI', async () => {
        const { results } = await sarifOf({ 'ä b#.apim': 'organization {' });
        assert.equal(results[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, '%C3%A4%20b%23.apim');
    });
});

describe('apim check --format junit', () => {
    it('has a suite a file; errors fail, and what is less is said', async () => {
        const { exit, out, err } = await new Workplace(files).apim('check', '--format', 'junit');
        assert.deepEqual([exit, err], [1, '2 errors, 1 warning in 3 files.\n']);
        assert.equal(out, lines(
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<testsuites name="apim check" tests="4" failures="2" errors="0" time="0">',
            '<testsuite name="a.apim" tests="1" failures="1" errors="0" skipped="0" time="0">',
            '<testcase name="duplicate-version 3:8" classname="a.apim" file="a.apim" line="3" time="0"><failure message="Version \'1\' of plan \'Gold\' is declared twice." type="duplicate-version">a.apim:3:8: error: Version \'1\' of plan \'Gold\' is declared twice. [duplicate-version]</failure></testcase>',
            '</testsuite>',
            '<testsuite name="b.apim" tests="2" failures="1" errors="0" skipped="0" time="0">',
            '<testcase name="unresolved-reference 2:25" classname="b.apim" file="b.apim" line="2" time="0"><failure message="\'A/Nowhere@1\' cannot be resolved." type="unresolved-reference">b.apim:2:25: error: \'A/Nowhere@1\' cannot be resolved. [unresolved-reference]</failure></testcase>',
            '<testcase name="client-without-contract 3:10" classname="b.apim" file="b.apim" line="3" time="0"><system-out>b.apim:3:10: warning: Client \'D\' consumes no API; it cannot be registered. [client-without-contract]</system-out></testcase>',
            '</testsuite>',
            '<testsuite name="empty.apim" tests="1" failures="0" errors="0" skipped="0" time="0">',
            '<testcase name="no problems" classname="empty.apim" file="empty.apim" time="0"/>',
            '</testsuite>',
            '</testsuites>'
        ));
    });

    it('is XML whatever a name holds', () => {
        assert.equal(escaped('a<b>&"\'\u0000\u001B\uD800\n'), 'a&lt;b&gt;&amp;&quot;\'\uFFFD\uFFFD\uFFFD&#10;');
    });
});

describe('apim check --format github', () => {
    it('is a workflow command a finding', async () => {
        const { out } = await new Workplace(files).apim('check', '--format', 'github');
        assert.equal(out, lines(
            '::error file=a.apim,line=3,col=8,endLine=3,endColumn=12,title=duplicate-version::Version \'1\' of plan \'Gold\' is declared twice.%0Aa.apim:2: It is declared here first.',
            '::error file=b.apim,line=2,col=25,endLine=2,endColumn=36,title=unresolved-reference::\'A/Nowhere@1\' cannot be resolved.',
            '::warning file=b.apim,line=3,col=10,endLine=3,endColumn=11,title=client-without-contract::Client \'D\' consumes no API; it cannot be registered.'
        ));
    });

    it('escapes what would end a property or the command', async () => {
        const { out } = await new Workplace({ ...quiet, 'a,b%:c.apim': 'organization A {\n  plan P@1\n  plan P@1\n}\n' }).apim('check', '--format', 'github');
        assert.match(out, /^::error file=a%2Cb%25%3Ac\.apim,line=3/);
    });

    it('names files from the root of the repository', async () => {
        const place = new Workplace(files);
        place.environment['GITHUB_WORKSPACE'] = join(place.folder, '..');
        const { out } = await place.apim('check', '--format', 'github');
        assert.ok(out.startsWith(`::error file=${place.folder.split('/').at(-1)}/a.apim,`), out);
    });
});

describe('apim check --format markdown', () => {
    it('is a table; what a message holds stays text', async () => {
        const { out } = await new Workplace({ ...files, 'b.apim': 'organization B {\n  client C@1 { contract `A|<b>`/N@1 via Gold }\n}\n' }).apim('check', '--format', 'markdown');
        assert.equal(out, lines(
            '# Check', '', '2 errors in 3 files.', '',
            '| Severity | Place | Finding | Rule |', '| --- | --- | --- | --- |',
            '| error | `a.apim:3:8` | Version \'1\' of plan \'Gold\' is declared twice. | `duplicate-version` |',
            '| error | `b.apim:2:25` | \'A\\|\\<b\\>/N@1\' cannot be resolved. | `unresolved-reference` |'
        ));
    });
});

describe('apim format --check --format', () => {
    it('github and json name the files', async () => {
        const place = new Workplace({ 'a.apim': 'organization A{}', 'b.apim': 'organization {' });
        assert.equal((await place.apim('format', '--check', '--format', 'github')).out, lines(
            '::error file=a.apim,title=not formatted::Format it with: apim format a.apim',
            '::error file=b.apim,title=left as it is::It cannot be formatted: it has a syntax error; look with apim check.'
        ));
        assert.deepEqual(JSON.parse((await place.apim('format', '--check', '--format', 'json')).out), { changed: ['a.apim'], broken: ['b.apim'] });
    });
});

describe('apim register and clients for a summary', () => {
    let stub: StubGateway;
    let failing = false;
    before(async () => {
        stub = await startStubGateway((request, response) => {
            if (!failing || request.method !== 'PUT' || !request.url?.includes('/clients')) return false;
            response.writeHead(400, { 'content-type': 'application/json' }).end('{"errorType":"Broken"}');
            return true;
        });
    });
    after(() => stub.stop());

    it('register tells failures where they are declared, clients lists states', async () => {
        const place = new Workplace();
        place.write({ 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${stub.url}" }\n` });
        place.environment['APIM_SECRET_SHOPPASSWORD'] = 'canary-4711';
        failing = true;
        const github = await place.apim('register', '--yes', '--format', 'github');
        assert.equal(github.exit, 4);
        assert.match(github.out, /^::error title=ShopInc\/BackOffice@1\.0 failed,file=shopinc\.apim,line=9::.*\n::error title=ShopInc\/MobileShop@2\.1 failed,file=shopinc\.apim,line=5::.*\n$/);
        const markdown = await place.apim('register', '--yes', '--format', 'markdown');
        assert.match(markdown.out, /^# Registration in test\n\n[\s\S]*\| failed \| register \| `ShopInc\/BackOffice@1\.0` \| `http.*` \| `shopinc\.apim:9` /);
        failing = false;
        assert.equal((await place.apim('register', '--yes', '--format', 'github')).out, '');
        const url = `${stub.url}/gateway/Acme/Orders/1.0`;
        assert.equal((await place.apim('clients', '--format', 'markdown')).out, lines(
            '# Clients in test', '', '| Client | State | API | Plan | Managed URL |', '| --- | --- | --- | --- | --- |',
            `| \`ShopInc/BackOffice@1.0\` | registered | \`Acme/Orders@1.0\` | Gold | \`${url}\` |`,
            '| `ShopInc/MobileShop@1.0` | retired |  |  |  |',
            `| \`ShopInc/MobileShop@2.1\` | registered | \`Acme/Orders@1.0\` | Gold | \`${url}\` |`
        ));
        assert.doesNotMatch(place.printed, /canary/);
    });
});
