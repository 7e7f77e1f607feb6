import type { Project } from '../../language/project.ts';
import type { Draft, DraftSoFar } from './draft.ts';

/** What was chosen so far with everything else as it is proposed: a text can be made of it, and each answer be judged in its place. */
export function proposed(project: Project, soFar: DraftSoFar): Draft {
    const known = withoutBlanks(soFar);
    switch (known.kind) {
        case 'organization': return { name: 'Acme', ...known };
        case 'contract': return { client: '', api: '', plan: '', ...known };
        case 'version': {
            const { of = 'api', entity = '' } = known;
            return { version: nextVersion(project, of, entity.slice(0, entity.lastIndexOf('@'))), ...known, of, entity };
        }
        case 'plan': return { locked: true, ...versioned(project, 'plan', 'Gold', known), ...known };
        case 'client': return { contracts: [], ...versioned(project, 'client', 'MobileApp', known), ...known };
        case 'api': {
            const base = { ...versioned(project, 'api', 'Orders', known), ...known };
            return { state: 'draft', access: 'private', offers: [], ...base };
        }
    }
}

/** The version that comes after the newest one of that name, `1.0` for the first: `1.0` → `2.0`, `v4` → `v5`. */
export function nextVersion(project: Project, kind: 'plan' | 'api' | 'client', element: string): string {
    const taken = [...project.index.keys(kind)].filter(key => key.startsWith(`${element}@`)).map(key => key.slice(element.length + 1)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    const newest = taken.at(-1);
    if (newest === undefined) return '1.0';
    const [, front = '', number = '1', back = ''] = /^(\D*)(\d+)(.*)$/.exec(newest) ?? [];
    for (let next = Number(number) + 1; ; next++) {
        const candidate = `${front}${next}${back.replaceAll(/\d+/g, '0')}`;
        if (!taken.includes(candidate)) return candidate;
    }
}

function versioned(project: Project, kind: 'plan' | 'api' | 'client', usual: string, { organization = firstOrganization(project), name = usual }: { organization?: string; name?: string }) {
    return { organization, name, version: nextVersion(project, kind, `${organization}/${name}`) };
}

function firstOrganization(project: Project): string {
    return [...project.index.keys('organization')].sort()[0] ?? '';
}

/** What somebody left empty was not chosen; blanks around it are nobody's intention. */
function withoutBlanks<T extends object>(draft: T): T {
    return Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]).filter(([, value]) => value !== '' && value !== undefined)) as T;
}
