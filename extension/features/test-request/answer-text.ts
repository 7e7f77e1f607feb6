import type { TestCall } from '../../../language-server/protocol.ts';
import type { Translate } from '../../infrastructure/translate.ts';

/** The answer to a test request for people, in Markdown. What came from elsewhere stands in code, where it cannot be anything else than text. */
export function answerAsMarkdown({ method, url, environment, user, status, milliseconds, headers, body, truncated, refusal }: TestCall, { client, api }: { client: string; api: string }, t: Translate): string {
    const limits = limitsOf(headers).map(({ name, limit, remaining, reset }) => `- ${code(name)}: ${[
        ...remaining === undefined ? [] : [limit === undefined ? t('{0} left', remaining) : t('{0} of {1} left', remaining, limit)],
        ...reset === undefined ? [] : [t('counted anew in {0}', timeText(reset, t))],
    ].join(', ')}`);
    return [
        `# ${status} · ${t('{0} ms', milliseconds)}`,
        ...refusal ? [`**${refusal.step ? t('Refused by {0} of {1}', refusal.step.title ?? refusal.step.type, refusal.step.originKey) : t('Refused by a policy')}**: ${code(refusal.message)} (${refusal.code})`] : [],
        [`- ${code(`${method} ${url}`)}`, `- ${t('{0} in the environment "{1}"', code(`${client} → ${api}`), environment)}`, ...user === undefined ? [] : [`- ${t('signed in as {0}', code(user))}`]].join('\n'),
        ...limits.length > 0 ? [`## ${t('What Is Left')}`, limits.join('\n')] : [],
        `## ${t('Body')}`,
        body === '' ? t('There is no text in it.') : fenced(readable(body), languageOf(headers)),
        ...truncated ? [t('The rest is left out.')] : [],
        `## ${t('Headers')}`, fenced(headers.map(([name, value]) => `${name}: ${value}`).join('\n'), 'http'),
    ].join('\n\n') + '\n';
}

/** What limits report of themselves; several of a kind have names of their own. */
function limitsOf(headers: TestCall['headers']): { name: string; limit?: string; remaining?: string; reset?: string }[] {
    const found = new Map<string, { name: string; limit?: string; remaining?: string; reset?: string }>();
    for (const [header, value] of headers) {
        const [, name, what] = /^(.+)-(limit|remaining|reset)$/i.exec(header) ?? [];
        if (name !== undefined && what !== undefined) {
            const limit = found.get(name.toLowerCase()) ?? { name };
            found.set(name.toLowerCase(), { ...limit, [what.toLowerCase()]: value });
        }
    }
    return [...found.values()].filter(({ limit, remaining }) => limit !== undefined || remaining !== undefined);
}

/** Roughly, as nobody counts thousands of seconds. What is no number of seconds stays as it came. */
function timeText(seconds: string, t: Translate): string {
    const number = Number(seconds);
    if (!/^\d+$/.test(seconds)) {
        return seconds;
    }
    if (number < 120) {
        return t('{0} s', seconds);
    }
    return number < 7200 ? t('{0} min', Math.round(number / 60)) : number < 172_800 ? t('{0} h', Math.round(number / 3600)) : t('{0} days', Math.round(number / 86_400));
}

/** Indented, where that changes nothing else: numbers that JavaScript cannot hold stay as they came. */
function readable(body: string): string {
    const bare = (text: string) => text.replaceAll(/\s/g, '');
    try {
        const indented = JSON.stringify(JSON.parse(body), undefined, 2);
        return bare(indented) === bare(body) ? indented : body.trimEnd();
    } catch {
        return body.trimEnd();
    }
}

function languageOf(headers: TestCall['headers']): string {
    const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    return /\bjson\b/i.test(type) ? 'json' : /\b(xml|html)\b/i.test(type) ? 'xml' : 'text';
}

function code(text: string): string {
    const fence = fenceFor(text, 1);
    return fence.length === 1 ? `\`${text.replaceAll('\n', ' ')}\`` : `${fence} ${text.replaceAll('\n', ' ')} ${fence}`;
}

function fenced(text: string, language: string): string {
    const fence = fenceFor(text, 3);
    return `${fence}${language}\n${text}\n${fence}`;
}

/** Longer than any run of backticks in the text. */
function fenceFor(text: string, least: number): string {
    return '`'.repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
}
