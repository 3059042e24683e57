import { join } from 'node:path';

/** Of the checkout: this file and the bundles lie equally deep in it. */
export const ROOT_FOLDER = join(import.meta.dirname, '../..');
