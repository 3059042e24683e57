import type { Stage } from '../parties.ts';
import { hearOfEvents } from './hearing.ts';
import { phoneOfOneDay } from './joining.ts';
import { apply, changeKeys, dayAtTheTill, openAndCloseStore } from './keeping-shop.ts';
import {
  addTill,
  lookAtMerchants,
  lookAtOwnShop,
  lookAtOwnWallet,
  readAboutTheApi,
  tellAgain,
  thinkBetterOfIt,
} from './looking-around.ts';
import { cancelOrder, captureAndVoid, confirmOrDecline, payAndRefund, payShopCode } from './paying.ts';
import { sendMoney, shareBill } from './sharing.ts';
import { actAsSimulated, chargeSimulated, confirmSimulated } from './simulating.ts';
import { askForOwnData, beForgotten, changeLimits, freezeAndUnfreeze, topUp } from './staying-safe.ts';

/** What people do with the API, step by step, as often as each is named here. */
export const STORIES: readonly ((stage: Stage) => Promise<void>)[] = [
  payAndRefund,
  payAndRefund,
  captureAndVoid,
  captureAndVoid,
  confirmOrDecline,
  confirmOrDecline,
  payShopCode,
  payShopCode,
  cancelOrder,
  cancelOrder,
  sendMoney,
  sendMoney,
  shareBill,
  shareBill,
  changeKeys,
  openAndCloseStore,
  hearOfEvents,
  apply,
  topUp,
  phoneOfOneDay,
  freezeAndUnfreeze,
  changeLimits,
  beForgotten,
  askForOwnData,
  dayAtTheTill,
  chargeSimulated,
  chargeSimulated,
  confirmSimulated,
  actAsSimulated,
  readAboutTheApi,
  lookAtMerchants,
  lookAtOwnShop,
  lookAtOwnWallet,
  thinkBetterOfIt,
  addTill,
  tellAgain,
];
