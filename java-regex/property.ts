import { binaryProperties, blocks, posixClasses, properties, scripts } from './property-names.ts';
import type { Reader } from './reader.ts';

/** What stands behind `\p` or `\P`, the cursor being on the brace or in front of the one letter. */
export function property(reader: Reader): void {
    const from = reader.cursor - 1;
    const isLong = reader.next() === brace;
    if (!isLong) reader.cursor--;
    reader.next();
    if (!isLong) {
        const letter = String.fromCodePoint(reader.at(reader.cursor));
        reader.read();
        if (!isKnown(letter, reader)) reader.fail(`'\\p${letter === '\0' ? '' : letter}' is no class of characters`, from);
        return;
    }
    let name = '';
    for (let point = reader.read(); point !== closing; point = reader.read()) {
        if (reader.cursor > reader.length) reader.fail("the brace of '\\p{' is never closed", from);
        name += String.fromCodePoint(point);
    }
    if (name === '') reader.fail("'\\p{}' names no class of characters", from);
    if (!isKnown(name, reader)) reader.fail(`'${name}' is no class of characters that Java knows`, from);
}

const brace = 0x7B, closing = 0x7D;

function isKnown(text: string, { flags }: Reader): boolean {
    const equals = text.indexOf('=');
    if (equals >= 0) {
        const value = text.slice(equals + 1);
        switch (text.slice(0, equals).toLowerCase()) {
            case 'sc': case 'script': return scripts.has(value.toUpperCase());
            case 'blk': case 'block': return isBlock(value);
            case 'gc': case 'general_category': return properties.has(value);
            default: return false;
        }
    }
    if (text.startsWith('In')) return isBlock(text.slice(2));
    if (text.startsWith('Is')) {
        const name = text.slice(2);
        return binaryProperties.has(name.toUpperCase()) || properties.has(name) || scripts.has(name.toUpperCase());
    }
    return properties.has(text) || (flags.has('U') && posixClasses.has(text.toUpperCase()));
}

/** By the constant of Java, or by the name of Unicode with or without its blanks. */
function isBlock(name: string): boolean {
    const wanted = name.toUpperCase();
    return blocks.has(wanted) || (unicodeNames ??= namesOfBlocks()).has(wanted);
}

/** Made for the first expression that names what is no constant: hardly any names a block at all. */
let unicodeNames: ReadonlySet<string> | undefined;

function namesOfBlocks(): Set<string> {
    return new Set(['GREEK', 'CYRILLIC SUPPLEMENTARY', 'COMBINING MARKS FOR SYMBOLS', 'COMBININGMARKSFORSYMBOLS', ...[...blocks].flatMap(constant => {
        const name = constant.replaceAll(/_(?=[A-Z1](_|$))/g, '-').replaceAll('_', ' ');
        return [name, name.replaceAll(' ', '')];
    })]);
}
