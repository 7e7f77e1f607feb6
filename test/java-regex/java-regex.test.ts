import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { regexProblem } from '../../java-regex/judge.ts';
import { checkDiagnostics } from '../support/check-diagnostics.ts';

const verdicts = readFileSync(new URL('verdicts.txt', import.meta.url), 'utf8').trimEnd().split('\n').slice(1)
    .map(line => ({ isLegal: line.startsWith('legal'), pattern: line.slice(8).replaceAll('␤', '\n') }));

describe('a regular expression', () => {
    it(`is judged as by java.util.regex: ${verdicts.length} verdicts`, () => {
        assert.ok(verdicts.length >= 200);
        const wrong = verdicts.filter(({ isLegal, pattern }) => (regexProblem(pattern) === undefined) !== isLegal);
        assert.deepEqual(wrong, []);
    });

    it('is refused with a reason of ours, at a place inside it', () => {
        for (const { isLegal, pattern } of verdicts) {
            if (isLegal) continue;
            const problem = regexProblem(pattern);
            assert.match(problem?.message ?? '', /^[a-z'][^]*[a-z'}>]$/, pattern);
            assert.ok(problem && problem.offset >= 0 && problem.offset <= pattern.length, pattern);
        }
    });

    const reasons: [pattern: string, message: string, offset: number][] = [
        ['/a/(b', "a group is opened by '(' and never closed", 3],
        ['/a)', "')' closes no group", 2],
        ['*.json', "'*' repeats nothing", 0],
        ['/items/{id}', "'{' needs a number of repetitions; write '\\{' for the brace itself", 7],
        ['[a-z', "a class of characters is opened by '[' and never closed", 0],
        ['x[z-a]', 'a range of characters ends before it begins', 2],
        ['(?<=(a|bc)+)d', 'a look-behind has to have an obvious maximum length', 0],
        ['(?P<n>a)', "'(?' is followed by no flag and no kind of group that there is", 0],
        ['\\p{Letter}', "'Letter' is no class of characters that Java knows", 0],
        ['a\\y', "'\\y' means nothing here", 1]
    ];
    for (const [pattern, message, offset] of reasons) {
        it(`${pattern} says why`, () => assert.deepEqual(regexProblem(pattern), { message, offset }));
    }

    it('is marked where it is wrong, in one-line texts without escapes; what a parameter supplies is judged as a whole', () => checkDiagnostics(`
organization A { api X@1 {
  policy UrlRewriting { fromRegex: '/items/{id}', toReplacement: '/x', processRequestUrl: true }
//                                         ^ error[option-type]: 'fromRegex' must be a regular expression of Java: '{' needs a number of repetitions; write '\\{' for the brace itself.
  policy UrlRewriting { fromRegex: "/items/(\\\\d+", toReplacement: '/x', processRequestUrl: true }
//                                 ^^^^^^^^^^^^^^ error[option-type]: 'fromRegex' must be a regular expression of Java: a group is opened by '(' and never closed.
  policy IgnoredResources { rules: [{ pathPattern: path }, { pathPattern: '(?i)/[a-z&&[^x]]++\\Q.*\\E' }] }
//                                                 ^^^^ error[option-type]: 'pathPattern' must be a regular expression of Java: '*' repeats nothing.
} }
parameter path: string = "*"
`));

    it('with a placeholder of the gateway is not judged: only the gateway knows what it becomes', () => checkDiagnostics(`
organization A { api X@1 {
  policy UrlRewriting { fromRegex: '\${PREFIX}/(.*)', toReplacement: '/x', processRequestUrl: true }
//                                 ^^^^^^^^^^^^^^^^ warning[gateway-placeholder]: …
} }`));

    it('is judged as a default of a parameter', () => checkDiagnostics(`
parameter path: regex = '(a'
//                      ^^^^ error[parameter-type]: 'path' must be a regular expression of Java: a group is opened by '(' and never closed.
`));
});
