import type { LedgerClient } from '@tamsui/ledger-client';
import type { Database } from '@tamsui/platform/database';
import type { Config } from './config.ts';
import { readOfflineSecret } from './devices/offline-secret.ts';
import { createFindDevice } from './intents/device-keys.ts';
import { createOfflineCodes } from './offline-codes/resolve-offline-code.ts';
import { createCityKeys } from './shop-codes/city-keys.ts';

/** Connects what shows and reads shop codes, and what tells whose device signed something or made a code. */
export function composeShopCodes(
  config: Config,
  { database, ledger }: { readonly database: Database; readonly ledger: LedgerClient },
) {
  const { IDENTITY_KEYS: identityKeys, SANDBOX: sandbox } = config;
  const { SHOP_CODE_SCHEME: schemeId, CITY_NAME: cityName, CITY_COUNTRY: countryCode } = config;
  const findDevice = createFindDevice(database);
  return {
    deps: {
      sandbox,
      findDevice,
      cityKeys: createCityKeys(config.SHOP_CODE_KEYS),
      cityScheme: { schemeId, cityName, countryCode },
    },
    signingKeys: async (...device: Parameters<typeof findDevice>) => {
      const found = await findDevice(...device);
      return found?.removedAt === null ? found.publicKey : undefined;
    },
    offlineCodes: createOfflineCodes({
      database,
      ledger,
      offlineSecrets: (deviceId) => readOfflineSecret({ database, identityKeys }, deviceId),
    }),
  };
}
