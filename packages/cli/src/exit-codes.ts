/** What a script may switch on. The README lists them; they never change their meaning. */
export const EXIT = {
  ok: 0,
  /** The city said no, or the doctor found something broken: asking again changes nothing. */
  refused: 1,
  /** The command line is not right, and nothing was asked. */
  usage: 2,
  /** No answer, or a fault of the city: the same again, with the same key, is safe. */
  unreachable: 3,
  /** No key, or one that is not accepted or may not do this. */
  notAllowed: 4,
  /** A file of this machine could not be read or written. */
  local: 5,
  /** Our mistake. */
  bug: 70,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
