import { t } from '@vscode/l10n';
import { valueOf } from '../../language/extraction.ts';
import { convertValue } from '../../language/option-values.ts';
import type { Project } from '../../language/project.ts';
import { describeType, printOption } from '../../language/type-description.ts';
import { inCode } from './hover-contract.ts';
import { code } from './hover-declaration.ts';
import type { OptionAt } from './option-at.ts';
import { printValue } from './printed-value.ts';

/** Paragraphs on an option or an attribute: its type, its default, its documentation, and what a quantity comes out as. */
export function describeOption(project: Project, { option, owner, path, property }: OptionAt): string[] {
    const value = option.default ? ` = ${printValue(option.default)}` : '';
    const of = owner.kind === 'policy' ? t('Option of {0}', owner.type) : attributeOf[owner.of]();
    const place = path.length > 1 ? t('{0}, in {1}', of, inCode(path.slice(0, -1).join('.'))) : of;
    const type = option.type.kind === 'object' ? [] : [t('It is {0}.', describeType(option.type))];
    const needed = option.optional || option.default ? [] : [t('It must be set.')];
    return [
        code(`${printOption(option)}${value}`), option.documentation ?? '',
        [`${place}.`, ...type, ...needed].join(' '),
        option.secret ? t('A secret: write the name of a secret parameter, never the value itself.') : '',
        converted(project, option, property.value ? valueOf(property.value) : undefined)
    ];
}

const attributeOf: Record<Extract<OptionAt['owner'], { kind: 'attribute' }>['of'], () => string> = {
    organization: () => t('Attribute of an organization'), plan: () => t('Attribute of a plan'), api: () => t('Attribute of an API'), client: () => t('Attribute of a client'), contract: () => t('Attribute of a contract')
};

function converted(project: Project, { name, type, secret }: OptionAt['option'], value: ReturnType<typeof valueOf> | undefined): string {
    if (secret || value?.kind !== 'number' || value.unit === undefined || type.kind !== 'basic') return '';
    const { json } = convertValue(name, value, type, project.view.parameter);
    return typeof json !== 'number' && typeof json !== 'string' ? '' : t('{0} is {1} {2}.', inCode(printValue(value)), json, type.name);
}
