import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import ts from 'typescript';

/** Spreading nothing first: the object is then filled property by property, which every engine does alike. */
const NOTHING_FIRST = '...null, ';
/** Files without a literal that begins with a spread, be it behind a comment, need not be parsed. */
const MAY_BEGIN_WITH_SPREAD = /\{(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*\.\.\./;
const LOADERS = { '.ts': 'ts', '.js': 'js', '.mjs': 'js', '.cjs': 'js' };

/**
 * Puts `...null` before the first spread of `{ ...a, b }`.
 *
 * V8 11.3, Node 20's, gives every object that such a literal makes a hidden class of its own, and whatever reads it later
 * looks its properties up anew, each time. The literal means the same with `...null` in front (ECMAScript 2023, 13.2.5.5:
 * nothing is copied from null), and all its objects share one hidden class. Lines stay where they are.
 */
export function steadySpreads(source, fileName) {
  if (!MAY_BEGIN_WITH_SPREAD.test(source)) return source;
  const places = [];
  const visit = (node) => {
    if (
      ts.isObjectLiteralExpression(node) &&
      node.properties.length > 1 &&
      ts.isSpreadAssignment(node.properties[0])
    )
      places.push(node.properties[0].getStart());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true));
  let steady = source;
  for (const place of places.sort((a, b) => b - a))
    steady = steady.slice(0, place) + NOTHING_FIRST + steady.slice(place);
  return steady;
}

/** For a bundler: our sources and the libraries' alike. Several bundles that are made at once read each file once. */
export function steadySpreadsPlugin() {
  const files = new Map();
  const read = (path) => {
    const contents = files.get(path) ?? steadySpreads(readFileSync(path, 'utf8'), path);
    files.set(path, contents);
    return { contents, loader: LOADERS[extname(path)] };
  };
  return {
    name: 'steady spreads',
    setup: (build) => {
      build.onLoad({ filter: /\.(ts|js|mjs|cjs)$/ }, ({ path }) => read(path));
    },
  };
}
