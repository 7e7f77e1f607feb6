import { t } from '@vscode/l10n';
import { decompile, type DecompiledProject } from '../../compiler/decompile/decompile.ts';
import type { ImportFinding } from '../../compiler/decompile/finding.ts';
import type { FoundDocument } from '../../compiler/decompile/gateway-beans.ts';
import { keyOf } from '../../language/declarations.ts';
import type { Environment } from '../../project/environment.ts';
import type { Sealed } from '../../registration/sealed.ts';
import { Secret } from '../../registration/secret.ts';
import type { ProjectSession } from '../session/project-session.ts';
import { differingEntities } from './comparison.ts';
import { importedTexts } from './imported-texts.ts';

/** Source made of what stands at a gateway, to be looked at before anything is written. */
export interface ImportedSource {
    /** Texts of the files that change or come into being, by URI. */
    texts: Map<string, string>;
    /** Elements (`api:Acme/Orders@1.0`) that are declared in them. */
    imported: string[];
    /** Elements that the project declares already, and that are left alone. */
    declared: string[];
    findings: ImportFinding[];
    /** Values of the secret parameters that they use; they stand in none of the files. */
    secrets: Map<string, Secret>;
    /** The project as it would be. */
    edited: ProjectSession;
}

/** @param from where the document was found, for the comment on top of a new file */
export function importDocument(session: ProjectSession, environment: Environment, document: Sealed<FoundDocument>, { wanted, from }: { wanted?: ((element: string) => boolean) | undefined; from: string }): ImportedSource {
    const secrets = new Map<string, Secret>();
    const { services, prelude } = session.project.language;
    const found = document.reveal();
    const decompiled = decompile({
        document: found, entries: session.entries(environment), shippedTypes: prelude.types, parameters: environment.parameters, ...wanted ? { wanted } : {},
        onSecret: (name, value) => secrets.set(name, new Secret(value))
    });
    const texts = importedTexts(session, services, decompiled, from);
    const edited = session.with(texts);
    const compiled = edited.compile(environment, name => secrets.get(name)?.reveal() ?? `\${${name}}`).document;
    const imported = importedElements(decompiled);
    const told = new Set(decompiled.findings.filter(({ kind }) => kind === 'differs').map(({ entity }) => entity));
    const differing = differingEntities(found, compiled, imported).filter(entity => !told.has(entity)).map((entity): ImportFinding => ({
        kind: 'differs', entity, message: t('The source does not say exactly what stands at the gateway; the preview of the registration shows where.')
    }));
    return { texts, imported, declared: decompiled.declared, findings: [...decompiled.findings, ...differing], secrets, edited };
}

function importedElements({ organizations }: DecompiledProject): string[] {
    return organizations.flatMap(({ plans, apis, clients }) => [...plans, ...apis, ...clients].map(declaration => `${declaration.kind}:${keyOf(declaration)}`));
}

