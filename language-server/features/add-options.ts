import { t } from '@vscode/l10n';
import type { AstNode } from 'langium';
import type { OptionDeclaration } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { insertOptions } from '../lifecycle/insertion.ts';
import { isRequired, optionSkeleton } from './completion-options.ts';
import { append, type Fix, type Problem } from './fix.ts';
import { innermost } from './option-at.ts';
import { writtenName } from './written-name.ts';

/** Writes options into the body of a policy or an object, each with a value to be replaced. Secrets become parameters. */
export function addOptions({ project, uri }: Problem, node: AstNode, options: readonly OptionDeclaration[]): Fix {
    return {
        title: addTitle(options.map(({ name }) => name)),
        edits: [insertOptions(project, uri, node, options.map(optionSkeleton).join(', ')), ...declareSecrets(project, uri, options)]
    };
}

/** Names what is added. */
export function addTitle(names: readonly string[]): string {
    const last = names.at(-1) ?? '';
    return names.length > 1 ? t('Add {0} and {1}', names.slice(0, -1).join(', '), last) : t('Add {0}', last);
}

/** Writes a policy with what it must be given. */
export function policySkeleton(project: Project, type: string): { text: string; options: readonly OptionDeclaration[] } {
    const options = project.view.policyType(type)?.options.filter(isRequired) ?? [];
    return { text: `policy ${writtenName(type)}${options.length === 0 ? '' : ` { ${options.map(optionSkeleton).join(', ')} }`}`, options };
}

/** Declares the secret parameters that such options name. */
export function declareSecrets(project: Project, uri: string, options: readonly OptionDeclaration[]): Fix['edits'] {
    const secrets = new Set(options.flatMap(secretsOf).filter(name => !project.index.keys('parameter').has(name)));
    return [...secrets].map(name => append({ project, uri }, `secret parameter ${writtenName(name)}`));
}

function secretsOf({ name, type, secret }: OptionDeclaration): string[] {
    if (secret) return [name];
    const inner = innermost(type);
    return inner.kind === 'object' ? inner.options.filter(isRequired).flatMap(secretsOf) : [];
}
