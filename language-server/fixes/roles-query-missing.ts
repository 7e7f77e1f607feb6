import { addTitle } from '../features/add-options.ts';
import { insertOptions } from '../lifecycle/insertion.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** What each identity source takes roles from. The names are those of a directory or database, for the user to set. */
const sources: Record<string, Record<string, string>> = {
    jdbcIdentity: { roleQuery: 'SELECT role FROM roles WHERE username = ?' },
    ldapIdentity: { membershipAttribute: 'memberOf', rolenameAttribute: 'cn' }
};

/** Says where the roles come from. */
export function fixRolesQueryMissing({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const source = syntaxAt(project, uri, range.start, 'Property');
    const object = source?.value;
    if (object?.$type !== 'ObjectValue') return [];
    const missing = Object.entries(sources[source?.key ?? ''] ?? {}).filter(([name]) => !object.properties.some(({ key }) => key === name));
    return missing.length === 0 ? [] : [{ title: addTitle(missing.map(([name]) => name)), edits: [insertOptions(project, uri, object, missing.map(([name, value]) => `${name}: "${value}"`).join(', '))] }];
}
