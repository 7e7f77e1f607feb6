/**
 * What people write out of the habits of other languages, by what stands in front of the place on its line and from it on, with what to write instead.
 * The first that fits is said, in place of what the parser expected.
 */
const habits: [before: RegExp, from: RegExp, message: string][] = [
    [/:\s*[a-z]+$/, /^:?\/\//, 'A URL stands in quotes: "https://…".'],
    [/^[^`]*`[^`]+\s+$/, /^[\w-]/, 'A name in backticks ends with one: `my app`.'],
    [/""$/, /^"/, 'This text is never closed: it ends with """.'],
    [/:\s*"[^"]*",\s*$/, /^"/, 'A list stands in brackets: [a, b].'],
    [/:\s*$/, /^\(/, 'A list stands in brackets: [a, b].'],
    [/[\w.-]$/, /^\.[\w.]*"/, 'A quote is missing in front of it, or at the end of a text on its line.'],
    [/"[^"]*"[^\s,]+\s*$/, /^"/, 'A quote inside a text is written \\".'],
    [/'[^']*[,\s]\w+:\s*'$/, /^/, "The text in front of it took the next quote for its end: a ' is missing there."],
    [/:\s*\d+\s+[A-Za-z]+$/, /^/, 'A unit stands directly behind its number: 10MB.'],
    [/:\s*\d+\s+$/, /^[A-Za-z]+\b/, 'A unit stands directly behind its number: 10MB.'],
    [/\d,$/, /^\d{3}/, 'Numbers are written without separators: 10000.'],
    [/(,|\[|\{)\s*$/, /^,/, 'There is nothing that this comma could separate.'],
    [/:$/, /^:/, 'One colon is enough.'],
    [/(^|[{,])\s*$/, /^"[\w.-]+"\s*:/, 'Names of attributes and options stand without quotes.'],
    [/\[[^\]]*$/, /^\}/, "The list in front of it is never closed: a ']' is missing."],
    [/(@[\w.-]+|organization\s+\S+)\s*$/, /^[[(]/, 'Members stand in braces: { … }.'],
    [/(policy\s+\S+|(plan|api|client)\s+\S+@[\w.-]+)\s*$/, /^[:=]/, 'Braces stand directly behind it: { … }.'],
    [/organization\s+[\w-]+\s*$/, /^@?\d[\w.]*\s*(\{|$)/, 'An organization has no version.'],
    [/(organization\s+\S+|(plan|api|client)\s+\S+@[\w.-]+)\s+$/, /^['\w]/, 'A title stands in double quotes: "…".'],
    [/(plan|api|client)\s+\S+@[\w.-]+\s+([\w.-]+\s+)+$/, /^[\w.-]+[^:"{]*"?\s*\{/, 'A title stands in double quotes: "…".'],
    [/^\s*[A-Z]\w*\s*$/, /^\{/, 'A policy begins with its word: policy RateLimiting { … }.'],
    [/^\s*organization(\s+\S+)?\s*$/, /^[:=]/, 'An organization is written with its members in braces: organization Acme { … }.'],
    [/^\s*(contract|offers|member|policy|use)\s*$/, /^:/, 'Only attributes and options have a colon; this is a member of its own.'],
    [/^\s*offers\s+$/, /^\[/, 'Each offer is a member of its own: offers Gold@1.0.'],
    [/offers\s+\S+$/, /^,/, 'Each offer is a member of its own: offers Gold@1.0.'],
    [/(via|offers|use)\s+\S+$/, /^,\s*$/, 'Members need no comma: a line break is enough.'],
    [/via\s+\S+$/, /^,/, 'A contract has one plan.'],
    [/contract\s+$/, /^api\b/, "The API stands directly behind 'contract': contract Acme/Orders@1.0 via Gold."],
    [/via\s+$/, /^plan\b/, "The plan stands directly behind 'via': via Gold."],
    [/^\s*[\w.-]+$/, /^\/[\w.-]+@/, 'A contract begins with its word: contract Acme/Orders@1.0 via Gold.'],
    [/^\s*contracts:\s*/, /^\//, 'Each contract is a member of its own: contract Acme/Orders@1.0 via Gold.'],
    [/offers\s+\S+\s+(for\s+)?$/, /^(approv|with|for|\w+\/)/, "An approval is written 'with approval', or 'with approval for Organization/Client@1.0'."],
    [/offers\s+\S+\s+with\s+$/, /^/, "An approval is written 'with approval', or 'with approval for Organization/Client@1.0'."],
    [/member\s+$/, /^\w/, 'The user of a member stands in quotes: member "anna@shop.example" as editor.'],
    [/^\s*secret\s+$/, /^\w/, "A secret is written 'secret parameter name'."],
    [/^\s*$/, /^(import|include)\b/, 'There are no imports: every name is visible in the whole project.'],
    [/parameter\s+\S+\s+$/, /^\w/, 'The type of a parameter stands behind a colon: parameter host: url.'],
    [/\(\d+$/, /^-/, 'A range is written with two dots: 1..10.'],
    [/:\s*\w+$/, /^\?/, "The '?' of an option that may be left out stands behind its name: mode?: string."],
    [/\w$/, /^\?/, "Only the options of a policy type have a '?'."],
    [/:\s*\w+\s*,\s*$/, /^\w+\s*$/, "Choices are separated by '|': low | high."],
    [/:\s*[A-Za-z]+\s+$/, /^[A-Za-z]+\s*$/, 'A text of several words stands in quotes.'],
    [/:\s*[A-Za-z]+(\s+[A-Za-z]+)+\s*$/, /^\w/, 'A text of several words stands in quotes.'],
    [/^\s*$/, /^\{/, 'Braces stand behind a name: organization Acme { … }.'],
    [/[\w.-]$/, /^`/, 'A name in backticks begins with one: `2go`.'],
    [/^\s*$/, /^@/, 'A version stands directly behind a name: Orders@1.0.'],
    [/^\s*[\w.-]+$/, /^:\s*\S/, 'The word in front of it was taken for what is missing above.']
];

/** What is meant at a place of a text, where a habit of other languages explains it: by its line, as far as that was read with it. */
export function habitAt(text: string, offset: number, { from: begin, to: end }: { from: number; to: number }): string | undefined {
    const line = text.slice(begin, end), at = offset - begin;
    const lineStart = line.lastIndexOf('\n', at - 1) + 1;
    const lineEnd = line.indexOf('\n', at);
    const before = line.slice(lineStart, at), from = line.slice(at, lineEnd < 0 ? line.length : lineEnd);
    return habits.find(([left, right]) => left.test(before) && right.test(from))?.[2];
}
