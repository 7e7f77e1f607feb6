import type { Packing } from '../../language/packing.ts';

/** Packs short texts, too, so that tests see packed files wherever there was time to pack them. */
export const packing: Packing = {
    pack: text => text.isWellFormed() ? Buffer.from(text).toString('latin1') : undefined,
    unpack: packed => Buffer.from(packed, 'latin1').toString()
};
