import { readFileSync, writeFileSync } from 'node:fs';
import { decode, encode } from '@jridgewell/sourcemap-codec';

/** A place behind which the map says nothing (ECMA-426, 9.2: a segment of one field). */
const UNMAPPED = [0];
const LIBRARY = /(?:^|\/)node_modules\//;

/**
 * Leaves of a source map what a stack trace needs: the lines of our own sources. Node keeps a map as one object for each
 * segment, for as long as the program runs, and its collector looks at each of them again and again: 110 MB of a service
 * whose libraries are in the bundle, more than all else that it remembers. Frames of libraries keep their place in the
 * bundle.
 */
export function shortSourceMap(map) {
  const isOurs = map.sources.map((source) => !LIBRARY.test(source));
  let wasOurs = false;
  const lines = decode(map.mappings).map((segments) => {
    const ours = linesOf(segments.filter(([, source]) => isOurs[source]));
    const ends = wasOurs && ours.length === 0 && segments.length > 0;
    if (segments.length > 0) wasOurs = ours.length > 0;
    return ends ? [UNMAPPED] : ours;
  });
  const sources = map.sources.map((source, at) => (isOurs[at] ? source : ''));
  return { ...map, sources, names: [], mappings: encode(lines) };
}

/** Of the segments of one line of the bundle the first of each line that it comes from. */
function linesOf(segments) {
  return segments
    .filter(([, source, line], at) => {
      const before = segments[at - 1];
      return before === undefined || before[1] !== source || before[2] !== line;
    })
    .map(([column, source, line, sourceColumn]) => [column, source, line, sourceColumn]);
}

/** For a bundler that writes each bundle's map beside it. */
export function shortSourceMapsPlugin() {
  return {
    name: 'short source maps',
    setup: (build) => {
      build.onEnd(({ errors }) => {
        // What could not be bundled has no map, or an old one.
        if (errors.length > 0) return;
        const file = `${build.initialOptions.outfile}.map`;
        const map = JSON.parse(readFileSync(file, 'utf8'));
        writeFileSync(file, JSON.stringify(shortSourceMap(map)));
      });
    },
  };
}
