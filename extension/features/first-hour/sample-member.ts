/**
 * The sample's shop with one more member, who may register: it names its members, and whoever creates it would be a stranger in it.
 * Where nobody knows who that is, everybody is one.
 */
export function withMember(source: string, user: string | undefined): string {
    const members = /^ *member .*\n/gm;
    if (user === undefined) {
        return source.replace(members, '').replace(/\{\n\n/, '{\n');
    }
    const name = JSON.stringify(user);
    const last = source.match(members)?.at(-1);
    return last === undefined || source.includes(`member ${name}`) ? source : source.replace(last, () => `${last}  member ${name} as editor\n`);
}
