/** A table as generated code says it, for `unpackedTable` of language/packed-table.ts: each row by the earlier one that it is most like, and what is otherwise. */
export function packedRows(rows: readonly (readonly number[])[]): string {
    return lines(rows.map((row, number) => {
        const [like] = (number === 0 ? [[]] : rows.slice(0, number)).map((other, index) => ({ index, runs: runsOf(row, other) })).toSorted((a, b) => a.runs.length - b.runs.length);
        return `[${[like?.index, ...like?.runs ?? []].join(', ')}]`;
    }));
}

/** Where a row is not like another: from column, to column, value. */
function runsOf(row: readonly number[], other: readonly number[]): number[] {
    const differs = (column: number) => row[column] !== (other[column] ?? 0);
    return row.flatMap((value, column) => {
        if (!differs(column) || (column > 0 && differs(column - 1) && row[column - 1] === value)) return [];
        let last = column;
        while (row[last + 1] === value && differs(last + 1)) last++;
        return [column, last, value];
    });
}

/** Items of a list, as many a line as there is room for. */
export function lines(items: readonly (string | number)[]): string {
    const filled: string[] = [];
    for (const item of items) {
        const last = filled.at(-1);
        if (last !== undefined && last.length + String(item).length < 140) filled[filled.length - 1] = `${last}, ${item}`;
        else filled.push(String(item));
    }
    return filled.join(',\n    ');
}
