import { FileRows } from '../../language/file-rows.ts';

/** For tests whose texts are small: what concerns the blocks of a large one then shows in them. */
export function withTinyBlocks(): void {
    const usual = FileRows.blockSize;
    before(() => {
        FileRows.blockSize = 2;
    });
    after(() => {
        FileRows.blockSize = usual;
    });
}
