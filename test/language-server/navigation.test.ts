import assert from 'node:assert/strict';
import { references } from '../../language-server/features/references.ts';
import { rename } from '../../language-server/features/rename.ts';
import { workspaceSymbols } from '../../language-server/features/symbols.ts';
import { openAtCursor } from '../support/cursor.ts';
import { checkDefinition, checkHighlight, checkReferences, checkRename } from '../support/navigation.ts';

const files = (shop: string) => ({
    'acme.apim': `organization Acme {
  locked plan Gold@1.0
  locked plan Gold@2.0
  published private api Orders@1.0 { offers Gold@1.0 with approval for Shop/C@1.0 endpoint: "\${host}/v1" }
  published private api Orders@2.0 { offers Gold@2.0 }
}
parameter host: url = "https://h.example"
policies Std { policy LogHeaders }
`,
    'shop.apim': shop
});
const shop = (contracts: string) => files(`organization Shop {\n  client C@1.0 { ${contracts} }\n}\n`);

describe('definition', () => {
    const cases: Record<string, [text: Parameters<typeof checkDefinition>[0], expected: readonly string[]]> = {
        'of an API in another file': [shop('contract Acme/Or<|>ders@2.0 via Gold'), ['acme.apim:5 Orders']],
        'of a version that is not declared: the others': [shop('contract Acme/Or<|>ders@3.0 via Gold'), ['acme.apim:4 Orders', 'acme.apim:5 Orders']],
        'of an organization: all its blocks': [{ ...shop('contract A<|>cme/Orders@2.0 via Gold'), 'more.apim': 'organization Acme {}' }, ['acme.apim:1 Acme', 'more.apim:1 Acme']],
        'of a plan that the API offers': [shop('contract Acme/Orders@2.0 via G<|>old'), ['acme.apim:3 Gold']],
        'of the other version of that plan': [shop('contract Acme/Orders@1.0 via G<|>old'), ['acme.apim:2 Gold']],
        'of a parameter in a text': ['parameter host\norganization A { api X@1 { endpoint: "${ho<|>st}" } }', ['example.apim:1 host']],
        'of a policy set': ['policies Std { }\norganization A { plan P@1 { use St<|>d } }', ['example.apim:1 Std']],
        'of a policy type of the project': ["policy type Mine : other { implementation: 'class:x' }\npolicies S { policy Mi<|>ne }", ['example.apim:1 Mine']],
        'of a shipped policy type': ['policies S { policy Rate<|>Limiting }', ['apim-prelude:/limiting.apim:4 RateLimiting']],
        'of an option': ['policies S { policy RateLimiting { lim<|>it: 1 } }', ['apim-prelude:/limiting.apim:8 limit']],
        'of an option in an object in a list': ['policies S { policy BasicAuthentication { staticIdentity: { identities: [{ user<|>name: "a" }] } } }', ['apim-prelude:/security.apim:26 username']],
        'of a value of an enumeration: its option': ['policies S { policy RateLimiting { period: D<|>ay } }', ['apim-prelude:/limiting.apim:12 period']],
        'of nothing': ['organi<|>zation A', []]
    };
    for (const [name, [text, expected]] of Object.entries(cases)) it(name, () => checkDefinition(text, expected));
});

describe('references', () => {
    it('of an API: one version', () => {
        checkReferences(shop('contract Acme/Orders@1.0 via Gold contract Acme/Or<|>ders@2.0 via Gold'), ['acme.apim:5 Orders', 'shop.apim:2 Orders']);
    });
    it('of a plan: contracts that reach this version of it', () => {
        checkReferences({ ...shop('contract Acme/Orders@1.0 via Gold contract Acme/Orders@2.0 via G<|>old') }, ['acme.apim:3 Gold', 'acme.apim:5 Gold', 'shop.apim:2 Gold']);
    });
    it('of a client, without its declaration', () => checkReferences(files('organization Shop {\n  client C<|>@1.0\n}\n'), ['acme.apim:4 C'], false));
    it('of a parameter, in texts and as a value', () => {
        checkReferences('parameter ho<|>st\norganization A { api X@1 { endpoint: "${host}/a"\ndefinition: host } }', ['example.apim:1 host', 'example.apim:2 host', 'example.apim:3 host']);
    });
    it('of a shipped policy type', () => checkReferences('policies S { policy Cors<|> policy Cors }', ['example.apim:1 Cors', 'example.apim:1 Cors']));
    it('of a value that is no parameter', () => checkReferences('policies S { policy RateLimiting { period: D<|>ay } }', []));
    it('are in the order of files, as workspace symbols and renamed places are, whatever was edited last', () => {
        const texts = Object.fromEntries(['a', 'b', 'c'].map(name => [`${name}.apim`, `organization ${name.toUpperCase()} {\n  client C@1.0 { contract Z/Or${name === 'b' ? '<|>' : ''}ders@1.0 via Gold }\n}\n`]));
        const { project, file, position } = openAtCursor({ ...texts, 'z.apim': 'organization Z { published private api Orders@1.0 }\n' });
        const answers = () => JSON.stringify([references(project, file, position, true), rename(project, file, position, 'Purchases'), workspaceSymbols(project, 'C')]);
        const fresh = answers();
        const uri = file.replace('b.apim', 'a.apim'), { text } = project.files.get(uri)!;
        project.setFile(uri, text.replace('C@1.0 {', 'D@1.0 {').replace('Orders', 'Others'));
        assert.notEqual(answers(), fresh);
        project.setFile(uri, text);
        assert.equal(answers(), fresh);
    });
    it('highlights those of the file', () => {
        checkHighlight('organization A { locked plan G@1 api X@1 { offers G<|>@1 } api Y@1 { offers G@1 } }', ['example.apim:1 G!', 'example.apim:1 G', 'example.apim:1 G']);
    });
});

