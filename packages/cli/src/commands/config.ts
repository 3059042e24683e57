import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { examples } from '../human/examples.ts';
import { facts } from '../human/table.ts';
import { checkUrl, kindOfKey, maskKey } from '../session/connection.ts';
import { readSettings, type Settings, writeSettings } from '../session/settings-file.ts';

/** The key comes in by `login` alone: on a command line others could read it. */
const SETTABLE = ['url', 'terminal'] as const;
type Settable = (typeof SETTABLE)[number];

export function addConfig(program: Command, context: Context): void {
  const config = program
    .command('config')
    .summary('show or change what is remembered')
    .description('Show or change what is remembered between two calls. The key is never shown.');
  config
    .command('show', { isDefault: true })
    .description('Show which address and key are used, and where they come from')
    .addHelpText('after', examples('config show', 'config show --json'))
    .action(() => show(context));
  config
    .command('set')
    .description(`Remember a setting: ${SETTABLE.join(' or ')}`)
    .argument('<name>', SETTABLE.join(' or '))
    .argument('<value>')
    .addHelpText('after', examples('config set url https://wallet.example', 'config set terminal ter_…'))
    .action((name: string, value: string) => set(context, name, value));
}

function show({ connection, config, output }: Context): void {
  const { url, urlSource, apiKey, keySource, terminal } = connection();
  const shown = {
    url,
    url_from: urlSource,
    api_key: apiKey === undefined ? null : maskKey(apiKey),
    api_key_kind: apiKey === undefined ? null : (kindOfKey(apiKey) ?? null),
    api_key_from: keySource,
    terminal: terminal ?? null,
    config_file: config.configFile,
  };
  output.result(shown, () =>
    facts([
      ['address', `${url}  (${urlSource})`],
      ['key', apiKey === undefined ? 'none' : `${maskKey(apiKey)}  ${shown.api_key_kind} (${keySource})`],
      ['terminal', terminal],
      ['config file', config.configFile],
    ]),
  );
}

function set({ config, output }: Context, name: string, value: string): void {
  if (!isSettable(name)) {
    throw new CliError({
      code: 'usage',
      message: `There is no setting ${JSON.stringify(name)}: it must be ${SETTABLE.join(' or ')}.`,
      hint:
        name === 'api_key'
          ? 'A key is read by `tamsui login`, so that nobody sees it on a command line.'
          : undefined,
      exitCode: EXIT.usage,
    });
  }
  const checked = name === 'url' ? checkUrl(value, true) : value;
  const settings: Settings = { ...readSettings(config.configFile), [name]: checked };
  writeSettings(config.configFile, settings);
  output.result({ [name]: checked, config_file: config.configFile }, () => `${name} is ${checked}`);
}

function isSettable(name: string): name is Settable {
  return SETTABLE.includes(name as Settable);
}
