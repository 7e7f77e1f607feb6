/** What the page is told: a picture, what to say beside it, and whether it is the whole or a part. */
export interface Shown { svg: string; nodes: { id: string; key: string; canOpen: boolean }[]; part: string | undefined }

/** What the page asks for. */
export type Asked =
    | { kind: 'open'; id: string }
    | { kind: 'around'; id: string }
    | { kind: 'all' }
    | { kind: 'export' };
