/** What the page is told: of which project it is, a picture, unless nobody could read it, whether it is the whole or a part, and what hangs on that part. */
export interface Shown { project: string; svg: string | undefined; nodes: { id: string; key: string; canOpen: boolean }[]; part: string | undefined; impact: ImpactShown | undefined }

/** What is there again after a reload of the window. */
export interface GraphState { project: string; part?: string | undefined; zoom?: number | undefined }

/** In the words of the editor's language. `id` is the box of a client that can be opened. */
export interface ImpactShown {
    title: string;
    sentences: string[];
    organizations: { name: string; clients: { id: string | undefined; key: string; state: string; contracts: string[] }[] }[];
}

/** What the page asks for. */
export type Asked =
    | { kind: 'open'; id: string }
    | { kind: 'around'; id: string }
    | { kind: 'all' }
    | { kind: 'export' };
