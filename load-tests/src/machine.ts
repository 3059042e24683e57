import { cpus, totalmem } from 'node:os';

/** Where a figure was measured. */
export type Machine = Readonly<Record<string, string | number>>;

/** @param postgres version of the server */
export function machineWith(postgres: string): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    postgres,
  };
}
