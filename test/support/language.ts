import { createApimServices } from '../../language/apim-module.ts';
import { createLanguage } from '../../language/project.ts';
import { packing } from './packing.ts';

/** The language, wired once for all tests. */
export const language = createLanguage(createApimServices(), packing);
