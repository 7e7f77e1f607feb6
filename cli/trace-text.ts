import type { TracedCall } from '../registration/local-gateway-tools.ts';
import type { Colors } from './colors.ts';

/**
 * What happened to a call, for a terminal: a line for the call, then a line for each policy in the order in which they ran, the back end
 * among them, with how long it took and what it changed.
 */
export function traceText(call: TracedCall, colors: Colors): string {
    const { at, method, target, status, isBrokenOff, milliseconds, client, plan, refusal, backend, steps = [] } = call;
    const paint = status < 300 ? colors.green : status < 400 ? colors.cyan : colors.red;
    const who = client === undefined ? [] : [colors.dim(`${client}${plan ? ` via ${plan}` : ''}`)];
    const head = [colors.dim(at.slice(11, 23)), paint(String(status)), method, target, ...(isBrokenOff ? [colors.yellow('broken off')] : []), colors.dim(duration(milliseconds)), ...who].join('  ');
    const width = Math.max(10, ...steps.map(({ policy }) => shortName(policy).length));
    const lineOf = (name: string, time: number, what: string, notes: string): string => `    ${name.padEnd(width)}  ${colors.dim(duration(time).padStart(7))}  ${what}${notes ? `  ${colors.dim(notes)}` : ''}`;
    const stepLine = ({ policy, phase, outcome, milliseconds: time, notes }: (typeof steps)[number]): string =>
        lineOf(shortName(policy), time, outcome === 'passed' ? phase === 'request' ? 'passed' : 'answered with' : colors.red(outcome), notes.join('  '));
    const asked = steps.filter(({ phase }) => phase === 'request').map(stepLine);
    // A policy that has nothing to say of the answer is not worth a line.
    const answered = steps.filter(({ phase, outcome, notes }) => phase !== 'request' && (outcome !== 'passed' || notes.length > 0)).map(stepLine);
    const behind = backend ? [lineOf('back end', backend.milliseconds, backend.status === undefined ? colors.red('no answer') : String(backend.status), backend.address)] : [];
    const why = refusal ? [`    ${colors.red('↳')} ${refusal.policy === undefined ? '' : `${shortName(refusal.policy)}: `}${refusal.message}${refusal.code === undefined ? '' : colors.dim(` (${refusal.code})`)}`] : [];
    return [head, ...asked, ...behind, ...answered, ...why].join('\n');
}

function shortName(policy: string): string {
    return policy.replace(/Policy$/, '');
}

function duration(milliseconds: number): string {
    return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
}
