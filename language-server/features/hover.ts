import type { Hover } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import { rangeOf } from '../../language/places.ts';
import type { Project } from '../../language/project.ts';
import { contractAt, describeContract } from './hover-contract.ts';
import { describeName } from './hover-declaration.ts';
import { describeKeyword } from './hover-keyword.ts';
import { describeOption } from './hover-option.ts';
import { nameAt } from './name-at.ts';
import { optionAt } from './option-at.ts';

/** What stands at a position, in Markdown; never the value of a secret. */
export function hover(project: Project, uri: string, position: Position): Hover | undefined {
    const name = nameAt(project, uri, position);
    if (name) {
        const contract = name.kind === 'api' || name.kind === 'plan' ? contractAt(project, uri, name.site) : undefined;
        return markdown([...contract ? [...describeContract(project, contract), '---'] : [], ...describeName(project, name)], name.site.range);
    }
    const option = optionAt(project, uri, position);
    const word = option ? undefined : describeKeyword(project, uri, position);
    if (word) return markdown([word.meaning], word.range);
    return option && markdown(describeOption(project, option), option.onKey ? rangeOf(option.property, 'key') : rangeOf(option.property, 'value'));
}

function markdown(paragraphs: readonly string[], range: Hover['range']): Hover | undefined {
    const value = paragraphs.filter(paragraph => paragraph !== '').join('\n\n');
    return value === '' ? undefined : { contents: { kind: 'markdown', value }, ...(range ? { range } : {}) };
}
