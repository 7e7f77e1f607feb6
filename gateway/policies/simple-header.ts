import type { Call } from '../call.ts';
import { EngineError } from '../engine-error.ts';
import type { HeaderList } from '../header-list.ts';
import type { BoundedRegexes } from './bounded-regexes.ts';
import type { JavaRegex } from './java-regex.ts';
import type { Options } from './options.ts';
import type { PolicyType } from './policy.ts';
import { regexOption } from './regex-option.ts';

/** Apiman's simple header plugin: sets headers, then takes out those whose name or value a pattern matches, whatever the case. */
export const simpleHeader: PolicyType = (options, { placeholders, regexes }) => {
    const additions = (options.parts('addHeaders') ?? []).map(readAddition);
    const removals = (options.parts('stripHeaders') ?? []).map(readRemoval);

    function add(headers: HeaderList, phase: Phase, call: Call | null): void {
        for (const { name, value, valueType, applyTo, overwrite } of additions) {
            if ((applyTo !== phase && applyTo !== 'Both') || (!overwrite && headers.has(name))) continue;
            if (valueType === 'Header' && !call) throw new EngineError(500, 'Invalid access when reading header value.');
            // Of the environment only what the gateway was started with; system properties are Java's.
            const resolved = { 'String': value, 'Env': placeholders.get(value), 'System Properties': undefined, 'Header': call?.headers.get(value) ?? '' }[valueType];
            if (resolved !== undefined) headers.set(name, resolved);
        }
    }

    /** A promise only where patterns have to be tried. */
    function changing(phase: Phase): (headers: HeaderList, call: Call | null) => undefined | Promise<undefined> {
        const concerned = removals.filter(({ applyTo }) => applyTo === phase || applyTo === 'Both');
        // Apiman joins the patterns to one; without any for values that is the empty pattern, and a header without a value is taken out.
        const takesEmpty = !concerned.some(({ of }) => of === 'Value');
        return (headers, call) => {
            add(headers, phase, call);
            if (concerned.length > 0) return strip(headers, concerned, takesEmpty, regexes);
            for (const name of namesWithoutValue(headers)) headers.remove(name);
            return undefined;
        };
    }

    const [changeRequest, changeResponse] = [changing('Request'), changing('Response')];
    return {
        request: call => changeRequest(call.headers, call),
        response: (_call, answer) => changeResponse(answer.headers, null),
    };
};

const phases = ['Request', 'Response', 'Both'] as const;
type Phase = typeof phases[number];

interface Removal { of: 'Key' | 'Value'; regex: JavaRegex; applyTo: Phase }

function readAddition(source: Options): { name: string; value: string; valueType: 'String' | 'Env' | 'System Properties' | 'Header'; applyTo: Phase; overwrite: boolean } {
    const name = source.text('headerName');
    const value = source.text('headerValue');
    const valueType = source.choice('valueType', ['String', 'Env', 'System Properties', 'Header']);
    const applyTo = source.choice('applyTo', phases);
    if (name === undefined || value === undefined || valueType === undefined || applyTo === undefined) throw source.error('headerName, headerValue, valueType and applyTo are needed.');
    return { name, value, valueType, applyTo, overwrite: source.flag('overwrite') ?? false };
}

function readRemoval(source: Options): Removal {
    const of = source.choice('stripType', ['Key', 'Value']);
    if (of === undefined) throw source.error('stripType is missing.');
    // `with` makes no difference on Apiman either: every pattern is a regular expression without regard to case.
    const regex = regexOption(source, 'pattern');
    return { of, regex: { ...regex, flags: regex.flags.includes('i') ? regex.flags : `${regex.flags}i` }, applyTo: source.choice('applyTo', phases) ?? 'Both' };
}

async function strip(headers: HeaderList, removals: Removal[], takesEmpty: boolean, regexes: BoundedRegexes): Promise<undefined> {
    const { raw } = headers;
    const names = raw.filter((_, at) => at % 2 === 0);
    const values = raw.filter((_, at) => at % 2 === 1);
    const doomed = new Set(takesEmpty ? namesWithoutValue(headers) : []);
    for (const { of, regex } of removals) {
        const matched = await regexes.matches(regex, of === 'Key' ? names : values);
        matched.forEach((isMatch, at) => isMatch && doomed.add(names[at]!));
    }
    for (const name of doomed) headers.remove(name);
}

function namesWithoutValue({ raw }: HeaderList): string[] {
    return raw.filter((_, at) => at % 2 === 0 && raw[at + 1] === '');
}
