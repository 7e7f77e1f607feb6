import assert from 'node:assert/strict';
import type { Declaration } from '../../language/declarations.ts';
import { openProject } from '../support/project.ts';

/** Every form of language.md 2 to 4, and what it declares. `…` stands for nothing that matters here. */
const forms: Record<string, [text: string, expected: Partial<Declaration> & object]> = {
    'an organization without body': ['organization Acme "Acme Corporation"', { kind: 'organization', name: 'Acme', title: 'Acme Corporation' }],
    'a name in backticks, also one of the nine words': ['organization `2go` { plan `plan`@1.0 }', { kind: 'plan', organization: '2go', name: 'plan', version: '1.0' }],
    'names and versions with dots, dashes and underscores': ['organization a_b.c-d { plan _x-1.y@2024-01.rc_1 }', { organization: 'a_b.c-d', name: '_x-1.y', version: '2024-01.rc_1' }],
    'a locked plan with a title and no body': ['organization A { locked plan P@1 "Title \\"x\\" \\u00e4" }', { kind: 'plan', locked: true, title: 'Title "x" ä' }],
    'an API with both adjectives': ['organization A { published public api X@1 }', { kind: 'api', state: 'published', access: 'public' }],
    'a retired API without access': ['organization A { retired api X@1 }', { kind: 'api', state: 'retired', access: 'private' }],
    'a draft that is public': ['organization A { public api X@1 }', { kind: 'api', state: 'draft', access: 'public' }],
    'offers with and without approval': ['organization A { api X@1 { offers P@1 offers B/Q@2 with approval offers R@1 with approval for C/D@1, E@2 } }', {
        kind: 'api', offers: [
            { plan: 'A/P@1', approval: false, approvedFor: [] }, { plan: 'B/Q@2', approval: true, approvedFor: [] }, { plan: 'A/R@1', approval: true, approvedFor: ['C/D@1', 'A/E@2'] }
        ]
    }],
    'contracts with and without version and body': ['organization A { retired client C@1 { contract B/X@1 via P contract Y@2 via Q@3 { description: "why" } } }', {
        kind: 'client', retired: true, contracts: [
            { api: 'B/X@1', plan: 'P', attributes: [] },
            { api: 'A/Y@2', plan: 'Q', planVersion: '3', attributes: [{ key: 'description', value: { kind: 'template', parts: ['why'] } }] }
        ]
    }],
    'members with several roles': ['organization A { member "a@b.example" as editor, manager member "c" as viewer }', {
        kind: 'organization', members: [{ user: 'a@b.example', roles: ['editor', 'manager'] }, { user: 'c', roles: ['viewer'] }]
    }],
    'a policy without braces, and a use': ['organization A { plan P@1 { policy ApiKey use Limits } }', {
        policies: [{ kind: 'policy', type: 'ApiKey', options: { kind: 'object', entries: [] } }, { kind: 'use', set: 'Limits' }]
    }],
    'a policy set in an organization': ['organization A { policies Limits { policy Quota use Others } }', {
        kind: 'policies', name: 'Limits', policies: [{ kind: 'policy', type: 'Quota', options: { kind: 'object', entries: [] } }, { kind: 'use', set: 'Others' }]
    }],
    'a policy set at the top level': ['policies Limits { }', { kind: 'policies', name: 'Limits', policies: [] }],
    'a parameter': ['parameter host: url = "http://localhost"', {
        kind: 'parameter', name: 'host', secret: false, type: { kind: 'basic', name: 'url' }, default: { kind: 'template', parts: ['http://localhost'] }
    }],
    'a secret parameter': ['secret parameter password', { kind: 'parameter', name: 'password', secret: true }],
    'free words as attribute, name and value': ['organization type { plan published@1 { locked: via, use: secret, policies: as } }', {
        kind: 'plan', organization: 'type', name: 'published', attributes: [
            { key: 'locked', value: { kind: 'symbol', name: 'via' } }, { key: 'use', value: { kind: 'symbol', name: 'secret' } }, { key: 'policies', value: { kind: 'symbol', name: 'as' } }
        ]
    }],
    'all kinds of values': [`organization A { plan P@1 {
  a: "x\${p}y$\${Z:1} $$"
  b: '\\d \${raw}'
  c: """
one
  "two"\\n"""
  d: -1, e: 2.5, f: 10MB, g: true, h: Client
  i: [1, 2
3,]
  j: { k: 1, l: [] }
} }`, {
        attributes: [
            { key: 'a', value: { kind: 'template', parts: ['x', { parameter: 'p' }, 'y${Z:1} $$'] } },
            { key: 'b', value: { kind: 'raw', text: '\\d ${raw}' } },
            { key: 'c', value: { kind: 'raw', text: 'one\n  "two"\\n' } },
            { key: 'd', value: { kind: 'number', value: -1 } }, { key: 'e', value: { kind: 'number', value: 2.5 } },
            { key: 'f', value: { kind: 'number', value: 10, unit: 'MB' } }, { key: 'g', value: { kind: 'boolean', value: true } }, { key: 'h', value: { kind: 'symbol', name: 'Client' } },
            { key: 'i', value: { kind: 'list', items: [1, 2, 3].map(value => ({ kind: 'number' as const, value })) } },
            { key: 'j', value: { kind: 'object', entries: [{ key: 'k', value: { kind: 'number', value: 1 } }, { key: 'l', value: { kind: 'list', items: [] } }] } }
        ]
    }],
    'a policy type with every kind of option': [`
/** What it does. */
policy type Mine "My policy" : security {
  implementation: 'class:x.Y'
  authenticates: true
  /** How long. */
  wait?: quoted milliseconds(1..60000) as "timeWait" = 30s
  mode: "*" | GET | 403 = "*"
  only: "one"
  tokens: [secret string] = []
  nested: { a?: string(1..128), secret: secret string, as: integer as "b" } = {}
}`, {
        kind: 'policy-type', name: 'Mine', title: 'My policy', category: 'security', authenticates: true, documentation: 'What it does.',
        implementation: { kind: 'raw', text: 'class:x.Y' },
        options: [
            {
                name: 'wait', optional: true, secret: false, quoted: true, type: { kind: 'basic', name: 'milliseconds', min: 1, max: 60000 }, jsonName: 'timeWait',
                default: { kind: 'number', value: 30, unit: 's' }, documentation: 'How long.'
            },
            { name: 'mode', optional: false, secret: false, quoted: false, type: { kind: 'enumeration', values: ['*', 'GET', 403] }, default: { kind: 'template', parts: ['*'] } },
            { name: 'only', optional: false, secret: false, quoted: false, type: { kind: 'enumeration', values: ['one'] } },
            { name: 'tokens', optional: false, secret: false, quoted: false, type: { kind: 'list', element: { kind: 'basic', name: 'string' }, secret: true }, default: { kind: 'list', items: [] } },
            {
                name: 'nested', optional: false, secret: false, quoted: false, default: { kind: 'object', entries: [] },
                type: {
                    kind: 'object', options: [
                        { name: 'a', optional: true, secret: false, quoted: false, type: { kind: 'basic', name: 'string', min: 1, max: 128 } },
                        { name: 'secret', optional: false, secret: true, quoted: false, type: { kind: 'basic', name: 'string' } },
                        { name: 'as', optional: false, secret: false, quoted: false, type: { kind: 'basic', name: 'integer' }, jsonName: 'b' }
                    ]
                }
            }
        ]
    }],
    'CRLF and comments of all kinds': ['// a\r\norganization A { /* b */ plan P@1 // c\r\n}\r\n', { kind: 'plan', name: 'P' }],
    'a byte order mark': ['\uFEFForganization A { }', { kind: 'organization', name: 'A' }]
};

describe('the grammar', () => {
    for (const [name, [text, expected]] of Object.entries(forms)) {
        it(`parses ${name}`, () => {
            const { project, all } = openProject(text);
            assert.deepEqual(all().filter(({ code }) => code === 'syntax'), []);
            const last = [...project.index.inFile('file:///project/example.apim')].at(-1)?.declaration;
            assert.deepEqual(Object.fromEntries(Object.keys(expected).map(key => [key, last?.[key as keyof Declaration]])), expected);
        });
    }
});
