import type { Command } from 'commander';
import { tryKey } from '../api/try-key.ts';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { examples } from '../human/examples.ts';
import { kindOfKey, maskKey } from '../session/connection.ts';
import { readLocalCity, readTeaHouse } from '../session/local-city.ts';
import { readSecret } from '../session/read-secret.ts';
import { readSettings, type Settings, writeSettings } from '../session/settings-file.ts';

interface LoginOptions {
  readonly local?: boolean;
  readonly check: boolean;
}

const WHERE_KEYS_COME_FROM = `
The key is typed without being shown, or read from a pipe; it is never an option, which others on the machine could read.
It is kept in ~/.config/tamsui/config.json (TAMSUI_CONFIG), for your eyes alone. TAMSUI_API_KEY stands above it.`;

export function addLogin(program: Command, context: Context): void {
  program
    .command('login')
    .summary('keep an API key and an address for the next calls')
    .description(
      'Keep an API key and an address for the next calls, after asking the API whether it takes the key.',
    )
    .option('--local', 'take the key of the tea house in the city that `npm start` runs here')
    .option('--no-check', 'keep it without asking the API')
    .addHelpText('after', WHERE_KEYS_COME_FROM)
    .addHelpText(
      'after',
      examples(
        'login --local',
        'login --url https://wallet.example',
        'login --url https://wallet.example < key.txt',
      ),
    )
    .action((options: LoginOptions) => login(context, options));
  program
    .command('logout')
    .description('Forget the API key')
    .addHelpText('after', examples('logout'))
    .action(() => logout(context));
}

async function login(context: Context, { local = false, check }: LoginOptions): Promise<void> {
  const { config, output } = context;
  const { terminal, ...given } = local ? ofTeaHouse(context) : await ofPerson(context);
  const { url, apiKey = given.apiKey } = context.connection(given);
  if (check) await tryKey(context.client(given));
  const remembered = readSettings(config.configFile);
  const settings: Settings = {
    ...remembered,
    terminal: terminal ?? remembered.terminal,
    url,
    api_key: apiKey,
  };
  writeSettings(config.configFile, settings);
  const kept = { url, api_key: maskKey(apiKey), config_file: config.configFile, checked: check };
  output.result(kept, () => `Logged in to ${url} with ${kindOfKey(apiKey)} (${config.configFile}).`);
}

interface Given {
  readonly url?: string;
  readonly apiKey: string;
  readonly terminal?: string;
}

async function ofPerson(context: Context): Promise<Given> {
  return { apiKey: await readSecret(context, 'API key: ') };
}

function ofTeaHouse({ config }: Context): Given {
  const city = readLocalCity(config.cityFolder);
  const teaHouse = readTeaHouse(config.cityFolder);
  const url = city?.urls.transactions;
  if (url !== undefined && teaHouse !== undefined) {
    return { url, ...teaHouse };
  }
  throw new CliError({
    code: 'no_local_city',
    message: `No city runs from ${config.cityFolder}.`,
    hint: 'Start one with `npm start`, and wait for "Tamsui is ready".',
    exitCode: EXIT.local,
  });
}

function logout({ config, output }: Context): void {
  const { api_key: key, ...rest } = readSettings(config.configFile);
  if (key !== undefined) writeSettings(config.configFile, rest);
  output.result({ logged_out: key !== undefined, config_file: config.configFile }, () =>
    key === undefined ? 'No key was kept.' : `The key is gone from ${config.configFile}.`,
  );
}
