import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CommanderError } from 'commander';
import { plainArguments } from '../../../cli/check/plain-arguments.ts';
import { createColors } from '../../../cli/colors.ts';
import { checkCommand } from '../../../cli/commands/check.ts';
import { optionsOf } from '../../../cli/global-options.ts';
import { createProgram, type Commands } from '../../../cli/program.ts';
import { runs } from '../../support/random.ts';

/** What the whole program makes of arguments; undefined where it refuses them, or does something else than a check. */
async function parsed(args: readonly string[]): Promise<object | undefined> {
    let options: object | undefined;
    const colors = createColors(false);
    const shell = { colors: { out: colors, err: colors }, print: () => undefined, say: () => undefined } as unknown as Commands['shell'];
    const program = await createProgram({ shell, end: () => undefined }, async () => commands => checkCommand(commands).action((_, command) => { options = optionsOf(command); }));
    await program.parseAsync([...args], { from: 'user' }).catch((error: unknown) => { if (!(error instanceof CommanderError)) throw error; });
    return options;
}

describe('the arguments of a check that is run alone', () => {
    it('are what the whole program makes of them', async () => {
        const word = fc.constantFrom('check', 'format', '-C', '--project', '-e', '--environment', '--format', '--no-cache', '--cache', '-h', '--', '-', '', 'json', 'sarif', 'x', './a b', '-Cx', '--project=x', '--format=json', '-e=x');
        let plain = 0;
        await fc.assert(fc.asyncProperty(fc.array(word, { maxLength: 6 }).map(words => words.includes('check') ? words : ['check', ...words]), async args => {
            const options = plainArguments(args);
            if (!options) return;
            plain++;
            assert.deepEqual({ ...options }, { ...await parsed(args) });
        }), { numRuns: runs(3000) });
        assert.ok(plain > 50, `${plain} were plain`);
    });

    it('are the usual ones, and none with a secret in them', () => {
        assert.deepEqual(plainArguments(['check']), { format: 'text', cache: true });
        assert.deepEqual(plainArguments(['-e', 'test', 'check', '-C', 'shop', '--format', 'json', '--no-cache']), { format: 'json', cache: false, environment: 'test', project: 'shop' });
        for (const args of [['check', '--help'], ['check', '--format', 'xml'], ['check', '-C'], ['check', 'shop'], ['check', '-C', 'https://a:b@c'], ['check', '-e', 'APIM_SECRET_X=1'], []]) {
            assert.equal(plainArguments(args), undefined, args.join(' '));
        }
    });
});
