/** Makes texts small, and the same texts of that again. */
export interface Packing {
    /** Undefined where a text cannot be packed, or that would not be worth it. */
    pack(text: string): string | undefined;
    unpack(packed: string): string;
}
