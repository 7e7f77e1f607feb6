import { FileRows } from '../../language/file-rows.ts';
import { Groups } from '../../language/groups.ts';

/** For tests whose texts are small: what concerns the blocks and the groups of a large one then shows in them. */
export function withTinyBlocks(): void {
    const { blockSize } = FileRows, { typedSize } = Groups;
    before(() => {
        FileRows.blockSize = Groups.typedSize = 2;
    });
    after(() => {
        FileRows.blockSize = blockSize;
        Groups.typedSize = typedSize;
    });
}
