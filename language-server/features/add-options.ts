import type { AstNode } from 'langium';
import type { OptionDeclaration } from '../../language/declarations.ts';
import { insertOptions } from '../lifecycle/insertion.ts';
import { optionSkeleton, secretsOf } from './completion-options.ts';
import { append, type Fix, type Problem } from './fix.ts';
import { writtenName } from './written-name.ts';

/** Writes options into the body of a policy or an object, each with a value to be replaced. Secrets become parameters. */
export function addOptions({ project, uri }: Problem, node: AstNode, options: readonly OptionDeclaration[]): Fix {
    const secrets = new Set(options.flatMap(secretsOf).filter(name => !project.index.keys('parameter').has(name)));
    return {
        title: `Add ${new Intl.ListFormat('en').format(options.map(({ name }) => name))}`,
        edits: [insertOptions(project, uri, node, options.map(optionSkeleton).join(', ')), ...[...secrets].map(name => append({ project, uri }, `secret parameter ${writtenName(name)}`))]
    };
}
