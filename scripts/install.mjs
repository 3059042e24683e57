import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
/** Says what is installed. */
export const INSTALLED_STAMP = join(ROOT, 'node_modules/.tamsui-installed');
const WORKSPACE_FOLDERS = ['packages', 'services'];

/** Installs what the lock file names, unless exactly that is installed already. Needs Node and npm only. */
export function installDependencies(say = console.error) {
  const wanted = fingerprint();
  if (existsSync(INSTALLED_STAMP) && readFileSync(INSTALLED_STAMP, 'utf8') === wanted) return false;
  say('Installing packages (about half a minute the first time) ...');
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const args = ['--yes', packageManager, 'install', '--frozen-lockfile', ...storeArguments()];
  const { status, error, stdout, stderr } = spawnSync('npx', args, {
    cwd: ROOT,
    encoding: 'utf8',
    // CI=true: pnpm asks no questions, for example before it replaces an older node_modules. What goes wrong is shown,
    // though npm itself is silent here.
    env: { ...process.env, CI: 'true', npm_config_loglevel: 'warn' },
  });
  if (status !== 0) {
    throw new Error(`Packages could not be installed: ${error?.message ?? ''}\n${stdout}${stderr}`);
  }
  mkdirSync(join(ROOT, 'node_modules'), { recursive: true });
  writeFileSync(INSTALLED_STAMP, wanted);
  return true;
}

/** What an install depends on: lock file, manifests, this Node and this machine's kind. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  const packages = WORKSPACE_FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => join(folder, name)),
  );
  const manifests = ['.', ...readdirSync(ROOT), ...packages].map((name) => join(name, 'package.json'));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    if (existsSync(join(ROOT, file))) hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/**
 * Where HOME is on another disk than the clone, pnpm would put its store at the root of the clone's disk.
 * It may write below HOME, the clone and the temp folder only, so then the store goes into the clone.
 */
function storeArguments() {
  const home = homedir();
  const sameDisk = existsSync(home) && statSync(home).dev === statSync(ROOT).dev;
  return sameDisk ? [] : [`--store-dir=${join(ROOT, 'node_modules/.pnpm-store')}`];
}
