/** A row of a table in generated code: the row that it is like, and what is otherwise: from column, to column, value. */
export type PackedRow = readonly number[];

/** The table, row by row; a row begins at a multiple of its width. */
export function unpackedTable(rows: readonly PackedRow[], width: number): Uint16Array {
    const table = new Uint16Array(rows.length * width);
    for (const [row, [like = 0, ...changes]] of rows.entries()) {
        table.copyWithin(row * width, like * width, like * width + width);
        for (let index = 0; index < changes.length; index += 3) table.fill(changes[index + 2]!, row * width + changes[index]!, row * width + changes[index + 1]! + 1);
    }
    return table;
}
