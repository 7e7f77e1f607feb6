/**
 * JSON and XML turned into one another as `org.json` does it for Apiman's transformation plugin: names in the order of a Java HashMap,
 * attributes as members, text beside elements as `content`, what looks like a number as a number.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** @throws SyntaxError */
export function jsonToXml(text: string): string {
    const value = parseJson(text);
    if (Array.isArray(value)) return elements(new Map([['element', value]]), 'root');
    if (!(value instanceof Map)) throw new SyntaxError('An object or a list is expected.');
    return elements(value, value.size > 1 ? 'root' : null);
}

/** @throws SyntaxError */
export function xmlToJson(text: string): string {
    const problem = XMLValidator.validate(text, { allowBooleanAttributes: true });
    if (problem !== true) throw new SyntaxError(`${problem.err.msg} (line ${problem.err.line})`);
    const root: JavaObject = new Map();
    for (const node of parser.parse(text) as XmlNode[]) addNode(root, node);
    return written(root);
}

type JavaObject = Map<string, JavaValue>;
/** A number is kept as it is written. */
interface JavaNumber { number: string }
type JavaValue = string | boolean | null | JavaNumber | JavaObject | JavaValue[];

/** An element by its name, or text by `#text`; attributes stand beside it in `:@`. */
type XmlNode = Record<string, unknown>;
const parser = new XMLParser({
    preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', allowBooleanAttributes: true,
    parseTagValue: false, parseAttributeValue: false, trimValues: true, ignoreDeclaration: true, ignorePiTags: true, cdataPropName: '#cdata',
});

function parseJson(text: string): JavaValue {
    const reviver = (_: string, value: unknown, context?: { source?: string }): unknown => {
        if (typeof value === 'number') return { number: context?.source ?? String(value) };
        return typeof value === 'object' && value !== null && !Array.isArray(value) && !('number' in value && Object.keys(value).length === 1 && typeof value.number === 'string')
            ? new Map(Object.entries(value)) : value;
    };
    return JSON.parse(text, reviver as (this: unknown, key: string, value: unknown) => unknown) as JavaValue;
}

function elements(value: JavaValue, name: string | null): string {
    if (value instanceof Map) {
        const inner = inJavaOrder(value).map(([key, member]) => {
            if (key === 'content') return Array.isArray(member) ? member.map(entry => escaped(plain(entry))).join('\n') : escaped(plain(member));
            if (Array.isArray(member)) return member.map(entry => Array.isArray(entry) ? `<${key}>${elements(entry, null)}</${key}>` : elements(entry, key)).join('');
            return elements(member, key);
        }).join('');
        return name === null ? inner : `<${name}>${inner}</${name}>`;
    }
    if (Array.isArray(value)) return value.map(entry => elements(entry, name ?? 'array')).join('');
    const text = escaped(plain(value));
    if (name === null) return `"${text}"`;
    return text === '' ? `<${name}/>` : `<${name}>${text}</${name}>`;
}

function plain(value: JavaValue): string {
    if (value instanceof Map || Array.isArray(value)) return written(value);
    return value === null ? 'null' : typeof value === 'object' ? value.number : String(value);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&apos;' };

function escaped(text: string): string {
    return text.replace(/[&<>"']|(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, character => entities[character] ?? `&#x${character.charCodeAt(0).toString(16)};`);
}

function addNode(target: JavaObject, node: XmlNode): void {
    for (const [name, content] of Object.entries(node)) {
        if (name === ':@') continue;
        if (name === '#text') accumulate(target, 'content', valueOf(content as string));
        else if (name === '#cdata') accumulate(target, 'content', cdata(content as XmlNode[]));
        else if (Array.isArray(content)) accumulate(target, name, elementValue(content, node[':@'] as Record<string, string | boolean> | undefined));
    }
}

function elementValue(content: XmlNode[], attributes: Record<string, string | boolean> | undefined): JavaValue {
    const members: JavaObject = new Map();
    for (const [name, value] of Object.entries(attributes ?? {})) accumulate(members, name, value === true ? '' : valueOf(String(value)));
    for (const node of content) addNode(members, node);
    if (members.size === 0) return '';
    return members.size === 1 && members.has('content') ? members.get('content')! : members;
}

function cdata(content: XmlNode[]): string {
    return content.map(node => (node['#text'] as string | undefined) ?? '').join('');
}

/** A second value of a name makes a list of both. */
function accumulate(target: JavaObject, name: string, value: JavaValue): void {
    const before = target.get(name);
    if (before === undefined) target.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else target.set(name, [before, value]);
}

function valueOf(text: string): JavaValue {
    if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
    if (/^null$/i.test(text)) return null;
    // Digits behind a leading zero are an identifier and no number.
    return /^-?(0|[1-9]\d*)(\.\d*)?([eE][+-]?\d+)?$/.test(text) ? { number: text } : text;
}

function written(value: JavaValue): string {
    if (value instanceof Map) return `{${inJavaOrder(value).map(([name, member]) => `${quoted(name)}:${written(member)}`).join(',')}}`;
    if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
    if (value === null) return 'null';
    if (typeof value === 'object') return /^[^eE]*\.[^eE]*$/.test(value.number) ? value.number.replace(/\.?0*$/, '') : value.number;
    return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
    return JSON.stringify(text).replaceAll('</', '<\\/').replace(/[\x7f-\xa0\u2000-\u20ff]/g, character => character === '\x7f' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** In the order in which a Java HashMap goes through its keys: by the low bits of their hashes, then as they came. */
function inJavaOrder(value: JavaObject): [string, JavaValue][] {
    let capacity = 16;
    while (value.size > capacity * 0.75) capacity *= 2;
    const place = (key: string): number => {
        let hash = 0;
        for (let at = 0; at < key.length; at++) hash = Math.imul(hash, 31) + key.charCodeAt(at) | 0;
        return (hash ^ hash >>> 16) & capacity - 1;
    };
    return [...value].map((entry): [number, [string, JavaValue]] => [place(entry[0]), entry]).toSorted(([a], [b]) => a - b).map(([, entry]) => entry);
}
