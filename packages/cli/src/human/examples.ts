/** Lines below the help of a command that can be pasted. */
export function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  $ tamsui ${line}`)].join('\n');
}
