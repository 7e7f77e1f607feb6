/**
 * Reads YAML as most people write it: mappings and lists by indentation or on one line, words, whole numbers, true and false, and texts in quotes without
 * escapes. Of those there is one meaning; whatever else there is, and every mistake, is undefined here and left to a real parser. That one is large and
 * needs longer to start than a small project to be checked; a differential test holds this one to it.
 */
export function plainYaml(text: string): { value: unknown } | undefined {
    try {
        const lines = text.split(/\r?\n/).flatMap(lineOf);
        const reader: Reader = { lines, next: 0 };
        const value = lines.length === 0 ? null : block(reader, lines[0]!.indent);
        return reader.next === lines.length ? { value } : undefined;
    } catch (error) {
        if (error instanceof NotPlain) return undefined;
        throw error;
    }
}

class NotPlain extends Error {}

/** A line with something on it: how far it is indented, and what stands there without its comment. */
interface Line { indent: number; content: string }

interface Reader { lines: Line[]; next: number }

/** A text in quotes, or what neither begins nor holds anything that has a meaning. */
const scalar = String.raw`"[^"\\]*"|'[^']*'|[\w./@:+-]+`;
const key = String.raw`[A-Za-z][\w-]*`;
const entryForm = new RegExp(`^(${key}):(?: +(.*))?$`);
const tokenForm = new RegExp(String.raw` *(${key}:(?= )|[{}[\],]|${scalar})|(.)`, 'g');

function lineOf(line: string): Line[] {
    const written = withoutComment(line);
    if (!/^[ -~]*$/.test(written) || /^(---|\.\.\.|%)/.test(written)) throw new NotPlain();
    const content = written.trim();
    return content === '' ? [] : [{ indent: written.indexOf(content), content }];
}

function withoutComment(line: string): string {
    let quote = '';
    for (let at = 0; at < line.length; at++) {
        const [before, character] = [line[at - 1] ?? ' ', line[at]!];
        if (quote !== '') {
            if (character === quote) quote = '';
        } else if (character === '#' && before === ' ') {
            return line.slice(0, at);
        } else if ((character === '"' || character === "'") && ' [{,'.includes(before)) {
            quote = character;
        }
    }
    if (quote !== '') throw new NotPlain();
    return line;
}

function block(reader: Reader, indent: number): unknown {
    return reader.lines[reader.next]!.content.startsWith('- ') ? list(reader, indent) : mapping(reader, indent);
}

function list(reader: Reader, indent: number): unknown[] {
    const values: unknown[] = [];
    for (let line = reader.lines[reader.next]; line?.indent === indent && line.content.startsWith('- '); line = reader.lines[reader.next]) {
        const content = line.content.slice(2).trimStart();
        if (entryForm.test(content)) {
            // A mapping that begins behind the dash goes on below where it began.
            const inner = indent + line.content.length - content.length;
            reader.lines[reader.next] = { indent: inner, content };
            values.push(mapping(reader, inner));
        } else {
            values.push(inline(content));
            reader.next++;
        }
    }
    return values;
}

function mapping(reader: Reader, indent: number): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (let line = reader.lines[reader.next]; line && line.indent >= indent; line = reader.lines[reader.next]) {
        const [, name, rest] = entryForm.exec(line.content) ?? [];
        if (line.indent !== indent || name === undefined) throw new NotPlain();
        const below = reader.lines[++reader.next];
        if (rest !== undefined) add(values, name, inline(rest));
        else if (below && below.indent > indent) add(values, name, block(reader, below.indent));
        // A list may stand right below its key, which is left to others.
        else if (below?.indent === indent && below.content.startsWith('-')) throw new NotPlain();
        else add(values, name, null);
    }
    return values;
}

/** What stands on one line: `{ a: b }`, `[a, b]` or a single value. */
function inline(text: string): unknown {
    const tokens = [...text.matchAll(tokenForm)].map(([, token]) => token);
    let at = 0;
    const take = (): string => {
        const token = tokens[at++];
        if (token === undefined) throw new NotPlain();
        return token;
    };
    const several = (end: string, one: () => void) => {
        if (tokens[at] === end) { at++; return; }
        for (let separator = ','; separator === ',';) {
            one();
            separator = take();
            if (separator !== ',' && separator !== end) throw new NotPlain();
        }
    };
    const value = (): unknown => {
        const token = take();
        if (token === '[') {
            const values: unknown[] = [];
            several(']', () => values.push(value()));
            return values;
        }
        if (token === '{') {
            const values: Record<string, unknown> = {};
            several('}', () => {
                const name = take();
                // Neither a bracket nor a value: values do not end with a colon.
                if (!name.endsWith(':') || !entryForm.test(name)) throw new NotPlain();
                add(values, name.slice(0, -1), value());
            });
            return values;
        }
        return single(token);
    };
    const all = value();
    if (at !== tokens.length) throw new NotPlain();
    return all;
}

function single(token: string): unknown {
    if (/^["']/.test(token)) return token.slice(1, -1);
    if (token === 'true' || token === 'false') return token === 'true';
    if (/^(0|[1-9]\d{0,8})$/.test(token)) return Number(token);
    // A time, or what has too many dots for a number: a version, an address.
    if (/^\d+(ms|s|min)$|^\d+\.\d+\.[\w./-]*$/.test(token)) return token;
    if (!/^[A-Za-z][\w./@:+-]*$/.test(token) || token.endsWith(':') || isWord(token)) throw new NotPlain();
    return token;
}

/** What is a value and no text. */
function isWord(text: string): boolean {
    return /^(null|true|false)$/i.test(text);
}

function add(values: Record<string, unknown>, name: string, value: unknown): void {
    if (Object.hasOwn(values, name) || isWord(name)) throw new NotPlain();
    values[name] = value;
}
