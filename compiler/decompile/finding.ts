/**
 * What somebody who imports has to know, in words for people. `left-out`: it is not in the source, and stays at the gateway as it is.
 * `differs`: the source says something else than the gateway holds, which the next registration would change. `note`: a choice that
 * the gateway does not tell. Never holds a secret.
 */
export interface ImportFinding { kind: 'left-out' | 'differs' | 'note'; entity: string; message: string }

/** Thrown while one entity is written and caught where the next one begins: what cannot be said exactly is left out as a whole. */
export class LeftOut extends Error {}
