import { startCity } from './start-city.ts';

process.exitCode = await startCity((line) => void process.stdout.write(`${line}\n`));
