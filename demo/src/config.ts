import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Where a running city says what runs where. */
export const CITY_FILE = join(process.env.TAMSUI_DATA || join(ROOT, '.tamsui'), 'city.json');

/** The program that `npm start` runs. */
export const LAUNCHER = join(ROOT, 'packages/local-city/dist/main.js');
