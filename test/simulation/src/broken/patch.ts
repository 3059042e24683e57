import type { Account, Batch, BookState, Command, Outcome } from '@tamsui/book';
import { type Parts, REAL_PARTS } from '../parts.ts';

/** Parts that are wrong on purpose, by what is wrong about them. Each call makes new ones, for one seed. */
export type Broken = Readonly<Record<string, () => Parts>>;

export type SequencerDeps = Parameters<Parts['createSequencer']>[0];

export function withParts(parts: Partial<Parts>): Parts {
  return { ...REAL_PARTS, ...parts };
}

/** A sequencer that gets other collaborators than it should. */
export function withDeps(change: (deps: SequencerDeps) => Partial<SequencerDeps>): Parts {
  return withParts({
    createSequencer: (deps) => REAL_PARTS.createSequencer({ ...deps, ...change(deps) }),
  });
}

/** A book whose state is tampered with right before each batch is decided. */
export function beforeDecision(
  tamper: (state: BookState, commands: readonly Command[], today: string) => void,
): Parts {
  return withDeps(({ state, prefetch }) => ({
    prefetch: async (commands, date) => {
      await prefetch(commands, date);
      tamper(state, commands, date);
    },
  }));
}

/** A book whose state, or whose batch, is tampered with right after it was decided. */
export function afterDecision(tamper: (state: BookState, batch: Batch) => Batch): Parts {
  return withDeps(({ state, append }) => ({ append: (batch) => append(tamper(state, batch)) }));
}

/** Tampers with every account in memory before each batch. */
export function eachAccount(tamper: (account: Account, today: string) => void): Parts {
  return beforeDecision(({ accounts }, _commands, today) => {
    for (const [, account] of accounts.entries()) tamper(account, today);
  });
}

/** Puts other holds in the place of those that the book looks up by their id. */
export function eachHold(
  facts: (hold: Hold) => Partial<Hold>,
  isKept: (name: string) => boolean = () => true,
): Parts {
  return eachAccount(({ holds }) => {
    holds.get = (id) => {
      const hold = Map.prototype.get.call(holds, id) as Hold | undefined;
      return hold === undefined ? undefined : disguise(hold, facts, isKept);
    };
  });
}

type Hold = Account['holds'] extends Map<string, infer Value> ? Value : never;

function disguise(hold: Hold, facts: (hold: Hold) => Partial<Hold>, isKept: (name: string) => boolean): Hold {
  return new Proxy(hold, {
    get: (target, name) => Reflect.get({ ...target, ...facts(target) }, name),
    set: (target, name, value) => (isKept(String(name)) ? Reflect.set(target, name, value) : true),
  });
}

/** Puts other versions in the place of all versions of policies in memory. */
export function eachPolicy(change: (policy: Policy) => Policy): Parts {
  return beforeDecision(({ policies }) => {
    for (const [name, versions] of policies) policies.set(name, versions.map(change));
  });
}

type Policy = BookState['policies'] extends Map<string, (infer Value)[]> ? Value : never;

/** Changes what the book remembers of the very commands that it is about to decide. */
export function remembering(change: (entry: Remembered, command: Command) => Remembered | undefined): Parts {
  const current = new Map<string, Command>();
  return withDeps(({ state, prefetch }) => {
    const get = (id: string): Remembered | undefined => {
      const entry = state.entries.get(id);
      const command = current.get(id);
      return entry === undefined || command === undefined ? entry : change(entry, command);
    };
    return {
      state: { ...state, entries: { ...state.entries, get } },
      prefetch: async (commands, date) => {
        await prefetch(commands, date);
        current.clear();
        for (const command of commands) current.set(command.id, command);
      },
    };
  });
}

type Remembered = Extract<Outcome, { status: 'decided' }>['entry'];

/** Answers other than what was decided. */
export function answering(change: (outcomes: readonly Outcome[]) => readonly Outcome[]): Parts {
  return withParts({
    createSequencer: (deps) => {
      const sequencer = REAL_PARTS.createSequencer(deps);
      return { ...sequencer, submit: async (commands) => change(await sequencer.submit(commands)) };
    },
  });
}
