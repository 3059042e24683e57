import type { RefusalStatuses } from '@tamsui/platform/http';

/** Why a fee is not announced. `earliest` says from which day on it could take effect. */
export const FEE_REFUSALS: RefusalStatuses<
  'fee_change_too_early' | 'fee_rise_too_early' | 'fee_plan_changed' | 'fee_plan_full'
> = {
  fee_change_too_early: {
    status: 422,
    detail: 'A fee changes with a business day that has not begun.',
    pointer: '/effective_from',
  },
  fee_rise_too_early: {
    status: 422,
    detail: 'A merchant is told of a higher fee sixty days ahead.',
    pointer: '/effective_from',
  },
  fee_plan_changed: { status: 409, detail: 'Another fee was announced at this moment: look at it first.' },
  fee_plan_full: { status: 409, detail: 'This merchant has too many fees already.' },
};
