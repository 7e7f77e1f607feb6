import { t } from '@vscode/l10n';
import type { OrganizationDeclaration, Role } from '../language/declarations.ts';
import { fail, succeed, type Result } from './failure.ts';

/** Who somebody is. `user` is `undefined` where nobody has said so. */
export interface Person { user: string | undefined; admins?: readonly string[] }

/** What takes a role; the words stand in the refusal: "may not register clients in ShopInc". */
export type Action =
    | 'see clients' | 'register clients' | 'unregister clients' | 'publish APIs' | 'retire APIs' | 'read API keys'
    | 'delete' | 'restore' | 'make versions' | 'write declarations' | 'approve contracts' | 'change members';

/** `read API keys` is a viewer's right, as in Apiman (`clientView`). */
const roleFor: Record<Action, Role> = {
    'see clients': 'viewer', 'read API keys': 'viewer',
    'register clients': 'editor', 'unregister clients': 'editor', 'publish APIs': 'editor', 'retire APIs': 'editor',
    'delete': 'editor', 'restore': 'editor', 'make versions': 'editor', 'write declarations': 'editor', 'approve contracts': 'editor', 'change members': 'manager'
};

/** Which organizations somebody may see, and how many not. */
export interface Visibility {
    /** Names, in the order of their first declaration. */
    visible: string[];
    /** `hint` says how to see them; empty where nothing is hidden. */
    hidden: { count: number; hint: string };
}

/** An organization that declares members is seen by its members alone, one that declares none by everybody. */
export function visibleOrganizations(declarations: readonly OrganizationDeclaration[], person: Person, showAll = false): Visibility {
    const members = membersOf(declarations);
    const lifted = showAll && isAdmin(person);
    const visible = [...members.keys()].filter(name => lifted || isOpen(members, name) || rolesOf(members, name, person).size > 0);
    const count = members.size - visible.length;
    return { visible, hidden: { count, hint: count === 0 ? '' : hintFor(person, count) } };
}

/** A guard rail, not a wall: refuses with the role that is missing and who has it. */
export function mayDo(action: Action, organization: string, declarations: readonly OrganizationDeclaration[], person: Person): Result<void> {
    const members = membersOf(declarations);
    const role = roleFor[action];
    const roles = rolesOf(members, organization, person);
    if (isAdmin(person) || isOpen(members, organization) || (role === 'viewer' ? roles.size > 0 : roles.has(role))) {
        return succeed(undefined);
    }
    return fail({ kind: 'role-missing', action, organization, role, holders: holdersOf(action, organization, declarations), ...(person.user === undefined ? {} : { user: person.user }) });
}

/** Who may do something in an organization, by its declarations; empty where everybody may. */
export function holdersOf(action: Action, organization: string, declarations: readonly OrganizationDeclaration[]): string[] {
    const role = roleFor[action];
    return [...membersOf(declarations).get(organization)?.values() ?? []].filter(({ roles }) => role === 'viewer' || roles.has(role)).map(({ user }) => user);
}

type Members = Map<string, Map<string, { user: string; roles: Set<Role> }>>;

/** An organization may be written in several blocks; a user's roles in them add up. */
function membersOf(declarations: readonly OrganizationDeclaration[]): Members {
    const organizations: Members = new Map();
    for (const { name, members } of declarations) {
        const all = organizations.get(name) ?? new Map<string, { user: string; roles: Set<Role> }>();
        organizations.set(name, all);
        for (const { user, roles } of members) {
            const known = all.get(folded(user)) ?? { user, roles: new Set<Role>() };
            all.set(folded(user), known);
            roles.forEach(role => known.roles.add(role));
        }
    }
    return organizations;
}

function isOpen(members: Members, organization: string): boolean {
    return (members.get(organization)?.size ?? 0) === 0;
}

function rolesOf(members: Members, organization: string, { user }: Person): ReadonlySet<Role> {
    return (user === undefined ? undefined : members.get(organization)?.get(folded(user))?.roles) ?? new Set();
}

function isAdmin({ user, admins = [] }: Person): boolean {
    return user !== undefined && admins.some(admin => folded(admin) === folded(user));
}

function hintFor(person: Person, count: number): string {
    if (person.user === undefined) {
        return count === 1 ? t("1 organization is hidden: it declares members, and nobody has said who you are. Set apim.user, APIM_USER, or git's user.email.")
            : t("{0} organizations are hidden: they declare members, and nobody has said who you are. Set apim.user, APIM_USER, or git's user.email.", count);
    }
    const hidden = count === 1 ? t("1 organization is hidden: it declares members, and '{0}' is not among them.", person.user)
        : t("{0} organizations are hidden: they declare members, and '{1}' is not among them.", count, person.user);
    return `${hidden} ${isAdmin(person) ? t('Show All Organizations shows them.') : t('Ask a member to add you.')}`;
}

function folded(user: string): string {
    return user.trim().toLowerCase();
}
