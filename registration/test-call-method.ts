/** What a caller of an API can send; apart from the rest, which takes a network. */
export const testCallMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type TestCallMethod = (typeof testCallMethods)[number];
