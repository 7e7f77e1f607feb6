import { createApimServices } from '../../language/apim-module.ts';
import { createLanguage } from '../../language/project.ts';

/** The language, wired once for all tests. */
export const language = createLanguage(createApimServices());
