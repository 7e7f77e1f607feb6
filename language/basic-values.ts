import ipaddr from 'ipaddr.js';
import type { BasicTypeName, TypeExpression } from './declarations.ts';
import { regexProblem } from '../java-regex/judge.ts';
import { meantNumber } from './number-notation.ts';
import type { Scalar } from './option-values.ts';

type BasicType = Extract<TypeExpression, { kind: 'basic' }>;
/** A scalar, the unit that it was written with, and whether a parameter supplied it (then text may stand for a number). */
export interface GivenScalar { value: Scalar; unit?: string; parameter: boolean }

export type BasicResult =
    | { kind: 'value'; value: Scalar }
    /** `why` and the offset in the text, where more can be said than what was expected. */
    | { kind: 'mismatch'; why?: string; offset?: number }
    /** A quantity whose unit is of the wrong kind, does not exist or does not come out whole. */
    | { kind: 'unit'; quantity: string; expected: string; meant?: string | undefined };

/** The value that a scalar has as a basic type, converted to the unit of the type; ranges are judged after the conversion. */
export function basicValue(given: GivenScalar, type: BasicType): BasicResult {
    const measure = measures[type.name];
    if (measure) return quantity(given, type, measure);
    if (given.unit !== undefined) return unitMismatch(`${given.value}${given.unit}`, 'a number without a unit', meantByLetter(given.value, given.unit));
    switch (type.name) {
        case 'boolean': {
            const value = given.parameter && (given.value === 'true' || given.value === 'false') ? given.value === 'true' : given.value;
            return typeof value === 'boolean' ? { kind: 'value', value } : mismatch;
        }
        case 'integer':
        case 'number': {
            const value = given.parameter && typeof given.value === 'string' && given.value.trim() !== '' ? Number(given.value) : given.value;
            const fits = typeof value === 'number' && Number.isFinite(value) && (type.name === 'number' || Number.isSafeInteger(value)) && inRange(value, type);
            return fits ? { kind: 'value', value } : mismatch;
        }
        default: {
            const text = given.parameter ? String(given.value) : given.value;
            if (type.name === 'regex' && typeof text === 'string') return regexValue(text);
            const fits = typeof text === 'string' && inRange(text.length, type) && (patterns[type.name]?.(text) ?? true);
            return fits ? { kind: 'value', value: text } : mismatch;
        }
    }
}

/** What the gateway completes first, it alone can judge. */
function regexValue(text: string): BasicResult {
    const problem = text.includes('${') ? undefined : regexProblem(text);
    return problem ? { kind: 'mismatch', why: `a regular expression of Java: ${problem.message}`, offset: problem.offset } : { kind: 'value', value: text };
}

function unitMismatch(quantity: string, expected: string, meant?: string): BasicResult {
    return { kind: 'unit', quantity, expected, meant: meantNumber(quantity) ?? meant };
}

/** What is meant by a number with a letter behind it that stands for thousands; undefined where that is no whole number, or the letter none of these. */
function meantByLetter(value: Scalar, unit: string): string | undefined {
    const meant = Number((Number(value) * (thousands.get(unit) ?? Number.NaN)).toFixed(6));
    return Number.isSafeInteger(meant) ? String(meant) : undefined;
}

const thousands = new Map([['k', 1000], ['K', 1000], ['M', 1_000_000]]);

const mismatch: BasicResult = { kind: 'mismatch' };

/** What makes a text one of a type. A text with a placeholder that the gateway fills in is taken as it is where only the gateway can know. */
const patterns: Partial<Record<BasicTypeName, (text: string) => boolean>> = {
    // The pattern of the schemas of Apiman's plugins.
    header: text => /^[^()<>@,;:\\/[\]?={}\s]+$/.test(text),
    // `URL` passes over what is around an address; the gateway does not.
    url: text => text.includes('${') || (text.trim() === text && /^[a-z][a-z0-9+.-]*:\/\/[^/\s]/i.test(text) && URL.canParse(text)) || /^(jdbc|ldaps?):\S+$/i.test(text),
    time: text => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text),
    address: isAddress
};

/** An IPv4 or IPv6 literal, a CIDR block, a dashed range or an address with wildcards. */
function isAddress(text: string): boolean {
    const [from = '', to, ...rest] = text.split('-');
    if (to !== undefined) return rest.length === 0 && isAddress(from.trim()) && isAddress(to.trim());
    if (/^(\d{1,3}|\*)(\.(\d{1,3}|\*)){3}$/.test(text) && text.includes('*')) return text.split('.').every(part => part === '*' || Number(part) <= 255);
    return ipaddr.isValidCIDR(text) || (ipaddr.IPv6.isValid(text) && !text.includes('%')) || ipaddr.IPv4.isValidFourPartDecimal(text);
}

interface Measure { units: Record<string, number>; expected: string }

const sizes: Record<string, number> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };
const durations: Record<string, number> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

const measures: Partial<Record<BasicTypeName, Measure>> = {
    bytes: { units: sizes, expected: 'a size (B KB MB GB)' },
    milliseconds: { units: durations, expected: 'a duration (ms s min h d)' },
    seconds: { units: Object.fromEntries(Object.entries(durations).map(([unit, ms]) => [unit, ms / 1000])), expected: 'a duration in whole seconds (s min h d)' }
};

/** The units that any quantity of a type can be written in, the smallest first; a plain number has none. */
export function unitsOf(type: BasicTypeName): string[] {
    return Object.entries(measures[type]?.units ?? {}).filter(([, factor]) => factor >= 1).map(([unit]) => unit);
}

/** A number of a type that has units, in the largest unit in which it comes out whole: 600 seconds are 10min. The number alone where the type has none. */
export function inUnits(value: number, type: BasicTypeName): { value: number; unit?: string } {
    const [unit, factor] = Object.entries(measures[type]?.units ?? {}).filter(([, size]) => size >= 1 && value !== 0 && value % size === 0).at(-1) ?? [];
    return unit === undefined || factor === undefined ? { value } : { value: value / factor, unit };
}

function quantity(given: GivenScalar, type: BasicType, { units, expected }: Measure): BasicResult {
    const text = given.parameter && typeof given.value === 'string' ? /^(-?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(given.value) : undefined;
    const value = text ? Number(text[1]) : given.value;
    const unit = text ? text[2] || undefined : given.unit;
    if (typeof value !== 'number') return mismatch;
    const factor = unit === undefined ? 1 : units[unit];
    const result = Number((value * (factor ?? Number.NaN)).toFixed(6));
    if (!Number.isSafeInteger(result)) return unit === undefined ? mismatch : unitMismatch(`${value}${unit}`, expected);
    return inRange(result, type) ? { kind: 'value', value: result } : mismatch;
}

function inRange(value: number, { min, max }: BasicType): boolean {
    return value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}
