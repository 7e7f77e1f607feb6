/** Numbers as people write them elsewhere, by what they mean here; undefined for a number that is written as it is meant. */
export function meantNumber(written: string): string | undefined {
    for (const [pattern, meant] of notations) {
        const found = pattern.exec(written);
        if (found) return meant(found);
    }
    return undefined;
}

const notations: [pattern: RegExp, meant: (found: RegExpExecArray) => string][] = [
    [/^0x[\da-f]+$/i, ([all]) => String(Number(all))],
    [/^-?\d{1,9}(\.\d{1,9})?e\d$/i, ([all]) => String(Number(all))],
    [/^-?\d+(_\d+)+([A-Za-z]*)$/, ([all]) => all.replaceAll('_', '')],
    // Nobody writes the last zero of a fraction that is none; three digits are a group.
    [/^(-?[1-9]\d{0,2})\.(\d\d0)([A-Za-z]*)$/, ([, front = '', group = '', unit = '']) => front + group + unit],
    [/^(-?)0+(\d.*)$/, ([, sign = '', rest = '']) => sign + rest]
];
