/** An implementation without its plugin version: what two releases of one plugin have in common. */
export function implementationKey(implementation: string): string {
    const plugin = /^plugin:([^:]*):([^:]*):[^:]*:(.*)$/.exec(implementation);
    return plugin ? `plugin:${plugin[1]}:${plugin[2]}:${plugin[3]}` : implementation;
}
