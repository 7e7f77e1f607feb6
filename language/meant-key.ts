import { elementOf, organizationOf } from './declarations.ts';
import type { ProjectIndex } from './project-index.ts';
import { nearest } from './suggestion.ts';

/**
 * What is meant by a key that names nothing, for the message as for the quick fix. A dot for the slash, or a forgotten organization are the likeliest mistakes;
 * otherwise it is the nearest name in the organization, or in the one that is nearest to an organization which there is not.
 */
export function meantKey(index: ProjectIndex, kind: 'plan' | 'api' | 'client', key: string): string | undefined {
    const element = elementOf(key), slashed = element.replace('.', '/');
    if (element.includes('.') && index.declares(kind, slashed)) return slashed;
    const elsewhere = [...index.called(kind, element)].filter(candidate => candidate !== key && elementOf(candidate) === element).sort()[0];
    if (elsewhere !== undefined) return elsewhere;
    const organization = organizationOf(key);
    const meant = index.entries('organization', organization).length > 0 ? organization : nearest(organization, index.keys('organization'));
    return meant === undefined ? undefined : nearest(`${meant}/${element}`, index.within(kind, meant));
}
