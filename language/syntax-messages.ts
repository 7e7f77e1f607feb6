import { AbstractParserErrorMessageProvider } from 'langium';
import { suggestion } from './suggestion.ts';

type Options<M extends keyof AbstractParserErrorMessageProvider> = Parameters<AbstractParserErrorMessageProvider[M]>[0];
type Token = Options<'buildMismatchTokenMessage'>['actual'];
type TokenType = Options<'buildMismatchTokenMessage'>['expected'];

/** Says in the words of the language what the parser missed, and what stands there instead. */
export class ApimSyntaxMessages extends AbstractParserErrorMessageProvider {
    override buildMismatchTokenMessage({ expected, actual, previous, ruleName }: Options<'buildMismatchTokenMessage'>): string {
        if (expected.name === 'EOF') return this.buildNotAllInputParsedMessage({ firstRedundant: actual, ruleName });
        const misspelt = expected.name === ':' && previous.tokenType.name === 'NAME' ? misspeltKeyword(previous.image) : undefined;
        return misspelt ?? `${needs[`${plainName(ruleName)} ${expected.name}`] ?? `Expected ${words(expected)}`}, ${found(actual)}.`;
    }

    override buildNotAllInputParsedMessage({ firstRedundant }: Options<'buildNotAllInputParsedMessage'>): string {
        return misspeltKeyword(firstRedundant.image) ?? `Expected organization, parameter, policies or policy type, ${found(firstRedundant)}.`;
    }

    override buildNoViableAltMessage({ expectedPathsPerAlt, actual, ruleName }: Options<'buildNoViableAltMessage'>): string {
        const [next] = actual;
        if (!next) return 'Something is missing here.';
        const rule = plainName(ruleName);
        if (rule === 'Name' || rule === 'Word') return nameMessage(next);
        const known = alternatives[rule];
        if (known) return `Expected ${known}, ${found(next)}.`;
        const first = new Set(expectedPathsPerAlt.flatMap(paths => paths.flatMap(([token]) => token ? [words(token)] : [])));
        return `Expected ${[...first].slice(0, 5).join(', ')}, ${found(next)}.`;
    }

    override buildEarlyExitMessage({ actual }: Options<'buildEarlyExitMessage'>): string {
        return actual[0] ? `Something is missing in front of ${image(actual[0])}.` : 'Something is missing here.';
    }
}

/** What a declaration lacks where a certain token was expected. */
const needs: Record<string, string> = {
    'Contract via': "A contract needs 'via' and a plan",
    'Plan VERSION': 'A plan needs a version such as @1.0 directly behind its name',
    'Api VERSION': 'An API needs a version such as @1.0 directly behind its name',
    'Client VERSION': 'A client needs a version such as @1.0 directly behind its name',
    'QualifiedReference VERSION': 'A reference needs a version, as in Orders@1.0',
    'Offer approval': "Expected 'approval' behind 'with'",
    'Member as': "A member needs 'as' and a role: viewer, editor or manager",
    'Property :': "Expected ':' and a value",
    'OptionType :': "Expected ':' and a type",
    'PolicySet {': 'A policy set needs its policies in braces'
};

const alternatives: Record<string, string> = {
    Document: 'organization, parameter, policies or policy type',
    Organization: 'a member of an organization: plan, api, client, member, policies or an attribute',
    Plan: 'a member of a plan: policy, use or an attribute',
    Api: 'a member of an API: offers, policy, use or an attribute',
    Client: 'a member of a client: contract, policy, use or an attribute',
    PolicySet: 'policy or use',
    Role: 'a role: viewer, editor or manager',
    Value: 'a value',
    Type: 'a type',
    ChoiceType: 'a type',
    Choice: 'a type'
};

const tokenWords: Record<string, string> = {
    VERSION: 'a version such as @1.0', NAME: 'a name', QUOTED_NAME: 'a name', STRING: 'a text in quotes', RAW: 'a text in quotes', TEXT: 'a text in quotes',
    NUMBER: 'a number', QUANTITY: 'a quantity', EOF: 'the end of the file'
};

const reserved = ['organization', 'plan', 'api', 'client', 'contract', 'offers', 'member', 'policy', 'parameter'];

/** Langium marks the names of its rules with an invisible character. */
function plainName(ruleName: string): string {
    return ruleName.replace('\u200B', '');
}

function words({ name }: TokenType): string {
    return tokenWords[name] ?? `'${name}'`;
}

function found(token: Token): string {
    return token.image === '' ? 'but the file ends here' : `found ${image(token)}`;
}

function image(token: Token): string {
    return `'${token.image.length > 30 ? `${token.image.slice(0, 30)}…` : token.image}'`;
}

function nameMessage(token: Token): string {
    if (/^[0-9]/.test(token.image)) return `A name that begins with a digit stands in backticks: \`${token.image}\`.`;
    if (reserved.includes(token.image)) return `Expected a name, found the word '${token.image}'; as a name it stands in backticks: \`${token.image}\`.`;
    return `Expected a name, ${found(token)}.`;
}

/** A word that is nearly one that begins a declaration. */
function misspeltKeyword(word: string): string | undefined {
    const meant = suggestion(word, [...reserved, 'published', 'retired', 'locked', 'policies', 'use']);
    return meant === '' || reserved.includes(word) ? undefined : `'${word}' begins no declaration.${meant}`;
}
