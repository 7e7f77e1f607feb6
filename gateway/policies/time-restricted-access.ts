import { failure } from './policy.ts';
import type { Options } from './options.ts';
import type { PolicyType } from './policy.ts';
import { regexOption } from './regex-option.ts';

/**
 * Apiman's TimeRestrictedAccessPolicy: paths that can be called at certain times (UTC) only. A window whose end lies before its start
 * never matches on Apiman; strictly it goes over midnight, or over the end of the week.
 */
export const timeRestrictedAccess: PolicyType = (options, { regexes, clock, strict }) => {
    const rules = options.partsOrNone('rules').map(rule => ({
        pattern: regexOption(rule, 'pathPattern'),
        start: readTime(rule, 'timeStart'), end: readTime(rule, 'timeEnd'),
        days: { start: readDay(rule, 'dayStart'), end: readDay(rule, 'dayEnd') },
        options: rule,
    }));

    return {
        async request(call) {
            const path = call.destination?.trim() ? call.destination : '/';
            let concerned = false;
            const now = new Date(clock.now());
            for (const { pattern, start, end, days, options: rule } of rules) {
                const [isMatch] = await regexes.matches(pattern, [path]);
                if (!isMatch) continue;
                concerned = true;
                if (days.start === undefined || days.end === undefined) throw rule.error('dayStart and dayEnd are needed.');
                const day = now.getUTCDay() === 0 ? 7 : now.getUTCDay();
                const second = now.getUTCHours() * 3600 + now.getUTCMinutes() * 60 + now.getUTCSeconds();
                const inDays = isWithin(day, days.start, days.end + 1, strict);
                if (inDays && (start === undefined || end === undefined || isWithin(second, start, end, strict))) return undefined;
            }
            return concerned ? failure('Other', 10014, `Request ${call.destination} was rejected. Resource cannot be accessed in this time period.`) : undefined;
        },
    };
};

/** The end is not in it. */
function isWithin(value: number, start: number, end: number, wraps: boolean): boolean {
    return wraps && start >= end ? value >= start || value < end : value >= start && value < end;
}

/** Seconds of the day; undefined where none is given. */
function readTime(rule: Options, name: string): number | undefined {
    const text = rule.text(name);
    if (text === undefined) return undefined;
    const parts = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(text);
    if (!parts) throw rule.error(`${name} has to be a time as 08:30:00.`);
    return Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
}

function readDay(rule: Options, name: string): number | undefined {
    return rule.has(name) ? rule.whole(name) : undefined;
}
