import { simulateSeed } from './simulate-seed.ts';

/** Plays every `stride`th seed from `first` on, below `end`, and sends each result to its parent. */
const [first = 1, stride = 1, end = 1] = process.argv.slice(2).map(Number);

for (let seed = first; seed < end; seed += stride) {
  const result = await simulateSeed(seed);
  // Whoever asked may be gone; then nobody needs the rest.
  if (!process.connected) break;
  process.send?.(result);
}
if (process.connected) process.disconnect();
