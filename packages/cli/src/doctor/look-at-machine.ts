import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { isOpenToOthers } from '../session/settings-file.ts';
import { broken, type Finding, type Look, ok, skipped, warning } from './finding.ts';

const OLDEST_NODE = [20, 19] as const;
/** Majors below get no security releases any more. */
const OLDEST_CARED_FOR = 22;
const MIB = 1024 ** 2;
const BROKEN_BELOW_MIB = 1_024;
const WARN_BELOW_MIB = 5_120;

/** @param version as in `process.versions.node` */
export function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  const facts = { facts: { version } };
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    const text = `Node ${version} is too old: ${OLDEST_NODE.join('.')} is the oldest that runs Tamsui`;
    return broken('node', text, 'Install Node 24.', facts);
  }
  if (major < OLDEST_CARED_FOR) {
    const text = `Node ${version} runs Tamsui, and gets no security releases any more`;
    return warning('node', text, 'In production run Node 22 or 24.', facts);
  }
  return ok('node', `Node ${version}`, facts);
}

/** PostgreSQL stops when its disk is full, and payments with it. */
export function judgeDisk(folder: string, freeBytes: number, totalBytes: number): Finding {
  const freeMib = Math.floor(freeBytes / MIB);
  const text = `${gib(freeBytes)} GiB free of ${gib(totalBytes)} GiB on the disk of ${folder}`;
  const facts = { facts: { folder, free_mib: freeMib } };
  const todo = 'Make room: without it PostgreSQL stops, and payments with it.';
  if (freeMib < BROKEN_BELOW_MIB) return broken('disk', text, todo, facts);
  return freeMib < WARN_BELOW_MIB ? warning('disk', text, todo, facts) : ok('disk', text, facts);
}

export function lookAtNode(): Look {
  return async () => [judgeNode(process.versions.node)];
}

export function lookAtDisk(folder: string): Look {
  return async () => {
    const { bavail, blocks, bsize } = await statfs(folder);
    return [judgeDisk(folder, bavail * bsize, blocks * bsize)];
  };
}

/** Whether the key that `tamsui login` keeps is the owner's alone. */
export function lookAtSettingsFile(file: string): Look {
  return async () => {
    if (!existsSync(file)) return [skipped('config_file', `${file} is not there: nothing is remembered`)];
    if (!isOpenToOthers(file)) return [ok('config_file', `${file} is for its owner alone`)];
    const todo = `Run: chmod 600 ${file}   If somebody may have read it, make a new key.`;
    return [broken('config_file', `${file} may be read by others, and it holds an API key`, todo)];
  };
}

function gib(bytes: number): string {
  return (bytes / 1024 ** 3).toFixed(1);
}
