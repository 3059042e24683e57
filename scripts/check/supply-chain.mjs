import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const THREE_DAYS_IN_MINUTES = 4_320;

/** What the package manager must believe, not only what a file says: misplaced settings are ignored silently. */
const REQUIRED = {
  'minimum-release-age': (value) => Number(value) >= THREE_DAYS_IN_MINUTES,
  'block-exotic-subdeps': (value) => value === true,
  'trust-policy': (value) => value === 'no-downgrade',
  'strict-dep-builds': (value) => value === true,
};

const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const problems = [...settingsProblems(), ...lockProblems()];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

function settingsProblems() {
  const { stdout, stderr } = pnpm('config', 'list', '--json');
  let settings;
  try {
    settings = JSON.parse(stdout);
  } catch {
    return [`${packageManager} does not tell its settings:\n${stdout}${stderr}`];
  }
  return Object.entries(REQUIRED)
    .filter(([name, holds]) => !holds(settings[name] ?? settings[camelCase(name)]))
    .map(([name]) => `${name} is not in force; see pnpm-workspace.yaml`);
}

/** A manifest that was changed without the lock file would be resolved anew on somebody's machine. */
function lockProblems() {
  const { status, stdout, stderr } = pnpm('install', '--frozen-lockfile', '--lockfile-only');
  return status === 0 ? [] : [`pnpm-lock.yaml does not belong to the manifests:\n${stdout}${stderr}`];
}

function pnpm(...args) {
  return spawnSync('npx', ['--yes', packageManager, ...args], {
    cwd: ROOT,
    maxBuffer: 16_000_000,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true', npm_config_loglevel: 'warn' },
  });
}

function camelCase(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}
