import { resetCity } from './reset-city.ts';

process.exitCode = await resetCity((line) => void process.stdout.write(`${line}\n`));
