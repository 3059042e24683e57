import { breakDatabase, stopLedger, tellOfTooMuch } from './outages.ts';
import type { RefusalStage } from './refusal-stage.ts';
import { applyWrongly, fillFeePlan, mistakeCashiers, useWhatIsClosed } from './wrong-merchants.ts';
import {
  answerTooLate,
  captureTooMuch,
  chargeInVain,
  chargeOffline,
  confirmOddly,
  guessCodes,
  refundFromNothing,
  refundTooMuch,
} from './wrong-payments.ts';
import { enrolWrongly, mistakePins, signInWrongly, stretchLimits } from './wrong-phones.ts';
import { askForTooMuch, comeAsSomebodyElse, lookForNothing, sendNonsense } from './wrong-requests.ts';
import { askForOddCodes, payOddCodes, readOddCodes, signOddly } from './wrong-shop-codes.ts';
import { answerSharesAgain, requestOddly, sendInVain, sendUnsigned } from './wrong-transfers.ts';
import {
  closeWallets,
  fetchOldExports,
  hearWrongNews,
  topUpInVain,
  turnOffOfflineCodes,
} from './wrong-wallets.ts';
import { misplaceEndpoints } from './wrong-webhooks.ts';

/** Whatever the API refuses. The last ones use up or break what others need. */
export const REFUSAL_STORIES: readonly ((stage: RefusalStage) => Promise<void>)[] = [
  sendNonsense,
  comeAsSomebodyElse,
  lookForNothing,
  signInWrongly,
  enrolWrongly,
  mistakePins,
  stretchLimits,
  applyWrongly,
  useWhatIsClosed,
  mistakeCashiers,
  chargeInVain,
  chargeOffline,
  answerTooLate,
  confirmOddly,
  captureTooMuch,
  askForOddCodes,
  readOddCodes,
  payOddCodes,
  signOddly,
  refundTooMuch,
  refundFromNothing,
  sendInVain,
  sendUnsigned,
  requestOddly,
  answerSharesAgain,
  topUpInVain,
  turnOffOfflineCodes,
  hearWrongNews,
  closeWallets,
  fetchOldExports,
  misplaceEndpoints,
  fillFeePlan,
  stopLedger,
  tellOfTooMuch,
  askForTooMuch,
  guessCodes,
  breakDatabase,
];
