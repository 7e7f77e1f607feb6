import { Command } from 'commander';
import { findLocalGateway, type LocalGateway } from '../../registration/local-gateway.ts';
import { advanceClock, traceCalls } from '../../registration/local-gateway-tools.ts';
import { stopFor, type Ending } from '../ending.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import type { Commands } from '../program.ts';
import type { Shell } from '../shell.ts';
import { traceText } from '../trace-text.ts';
import { withProject } from './gateway.ts';

/** `apim gateway trace`: what happens to each call, live. */
export function traceCommand({ shell, end }: Commands): Command {
    return new Command('trace')
        .description('Show live what happens to each call of the local gateway: which policy did what, how long it took, what remains of a limit.')
        .option('--format <format>', 'text, or json: a line of JSON a call', 'text')
        .addHelpText('after', `
Ends with Ctrl-C, or with the gateway. Keys, tokens and values of headers are not shown.

Examples:
  apim gateway trace
  apim gateway trace --format json | jq 'select(.status >= 400)'`)
        .action(async (_, command: Command) => {
            const options = optionsOf(command) as GlobalOptions & { format: string };
            if (options.format !== 'text' && options.format !== 'json') {
                return end({ exit: 64, message: `--format ${options.format} is not known: it is text or json.` });
            }
            end(await withGateway(shell, options, gateway => trace(shell, gateway, options.format === 'json')));
        });
}

/** `apim gateway time`: the virtual clock. */
export function timeCommand({ shell, end }: Commands): Command {
    return new Command('time')
        .argument('[advance]', 'how far to put the clock forward: +90s, +15min, +1h, +1d')
        .description('Tell the time of the local gateway, or put its clock forward to see what limits, quotas and tokens do later.')
        .addHelpText('after', `
The clock never goes back: restart the gateway to set it right.

Examples:
  apim gateway time
  apim gateway time +1d        a quota by day begins anew`)
        .action(async (advance: string | undefined, _: unknown, command: Command) => {
            const milliseconds = advance === undefined ? 0 : readDuration(advance);
            if (milliseconds === undefined) {
                return end({ exit: 64, message: `${advance} is no duration: write it as +90s, +15min, +1h or +1d.` });
            }
            end(await withGateway(shell, optionsOf(command), gateway => time(shell, gateway, milliseconds)));
        });
}

async function trace(shell: Shell, gateway: LocalGateway, asJson: boolean): Promise<Ending> {
    const signal = shell.interruptible(() => '');
    const traced = await traceCalls(
        gateway, signal, call => shell.print(`${asJson ? JSON.stringify(call) : traceText(call, shell.colors.out)}\n`),
        () => shell.say(`Tracing the calls of ${gateway.target.publicUrl ?? gateway.target.url}; Ctrl-C ends.`)
    );
    if (traced.ok && !signal.aborted) {
        shell.say('The local gateway has ended.');
    }
    return traced.ok ? 0 : stopFor(traced.failure);
}

async function time(shell: Shell, gateway: LocalGateway, milliseconds: number): Promise<Ending> {
    const told = await advanceClock(gateway, milliseconds);
    if (typeof told === 'string') {
        return { exit: 6, message: told };
    }
    shell.print(`${told.now}${told.ahead > 0 ? ` (${durationText(told.ahead)} ahead)` : ''}\n`);
    return 0;
}

async function withGateway(shell: Shell, options: GlobalOptions, use: (gateway: LocalGateway) => Promise<Ending>): Promise<Ending> {
    return withProject(shell, options, async (project, world) => {
        const running = await findLocalGateway(project, world);
        return running.ok ? use(running.value) : stopFor(running.failure);
    });
}

const units: [name: string, milliseconds: number][] = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000], ['ms', 1]];

/** Milliseconds. */
function readDuration(text: string): number | undefined {
    const [, amount = '', unit = ''] = /^\+(\d+)(d|h|min|s|ms)$/.exec(text) ?? [];
    const factor = units.find(([name]) => name === unit)?.[1];
    return factor === undefined ? undefined : Number(amount) * factor;
}

function durationText(milliseconds: number): string {
    let rest = milliseconds;
    const parts = units.flatMap(([name, factor]) => {
        const amount = Math.floor(rest / factor);
        rest -= amount * factor;
        return amount > 0 ? [`${amount}${name}`] : [];
    });
    return parts.slice(0, 2).join(' ');
}
