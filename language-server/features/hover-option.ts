import { valueOf } from '../../language/extraction.ts';
import { convertValue } from '../../language/option-values.ts';
import type { Project } from '../../language/project.ts';
import { describeType, printOption } from '../../language/type-description.ts';
import { code } from './hover-declaration.ts';
import type { OptionAt } from './option-at.ts';
import { printValue } from './printed-value.ts';

/** Paragraphs on an option or an attribute: its type, its default, its documentation, and what a quantity comes out as. */
export function describeOption(project: Project, { option, owner, path, property }: OptionAt): string[] {
    const value = option.default ? ` = ${printValue(option.default)}` : '';
    const of = owner.kind === 'policy' ? `Option of ${owner.type}` : `Attribute of ${owner.of === 'organization' || owner.of === 'api' ? 'an' : 'a'} ${owner.of === 'api' ? 'API' : owner.of}`;
    const within = path.length > 1 ? `, in \`${path.slice(0, -1).join('.')}\`` : '';
    const needed = option.optional || option.default ? '' : ' It must be set.';
    return [
        code(`${printOption(option)}${value}`), option.documentation ?? '',
        `${of}${within}. ${option.type.kind === 'object' ? '' : `It is ${describeType(option.type)}.`}${needed}`.trim(),
        option.secret ? 'A secret: write the name of a secret parameter, never the value itself.' : '',
        converted(project, option, property.value ? valueOf(property.value) : undefined)
    ];
}

function converted(project: Project, { name, type, secret }: OptionAt['option'], value: ReturnType<typeof valueOf> | undefined): string {
    if (secret || value?.kind !== 'number' || value.unit === undefined || type.kind !== 'basic') return '';
    const { json } = convertValue(name, value, type, project.view.parameter);
    return typeof json !== 'number' && typeof json !== 'string' ? '' : `\`${printValue(value)}\` is ${json} ${type.name}.`;
}
