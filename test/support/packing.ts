import type { Packing } from '../../language/packing.ts';

/** Packs short texts, too, so that tests see packed files wherever there was time to pack them. */
export const packing: Packing = {
    pack: text => text.isWellFormed() ? new TextEncoder().encode(text) : undefined,
    unpack: packed => new TextDecoder('utf-8', { ignoreBOM: true }).decode(packed)
};
