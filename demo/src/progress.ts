import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  say(line: string): void;
  /** Shows a bar while `work` runs; it calls `tick` for each step. */
  during<Value>(name: string, total: number, work: (tick: () => void) => Promise<Value>): Promise<Value>;
}

const NAME_WIDTH = 26;

/** Progress goes to standard error, so that standard output holds nothing but the result. */
export function createProgress(): Progress {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  return {
    say,
    during: async (name, total, work) => {
      const label = name.padEnd(NAME_WIDTH);
      if (!process.stderr.isTTY) return plain(say, name, total, work);
      const format = `${label} {bar} {value}/{total} · {duration_formatted}`;
      const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
      bar.start(total, 0);
      try {
        return await work(() => bar.increment());
      } finally {
        bar.stop();
      }
    },
  };
}

/** Where no one watches a terminal, a line at every tenth. */
async function plain<Value>(
  say: (line: string) => void,
  name: string,
  total: number,
  work: (tick: () => void) => Promise<Value>,
): Promise<Value> {
  const step = Math.max(1, Math.ceil(total / 10));
  let done = 0;
  const value = await work(() => {
    done += 1;
    if (done % step === 0 && done < total) say(`${name}: ${done}/${total}`);
  });
  say(`${name}: done (${total})`);
  return value;
}
