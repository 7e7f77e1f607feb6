/** Makes texts small, and the same texts of that again. */
export interface Packing {
    /** Undefined where a text cannot be packed, or that would not be worth it. */
    pack(text: string): Uint8Array | undefined;
    unpack(packed: Uint8Array): string;
}
