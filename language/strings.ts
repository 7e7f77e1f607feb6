import type { RawValue, TemplateValue } from './declarations.ts';

/** Where in the written text (UTF-16 offset, the opening quote is 0) something is wrong, and what, in words for people. */
export interface StringProblem { offset: number; length: number; message: string }

/** A `${name}` in a string: the offset and length of the name in the written text. */
export interface Placeholder { name: string; offset: number; length: number }

export interface ParsedString { value: TemplateValue; placeholders: Placeholder[]; problems: StringProblem[] }

const escapes: Record<string, string> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t' };
const token = /\\u([0-9A-Fa-f]{4})|\\([\s\S])|\$\$(?=\{)|\$\{([^}"]*)\}|\$\{|[^\\$]+|[\s\S]/g;

/** Reads a string as it is written, quotes included: escapes, `${parameter}`, and `$${NAME}` which is passed on as `${NAME}`. */
export function parseString(written: string): ParsedString {
    const parts: TemplateValue['parts'] = [];
    const placeholders: Placeholder[] = [];
    const problems: StringProblem[] = [];
    const closed = isClosed(written);
    if (!closed) {
        problems.push({ offset: 0, length: written.length, message: 'This string is not closed: a `"` is missing at its end.' });
    }
    let literal = '';
    const flush = () => {
        if (literal !== '') parts.push(literal);
        literal = '';
    };
    for (const match of written.slice(1, closed ? -1 : undefined).matchAll(token)) {
        const [text, unicode, escape, name] = match;
        const offset = match.index + 1;
        if (unicode !== undefined) {
            literal += String.fromCharCode(Number.parseInt(unicode, 16));
        } else if (escape !== undefined) {
            const meaning = escapes[escape];
            if (meaning === undefined) {
                problems.push({ offset, length: text.length, message: `'${text}' is not an escape; known are \\" \\\\ \\n \\r \\t \\uXXXX. Write '…' for a text without escapes.` });
            }
            literal += meaning ?? escape;
        } else if (text === '$$') {
            literal += '$';
        } else if (name !== undefined) {
            flush();
            parts.push({ parameter: name.trim() });
            placeholders.push({ name: name.trim(), offset: offset + 2, length: name.length });
        } else {
            literal += text;
            if (text === '${') {
                problems.push({ offset, length: 2, message: 'This `${` is not closed: a `}` is missing.' });
            }
        }
    }
    flush();
    return { value: { kind: 'template', parts }, placeholders, problems };
}

/** Reads `'…'`: no escapes, no parameters. */
export function parseRaw(written: string): { value: RawValue; problems: StringProblem[] } {
    const closed = isClosed(written);
    return {
        value: { kind: 'raw', text: written.slice(1, closed ? -1 : undefined) },
        problems: closed ? [] : [{ offset: 0, length: written.length, message: "This text is not closed: a `'` is missing at its end." }]
    };
}

/** Reads `"""…"""`: verbatim, line ends LF, a line break directly behind the opening left out. */
export function parseText(written: string): RawValue {
    return { kind: 'raw', text: written.slice(3, -3).replaceAll('\r\n', '\n').replace(/^\n/, '') };
}

/** The text of a string where no parameter can stand (titles, members), as it reads. */
export function plainText(written: string): string {
    return parseString(written).value.parts.map(part => typeof part === 'string' ? part : `\${${part.parameter}}`).join('');
}

/** Whether a text as it is written, from its quote on, ends with one: behind an odd number of backslashes it belongs to the text, but not to one without escapes. */
export function isClosed(written: string): boolean {
    const last = written.length - 1;
    if (last < 1 || written[last] !== written[0]) return false;
    let at = last;
    while (written[0] === '"' && written[at - 1] === '\\') at--;
    return (last - at) % 2 === 0;
}
