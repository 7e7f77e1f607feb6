/** Of the bundle: made of all that is in it, by scripts/bundle.ts. From the source there is none, since nobody would know when another source made a result. */
export function buildId(): string | undefined {
    return (globalThis as { apimBuild?: string }).apimBuild;
}
