/** What the sample project consists of, in `samples/shop`. */
export const sampleFiles = ['README.md', 'acme.apim', 'apim.yaml', 'orders.openapi.yaml', 'parameters.apim', 'shopinc.apim'] as const;

/** The one that names the members of its organization. */
export const sampleOfMembers: (typeof sampleFiles)[number] = 'shopinc.apim';
