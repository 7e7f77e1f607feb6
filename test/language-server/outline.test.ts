import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import { foldingRanges } from '../../language-server/features/folding.ts';
import { atOnce } from '../../language/in-turns.ts';
import { documentSymbols, workspaceSymbols } from '../../language-server/features/symbols.ts';
import { openProject } from '../support/project.ts';
import { checkSemanticTokens } from '../support/semantic-tokens.ts';

const text = `/**
 * Acme.
 */
organization Acme {
  description: "x"
  locked plan Gold@1.0 {
    policy Cors {
      allowOrigin: [
        "a"
      ]
    }
  }
  published public api Open@1.0 { offers Gold@1.0 with approval }
  retired client C@1.0 { contract Acme/Open@1.0 via Gold use S }
}
policies S { policy LogHeaders }
secret parameter pw
policy type T "t" : other {
  size: integer(1..2)
}
`;

describe('outline', () => {
    it('shows what a file declares, with its state', () => {
        const { project, uri } = openProject(text);
        assert.deepEqual(tree(atOnce(documentSymbols(project, uri('example.apim')))), [
            'Acme', '  Gold@1.0: locked', '    Cors: policy', '  Open@1.0: published public', '    Gold@1.0: offered with approval',
            '  C@1.0: retired', '    Acme/Open@1.0: via Gold', '    S: policies', 'S', '  LogHeaders: policy', 'pw: secret', 'T: other', '  size: integer(1..2)'
        ]);
    });
    it('shows what could be read of a file with errors', () => {
        const { project, uri } = openProject('organization A {\n  plan\n  client C@1.0 { contract }\n}\n');
        assert.deepEqual(tree(atOnce(documentSymbols(project, uri('example.apim')))), ['A', '  C@1.0']);
    });
    it('keeps each name inside its declaration', () => {
        const { project, uri } = openProject(text);
        const check = ({ range, selectionRange, children = [] }: DocumentSymbol): void => {
            assert.ok(range.start.line <= selectionRange.start.line && selectionRange.end.line <= range.end.line);
            children.forEach(check);
        };
        atOnce(documentSymbols(project, uri('example.apim'))).forEach(check);
    });
});

describe('workspace symbols', () => {
    const found = (query: string) => {
        const { project } = openProject(text);
        return workspaceSymbols(project, query).map(({ name, containerName }) => containerName ? `${containerName}/${name}` : name);
    };
    it('are found by a part of the name, whatever its case', () => assert.deepEqual(found('OPEN'), ['Acme/Open@1.0']));
    it('are all for an empty query', () => assert.deepEqual(found(''), ['Acme', 'Acme/Gold@1.0', 'Acme/Open@1.0', 'Acme/C@1.0', 'S', 'pw', 'T']));
    it('have a name, since an editor refuses all of them otherwise', () => {
        const { project } = openProject('organization `\n{ policies `` { policy Cors } }\nparameter p\n');
        assert.deepEqual(workspaceSymbols(project, '').map(({ name }) => name), ['p']);
    });
    it('are called what they are called, whatever is written behind their names', () => {
        const { project } = openProject('organization A@1 {\n  client C@1\n}\n');
        assert.deepEqual(workspaceSymbols(project, '').map(({ name, containerName }) => [name, containerName]), [['A', undefined], ['C@1', 'A']]);
    });
    it('are two hundred at most', () => {
        const { project } = openProject(Array.from({ length: 300 }, (_, index) => `parameter p${index}`).join('\n'));
        assert.equal(workspaceSymbols(project, 'p').length, 200);
    });
});

describe('folding', () => {
    it('folds bodies, lists and comments, and leaves the closing line', () => {
        const { project, uri } = openProject(text);
        assert.deepEqual(atOnce(foldingRanges(project, uri('example.apim'))).map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`), ['0-2 comment', '7-8', '6-9', '5-10', '3-13', '17-18']);
    });
    it('folds a file with errors too', () => {
        const { project, uri } = openProject('organization A {\n  plan {\n    policy\n  }\n}\n');
        assert.deepEqual(atOnce(foldingRanges(project, uri('example.apim'))).map(({ startLine, endLine }) => [startLine, endLine]), [[1, 2], [0, 3]]);
    });
});

describe('semantic tokens', () => {
    it('say what names mean and in which state it is', () => checkSemanticTokens(
        'organization A {\n  locked plan P@1\n  retired api X@1 { offers P@1 endpoint: "${host}/v1" }\n  client C@1 { contract A/X@1 via P policy RateLimiting { period: Day, limit: max } }\n}\nparameter host\nsecret parameter max',
        [
            'A namespace declaration', 'P struct declaration readonly', 'X interface declaration deprecated', 'P struct readonly', 'endpoint property', 'host parameter',
            'C class declaration', 'A namespace', 'X interface deprecated', 'P struct readonly', 'RateLimiting type defaultLibrary', 'period property', 'Day enumMember', 'limit property',
            'max parameter readonly', 'host parameter declaration', 'max parameter declaration readonly'
        ]
    ));
    it('say what a policy type declares', () => checkSemanticTokens('policy type T : other {\n  size: integer\n  mode: on | off\n}\n', [
        'T type declaration', 'size property declaration', 'integer type defaultLibrary', 'mode property declaration', 'on enumMember', 'off enumMember'
    ]));
});

function tree(symbols: readonly DocumentSymbol[], indent = ''): string[] {
    return symbols.flatMap(({ name, detail, children }) => [`${indent}${name}${detail ? `: ${detail}` : ''}`, ...tree(children ?? [], `${indent}  `)]);
}
