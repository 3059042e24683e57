import { buildIfChanged } from './build.mjs';
import { installDependencies } from './install.mjs';

const OLDEST_NODE = [20, 19];

/** Makes a fresh clone ready to run: packages, then bundles. Fast when there is nothing to do. */
export async function prepare() {
  refuseOldNode();
  try {
    installDependencies();
    await buildIfChanged();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  process.setSourceMapsEnabled(true);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Tamsui needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}.`);
  process.exit(1);
}
