import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressTest } from '../../gateway/policies/ip-list.ts';
import { BoundedRegexes } from '../../gateway/policies/bounded-regexes.ts';
import { isHarmless, RegexProblem, translateJavaRegex, translateJavaReplacement } from '../../gateway/policies/java-regex.ts';
import { runs } from '../support/random.ts';

describe('Java regular expressions', () => {
    for (const [pattern, matching, others] of [
        ['/a.c', ['/abc'], ['/ac', '/abcd']],
        ['(?i)/ABC', ['/abc'], ['/abd']],
        ['/[a-c&&[^b]]+', ['/acca'], ['/abc']],
        ['[\\w.-]+', ['a.b-c'], ['a b']],
        ['[]a]', [']', 'a'], ['b']],
        ['\\Q.*\\E+', ['.*', '.***'], ['ab']],
        ['\\p{Alpha}\\p{Digit}\\P{Upper}', ['a1b'], ['a1B', '11b']],
        ['\\p{Lu}\\p{IsLatin}', ['Äb'], ['äb']],
        ['(a|b)\\1', ['aa', 'bb'], ['ab']],
        ['(?<x>a)\\k<x>', ['aa'], ['a']],
        ['\\/\\-\\_a{2,3}?', ['/-_aa'], ['/-_a']],
        ['\\Aab\\z', ['ab'], ['abc']],
        ['\\x41\\u0042\\x{43}\\0104', ['ABCD'], ['abcd']],
        ['[^/]+(?=c)c', ['abc'], ['a/c']],
        ['a}]', ['a}]'], ['a']],
        ['[\\d\\s]+', ['1 2'], ['a']],
        ['[a\\-z]+', ['a-z'], ['b']],
    ] as const) {
        it(pattern, () => {
            const { source, flags } = translateJavaRegex(pattern);
            const whole = new RegExp(`^(?:${source})$`, flags);
            assert.deepEqual(matching.filter(text => !whole.test(text)), []);
            assert.deepEqual(others.filter(text => whole.test(text)), []);
        });
    }

    for (const pattern of ['a++', '(?>a)', 'a{', '*a', '(a', '[a', '\\', 'a\\y', 'x(?i)a', '\\G', '(?x)a', '\\p{Nonsense}']) {
        it(`${pattern} is refused`, () => assert.throws(() => translateJavaRegex(pattern), RegexProblem));
    }

    for (const [pattern, expected] of [
        ['/orders/.*', true], ['/old/(\\d+)', true], ['\\Q/a+(b)|*\\E', true], ['[a-z[*+|]&&[^)]]{2,5}?', true], ['(?<year>\\p{Digit}{4})', true],
        ['(a+)+', false], ['(?:a)*', false], ['a+a+', false], ['(a|a)', false], ['a?a?', false], ['(?=a)a', false], ['(a)\\1+', false],
    ] as const) {
        it(`${pattern} ${expected ? 'cannot' : 'may'} take long`, () => assert.equal(isHarmless(translateJavaRegex(pattern).source), expected));
    }

    it('what Java refuses is refused, though JavaScript would take it', () => {
        for (const [pattern, reason] of [['(?<a>x)(?<a>y)', /not valid/], ['a{,3}', /not valid/], ['[b-a]', /ends before it begins/]] as const) {
            assert.throws(() => translateJavaRegex(pattern), (error: unknown) => error instanceof RegexProblem && reason.test(error.message));
        }
    });

    it('every quoted text matches itself and nothing throws but a RegexProblem', () => {
        fc.assert(fc.property(fc.string().filter(text => !text.includes('\\E')), text => {
            const { source, flags } = translateJavaRegex(`\\Q${text}\\E`);
            assert.ok(new RegExp(`^(?:${source})$`, flags).test(text));
        }));
        fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'ab[]^-&\\Qp{}1,()?<>=!*+.|$') }), pattern => {
            try {
                translateJavaRegex(pattern);
            } catch (error) {
                assert.ok(error instanceof RegexProblem);
            }
        }), { numRuns: runs(2000) });
    });

    it('replacements name groups as Java does', () => {
        const regex = translateJavaRegex('(?<first>a)(b)');
        const replace = (replacement: string) => 'ab'.replace(new RegExp(regex.source, regex.flags), translateJavaReplacement(replacement, regex));
        assert.deepEqual(['$2$1', '$0!', '${first}-', '\\$1', '$12', '$$'.slice(1) + '1', 'x\\\\y'].map(replace), ['ba', 'ab!', 'a-', '$1', 'a2', 'a', 'x\\y']);
        for (const replacement of ['$3', '$', '$x']) assert.throws(() => translateJavaReplacement(replacement, regex), RegexProblem);
    });

    it('a pattern that never ends is given up, and those behind it are served', async () => {
        const regexes = new BoundedRegexes(1000);
        const [endless, quick] = await Promise.allSettled([
            regexes.matches(translateJavaRegex('(a+)+b'), ['a'.repeat(40)]),
            regexes.matches(translateJavaRegex('a+|c'), ['aaa', 'b']),
        ]);
        assert.equal(endless.status, 'rejected');
        assert.deepEqual(quick.status === 'fulfilled' && quick.value, [true, false]);
        await regexes.close();
    });
});

describe('entries of address lists', () => {
    for (const [entry, inside, outside] of [
        ['10.0.0.1', ['10.0.0.1'], ['10.0.0.2', '::1']],
        ['10.1.2.3/16', ['10.1.200.1'], ['10.2.0.0']],
        ['1.2.*.*', ['1.2.3.4'], ['1.3.3.4', '2001:db8::1']],
        ['1.*.3.4-6', ['1.9.3.5'], ['1.9.3.7']],
        ['192.168.0.*-192.168.99.*', ['192.168.50.1', '192.168.99.255'], ['192.168.100.0']],
        ['2001:db8::/32', ['2001:db8::5'], ['2001:db9::5', '10.0.0.1']],
        ['nonsense', [], ['127.0.0.1']],
        ['10.0.0.0/99', [], ['10.0.0.1']],
    ] as const) {
        it(entry, () => {
            const test = addressTest(entry);
            assert.deepEqual([inside.filter(address => !test(address)), outside.filter(test)], [[], []]);
        });
    }
});
