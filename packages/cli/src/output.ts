import { printable } from './human/printable.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Where a command says what it has to say. With `--json` standard output holds JSON and nothing else. */
export interface Output {
  readonly asJson: boolean;
  /** What was asked for: one JSON object on one line, or text for a person. Called once, or once for each line of a stream. */
  result(value: JsonObject, human: () => string): void;
  /** A remark for a person, on standard error; kept to oneself with `--json`. */
  note(text: string): void;
  /** How far long work has come: rewrites one line of a terminal. Neither pipes nor `--json` see it. */
  progress(text: string): void;
}

/** A stream to write text to, and whether a person looks at it. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

const CLEAR_LINE = '\r\u001b[K';

export function createOutput(asJson: boolean, stdout: TextSink, stderr: TextSink): Output {
  const showsProgress = !asJson && stderr.isTTY === true;
  let isLineShown = false;
  const clear = (): void => {
    if (isLineShown) stderr.write(CLEAR_LINE);
    isLineShown = false;
  };
  return {
    asJson,
    result: (value, human) => {
      clear();
      stdout.write(asJson ? `${JSON.stringify(value)}\n` : `${printable(human())}\n`);
    },
    note: (text) => {
      clear();
      if (!asJson) stderr.write(`${printable(text)}\n`);
    },
    progress: (text) => {
      if (!showsProgress) return;
      stderr.write(`${CLEAR_LINE}${printable(text)}`);
      isLineShown = text !== '';
    },
  };
}