describe('rename', () => {
    it('changes all versions of an element in all files', () => {
        const renamed = shop('contract Acme/Purchases@1.0 via Gold');
        checkRename(shop('contract Acme/Or<|>ders@1.0 via Gold'), 'Purchases', { ...renamed, 'acme.apim': renamed['acme.apim'].replaceAll('api Orders', 'api Purchases') });
    });
    it('changes a plan in contracts that name no version', () => {
        checkRename('organization A { locked plan Gold@1 published private api X@1 { offers Gold@1 } client C@1 { contract X@1 via Go<|>ld } }', 'Best',
            'organization A { locked plan Best@1 published private api X@1 { offers Best@1 } client C@1 { contract X@1 via Best } }');
    });
    it('changes an organization where references name it', () => {
        checkRename('organization A<|> { api X@1 }\norganization A {}\norganization B { client C@1 { contract A/X@1 via P } }', 'Z', 'organization Z { api X@1 }\norganization Z {}\norganization B { client C@1 { contract Z/X@1 via P } }');
    });
    it('changes a parameter in texts too, where it needs no backticks', () => {
        checkRename('parameter h<|>\norganization A { api X@1 { endpoint: "https://${h}"\ndefinition: h } }', '2go', 'parameter `2go`\norganization A { api X@1 { endpoint: "https://${2go}"\ndefinition: `2go` } }');
    });
    it('takes backticks away that are not needed any more', () => checkRename('policies `2go` { }\npolicies B { use `2g<|>o` }', 'go', 'policies go { }\npolicies B { use go }'));
    it('puts backticks around the words that begin a declaration', () => checkRename('policies S<|> { }', 'plan', 'policies `plan` { }'));
    it('puts backticks around the words in front of a declaration, which are no value of an organization', () => {
        checkRename('parameter text<|>: string\norganization A { description: text\nplan P@1 { } }', 'locked', 'parameter `locked`: string\norganization A { description: `locked`\nplan P@1 { } }');
    });
    it('changes a policy type of the project', () => checkRename("policy type M<|> : other { implementation: 'class:x' }\npolicies S { policy M }", 'N', "policy type N : other { implementation: 'class:x' }\npolicies S { policy N }"));
    it('refuses a shipped policy type', () => checkRename('policies S { policy Co<|>rs }', 'X', "'Cors' ships with apim and cannot be renamed; declare a policy type of your own."));
    it('refuses the name of a shipped policy type', () => checkRename('policy type M<|> : other', 'Cors', "'Cors' is the name of a policy type that ships with apim."));
    it('refuses what cannot stand in a URL', () => {
        checkRename('policies S<|> { }', 'a b', "'a b' cannot stand in a URL of the gateway: use letters, digits, '_', '.' and '-'.");
        checkRename('policies S<|> { }', '..', "'..' cannot stand in a URL of the gateway: use letters, digits, '_', '.' and '-'.");
    });
    it('refuses a name that is taken', () => checkRename('organization A { plan P<|>@1 plan Q@2 }', 'Q', "'Q' already exists."));
    it('refuses a parameter to become what stands for a value', () => {
        checkRename('parameter p<|>\npolicies S { policy RateLimiting { period: Day } }', 'Day', "'Day' already stands for a value elsewhere in the project; it would then mean the parameter.");
    });
    it('refuses what is declared nowhere', () => checkRename('policies S { use X<|> }', 'Y', "'X' is declared nowhere in the project."));
    it('refuses what is no name', () => checkRename('poli<|>cies S { }', 'Y', 'Only a name that stands for something declared can be renamed.'));
    it('refuses the parameter that is always there', () => checkRename('organization A { api X@1 { endpoint: "${apiman<|>Version}" } }', 'v', "'apimanVersion' is always there and cannot be renamed."));
});
