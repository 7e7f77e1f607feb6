import { escape } from './escape.ts';
import { property } from './property.ts';
import type { Reader } from './reader.ts';

const [opening, closing, caret, ampersand, hyphen, backslash] = [...'[]^&-\\'].map(letter => letter.codePointAt(0) ?? 0);

/** A class, the cursor being on its bracket; `consumes` tells whether the closing bracket is taken. Inside are classes, ranges and intersections. */
export function characterClass(reader: Reader, consumes: boolean, from = reader.cursor): void {
    let isFilled = false;
    let point = reader.next();
    for (; ;) {
        if (point === caret && reader.at(reader.cursor - 1) === opening) {
            point = reader.next();
            continue;
        }
        if (point === opening) {
            characterClass(reader, true);
            isFilled = true;
            point = reader.peek();
            continue;
        }
        if (point === ampersand) {
            point = reader.next();
            if (point === ampersand) {
                point = intersection(reader, isFilled, from);
                isFilled = true;
                continue;
            }
            reader.cursor--;
        } else if (point === 0 && reader.isAtEnd()) {
            reader.fail("a class of characters is opened by '[' and never closed", from);
        } else if (point === closing && isFilled) {
            if (consumes) reader.next();
            return;
        }
        range(reader);
        isFilled = true;
        point = reader.peek();
    }
}

/** What stands behind `&&`; returns the character behind it. */
function intersection(reader: Reader, hasLeft: boolean, from: number): number {
    let point = reader.next();
    let hasRight = false;
    while (point !== closing && point !== ampersand) {
        if (point === opening) {
            characterClass(reader, true);
        } else {
            reader.cursor--;
            characterClass(reader, false, from);
        }
        hasRight = true;
        point = reader.peek();
    }
    if (!hasLeft && !hasRight) reader.fail("'&&' needs something on one of its sides");
    return point;
}

/** One character, one escape, or a range of characters. */
function range(reader: Reader): void {
    const from = reader.cursor;
    let first = reader.peek();
    if (first === backslash) {
        const escaped = reader.nextEscaped();
        if (escaped === 0x70 || escaped === 0x50) return property(reader);
        const isRange = reader.at(reader.cursor + 1) === hyphen;
        reader.cursor--;
        const { point } = escape(reader, { inClass: true, isRange });
        if (point === undefined) return;
        first = point;
    } else {
        reader.next();
    }
    const end = reader.at(reader.cursor + 1);
    if (reader.peek() !== hyphen || end === opening || end === closing) return;
    reader.next();
    let last = reader.peek();
    if (last === backslash) last = escape(reader, { inClass: true, isRange: true }).point ?? -1;
    else reader.next();
    if (last < first) reader.fail('a range of characters ends before it begins', from);
}
