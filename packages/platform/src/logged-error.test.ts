import { describe, expect, it } from 'vitest';
import { loggedError } from './logged-error.ts';
import { createLogger } from './logger.ts';

const SECRET = 'canary-7f3a';

function databaseError(code: string, members: object = {}): Error {
  return Object.assign(new Error(`invalid input: "${code.startsWith('22') ? SECRET : 'x'}"`), {
    code,
    severity: 'ERROR',
    table: 'residents',
    detail: `Failing row contains (${SECRET}).`,
    where: `PL/pgSQL ${SECRET}`,
    ...members,
  });
}

describe('what is logged of an error', () => {
  it('is its kind, its place and its code', () => {
    const logged = loggedError(databaseError('23505'));
    expect(logged).toMatchObject({ type: 'Error', message: 'invalid input: "x"' });
    expect(logged.facts).toEqual({ code: '23505', severity: 'ERROR', table: 'residents' });
    expect(logged.stack).toContain('logged-error.test.ts');
  });

  it.each([
    ['the row of a broken constraint', databaseError('23514')],
    ['a value of the wrong type', databaseError('22P02')],
    ['what a Redis command was sent', Object.assign(new Error('x'), { command: { args: [SECRET] } })],
    ['a body that is no JSON', Object.assign(new Error('x'), { body: SECRET })],
    ['the text that a parser quotes', new SyntaxError(`Unexpected token in "${SECRET}"`)],
    ['the same, as a cause', new Error('x', { cause: new SyntaxError(SECRET) })],
    ['the same, one of several', new AggregateError([databaseError('22P02')], 'x')],
    ['what was thrown and is no error', SECRET],
  ])('is never %s', (_name, error) => {
    expect(JSON.stringify(loggedError(error))).not.toContain(SECRET);
  });

  it('is what the logger writes of it', () => {
    const lines: string[] = [];
    const logger = createLogger('test', 'info', { write: (line) => void lines.push(line) });
    logger.warn({ err: databaseError('22P02') }, 'failed');
    logger.fatal({ err: databaseError('23514') });
    expect(lines).toHaveLength(2);
    expect(lines.join('')).toContain('residents');
    expect(lines.join('')).not.toContain(SECRET);
  });
});
