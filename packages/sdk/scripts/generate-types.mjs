import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

// Writes what the SDK knows of the API from the API's own description. With --check it writes nothing, and fails when
// what is there is not what would be written.

const ROOT = join(import.meta.dirname, '../../..');
const PRINTER = join(ROOT, 'services/transactions/dist/print-openapi.js');
const TARGET = join(import.meta.dirname, '../src/generated');
const LARGEST_DOCUMENT = 16 * 1024 * 1024;
const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const HEAD = '// Generated from the description of the API: node packages/sdk/scripts/generate-types.mjs\n';

const printed = spawnSync(process.execPath, [PRINTER], { maxBuffer: LARGEST_DOCUMENT, encoding: 'utf8' });
if (printed.status !== 0) throw new Error(`the description was not printed:\n${printed.stderr}`);
const document = JSON.parse(printed.stdout);

const files = { 'operations.ts': operationTable(document), 'api.ts': await typesOf(slim(document)) };
const isCheck = process.argv.includes('--check');
for (const [name, text] of Object.entries(files)) {
  const path = join(TARGET, name);
  if (!isCheck) writeFileSync(path, text);
  else if (readIfThere(path) !== text) {
    process.stderr.write(
      `packages/sdk/src/generated/${name} is stale: node packages/sdk/scripts/generate-types.mjs\n`,
    );
    process.exitCode = 1;
  }
}

/** Headers that the client sends by itself. */
function isHeaderOfOurs(ref = '') {
  return keyKind(ref) !== 'none' || ref.endsWith('/apiVersion');
}

/** Every refusal is the one Problem, so their many copies are left out, and so is what nobody reads by its type. */
function slim(whole) {
  const copy = structuredClone(whole);
  for (const { operation } of operationsOf(copy)) {
    for (const [status, answer] of Object.entries(operation.responses)) {
      if (Number(status) >= 300) delete operation.responses[status];
      else delete answer.headers;
    }
    operation.parameters = operation.parameters.filter(({ $ref }) => !isHeaderOfOurs($ref));
  }
  return copy;
}

async function typesOf(whole) {
  const nodes = await openapiTS(whole, { silent: true });
  const kept = nodes.filter(({ name }) => name?.text === 'components' || name?.text === 'operations');
  return `${HEAD}\n${astToString(kept)}`;
}

function operationTable(whole) {
  const lines = operationsOf(whole).map(({ path, method, operation }) => {
    const kinds = (operation.parameters ?? []).map(({ $ref }) => keyKind($ref));
    const key = kinds.find((kind) => kind !== 'none') ?? 'none';
    return `  ${operation.operationId}: ['${method.toUpperCase()}', '${path}', '${key}'],\n`;
  });
  const version = `/** The version of the API that all of this is of. */\nexport const API_VERSION = '${whole.info.version}';\n`;
  const what = '/** Method, path, and whether the operation takes an Idempotency-Key. */\n';
  return `${HEAD}\n${version}\n${what}export const OPERATIONS = {\n${lines.join('')}} as const;\n`;
}

function operationsOf(whole) {
  return Object.entries(whole.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => ({
      path,
      method,
      operation: item[method],
    })),
  );
}

function keyKind(ref = '') {
  if (ref.endsWith('/requiredIdempotencyKey')) return 'required';
  return ref.endsWith('/optionalIdempotencyKey') ? 'optional' : 'none';
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
