import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examine } from '../doctor/examine.ts';
import { lookAtKey } from '../doctor/look-at-key.ts';
import { lookAtWebhooks } from '../doctor/look-at-webhooks.ts';
import { isHealthy, reportToJson, reportToText } from '../doctor/report.ts';
import { EXIT } from '../exit-codes.ts';
import { examples } from '../human/examples.ts';

const WHERE = `
What it looks at: this machine, the API and the key, and every further part that it is told of. Of the city that
\`npm start\` runs it knows all parts by itself; elsewhere DATABASE_URL, REDIS_URL, LEDGER_URL, SETTLEMENT_URL and
NOTARY_URL name them, and LEDGER_BOOKS the books. It changes nothing.`;

export function addDoctor(program: Command, context: Context): void {
  program
    .command('doctor')
    .summary('check an installation, and say what to do about what is wrong')
    .description(
      'Check an installation, and say for everything that is wrong what to do. Ends with 1 when something is broken.',
    )
    .addHelpText('after', WHERE)
    .addHelpText('after', examples('doctor', 'doctor --json --url https://wallet.example'))
    .action(async () => {
      const findings = await examine(context, [lookAtKey(context), lookAtWebhooks(context)]);
      context.output.result(reportToJson(findings), () => reportToText(findings));
      context.endWith(isHealthy(findings) ? EXIT.ok : EXIT.refused);
    });
}
