import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addConfig } from './commands/config.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEvents } from './commands/events.ts';
import { addListen } from './commands/listen.ts';
import { addLogin } from './commands/login.ts';
import { addPay } from './commands/pay.ts';
import { addPayments } from './commands/payments.ts';
import { addRefund } from './commands/refund.ts';
import { addStatement } from './commands/statement.ts';
import type { Context } from './context.ts';

const EXIT_CODES = `
Exit codes:
  0  done                                   4  no key, or it may not do this
  1  refused, or the doctor found trouble   5  a file here could not be read or written
  2  the command line is wrong              70 a bug of this program
  3  no answer; the same again is safe      130 interrupted

With --json standard output is one JSON object (for listen one a line), errors included: {"error":{"code":…}}.`;

/** All commands. A wrong command line throws; nothing here ends the process. Help comes in several pieces. */
export function buildProgram(context: Context, writeHelp: (text: string) => void): Command {
  const program = new Command('tamsui')
    .description('Tamsui from the command line: take payments, follow events, find what is wrong.')
    .version(manifest.version)
    .option('--json', 'answer with JSON, for programs')
    .option(
      '--url <address>',
      'where the API is (TAMSUI_URL, then the config file, then http://127.0.0.1:7100)',
    )
    .option('--allow-http', 'send the key in the open to another machine, inside a network that you trust')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: writeHelp,
      // Said once, at the end, with a code.
      writeErr: () => undefined,
    })
    .showSuggestionAfterError(true)
    .exitOverride()
    .addHelpText('after', EXIT_CODES);
  addLogin(program, context);
  addConfig(program, context);
  addPay(program, context);
  addRefund(program, context);
  addPayments(program, context);
  addStatement(program, context);
  addEvents(program, context);
  addListen(program, context);
  addDoctor(program, context);
  return program;
}
