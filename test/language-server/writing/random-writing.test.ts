import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatText } from '../../../language-server/features/formatting.ts';
import type { ProjectSession } from '../../../language-server/session/project-session.ts';
import { choicesOf } from '../../../language-server/writing/choices.ts';
import type { DraftSoFar } from '../../../language-server/writing/draft.ts';
import { judged } from '../../../language-server/writing/judge.ts';
import { language } from '../../support/language.ts';
import { runs } from '../../support/random.ts';
import { openSession } from '../../support/writing.ts';

/** Answers at random. Numbers pick from what there is to choose from, as a person would. */
const name = fc.oneof(fc.constantFrom('Acme', 'Gold', 'Orders', 'Silver', 'app', '2go', 'api', 'true', 'a.b-c_d', 'Ümläut', 'x`y', ''), fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,8}$/));
const version = fc.option(fc.constantFrom('1.0', '1.10', '2', 'v4', '2024-05', '..', 'a b'), { nil: undefined });
const title = fc.option(fc.oneof(fc.constantFrom('A "title"', 'with ${parameter}', '\\', 'ünïcode €'), fc.string({ maxLength: 10 })), { nil: undefined });
const url = fc.constantFrom('https://a.example', 'http://localhost:9001/v1', '${host}/v1', '${made}', 'a.example', 'https://a.example?x=1', 'https://"', '');
const pick = fc.nat(50);
const limit = fc.option(fc.record({
    policy: fc.constantFrom('RateLimiting' as const, 'Quota' as const, 'TransferQuota' as const), limit: fc.constantFrom('1', '1000', '10MB', '0', '-1', 'x y', '}'),
    period: fc.constantFrom('Second' as const, 'Day' as const, 'Year' as const)
}), { nil: undefined });
const signIn = fc.option(fc.oneof(
    fc.record({ policy: fc.constant('Jwt' as const), keys: fc.constantFrom('https://login.example/jwks', 'nothing') }),
    fc.record({ policy: fc.constant('KeycloakOAuth' as const), realm: fc.constantFrom('https://login.example/realms/a', '') }),
    fc.record({ policy: fc.constant('BasicAuthentication' as const), username: fc.constantFrom('caller', '"'), parameter: fc.constantFrom('secret1', 'host', 'a b') })
), { nil: undefined });
const parameter = fc.option(fc.record({ name: fc.constantFrom('made', 'host', 'a b'), default: url }), { nil: undefined });
const answers = fc.record({
    kind: fc.constantFrom('organization' as const, 'plan' as const, 'api' as const, 'client' as const, 'contract' as const),
    name, version, title, url, limit, signIn, parameter, organization: pick, api: pick, plan: pick, client: pick, file: pick, flag: fc.boolean(), other: fc.boolean()
});
type Answers = typeof answers extends fc.Arbitrary<infer T> ? T : never;

const sample = (folder: string): Record<string, string> => Object.fromEntries(readdirSync(join(import.meta.dirname, '../../../samples', folder)).filter(file => /\.apim$|^apim\.yaml$/.test(file))
    .map(file => [file, readFileSync(join(import.meta.dirname, '../../../samples', folder, file), 'utf8')]));
const bases: Record<string, string>[] = [{}, sample('shop'), sample('hospital'), { 'one-line.apim': 'organization Acme { client C@1.0 }\norganization B\n\nparameter host: url = "https://h.example" // where\n' }];

describe('writing by choosing, at random', () => {
    it('writes what can be read, is formatted and brings no error, whatever is chosen', () => {
        let count = 0;
        fc.assert(fc.property(fc.constantFrom(...bases), fc.array(answers, { minLength: 1, maxLength: 6 }), (files, sequence) => {
            let session = openSession(files);
            for (const each of sequence) {
                const next = written(session, each);
                count += next === session ? 0 : 1;
                session = next;
            }
        }), { numRuns: runs(20) });
        assert.ok(count > 10, `only ${count} were written`);
    });
});

/** The project after one more declaration, or as it was where the answers are refused. */
function written(session: ProjectSession, each: Answers): ProjectSession {
    const environment = session.environment();
    assert.ok(environment.kind === 'environment');
    const draft = draftOf(session, each);
    const found = judged(session, draft, environment);
    if (!found.written || found.problems.some(({ severity }) => severity === 'error')) return session;
    const after = session.with(found.written.texts);
    const why = JSON.stringify({ draft, texts: Object.fromEntries(found.written.texts) }, undefined, 1);
    const messages = (of: ProjectSession) => of.errors(environment.environment).map(({ uri, diagnostic }) => `${uri} ${diagnostic.message}`);
    const before = new Set(messages(session));
    assert.deepEqual(messages(after).filter(message => !before.has(message)), [], why);
    for (const [uri, text] of found.written.texts) {
        if (!uri.endsWith('.apim')) continue;
        const old = session.project.files.get(uri)?.document.textDocument.getText();
        assert.deepEqual(after.project.files.get(uri)?.syntax, [], why);
        if (old === undefined || formatText(language.services, old) === old) assert.equal(text, formatText(language.services, text), why);
        // Everything that stood there still does.
        const declared = new Set(after.project.index.inFile(uri).map(({ declaration }) => `${declaration.kind} ${declaration.name}`));
        for (const { declaration } of session.project.index.inFile(uri)) assert.ok(declared.has(`${declaration.kind} ${declaration.name}`), why);
    }
    return after;
}

function draftOf(session: ProjectSession, each: Answers): DraftSoFar {
    const choices = choicesOf(session.project, { mayWrite: () => true, relative: uri => session.relative(uri), environments: ['local'] });
    const one = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)];
    const given = <T extends object>(values: T) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
    const organization = one(choices.organizations, each.organization)?.name;
    const plan = one(choices.plans.filter(({ key, locked }) => locked && key.startsWith(`${organization}/`)), each.plan)?.key;
    const api = one(choices.apis, each.api);
    const agreement = api && { api: api.key, plan: one(api.offers, each.plan)?.key ?? '' };
    switch (each.kind) {
        case 'organization': return { kind: 'organization', ...given({ name: each.name, title: each.title, file: each.flag ? one(choices.files, each.file)?.uri : undefined }) };
        case 'plan': return { kind: 'plan', locked: each.flag, ...given({ organization, name: each.name, version: each.version, title: each.title, limit: each.limit }) };
        case 'client': return { kind: 'client', contracts: agreement ? [agreement] : [], ...given({ organization, name: each.name, version: each.version, title: each.title }) };
        case 'contract': return { kind: 'contract', ...given({ client: one(choices.clients, each.client)?.key }), ...agreement };
        case 'api': return {
            kind: 'api', state: each.flag ? 'published' : 'draft', access: each.other ? 'public' : 'private', offers: plan && !each.other ? [plan] : [],
            ...given({ organization, name: each.name, version: each.version, title: each.title, description: each.title, endpoint: each.url, signIn: each.signIn, parameter: each.parameter, type: each.flag ? 'soap' as const : 'rest' as const })
        };
    }
}
