import { z } from 'zod';

const measuredShape = z.object({
  name: z.string(),
  perSecond: z.number(),
  ratioToCopy: z.number(),
  lowestRatioToCopy: z.number(),
  nodeCpuMsPerThousand: z.number(),
  postgresCpuMsPerThousand: z.number().nullable(),
  bytesPerPayment: z.number(),
});

/** What the bench program of the ledger prints. */
export const ledgerFigures = z.looseObject({
  ratioToCopy: z.number(),
  ratioToCopyOfPostingsAlone: z.number(),
  hotToUniform: z.number(),
  bytesPerEntry: z.number(),
  restartSeconds: z.number(),
  growth: z.object({ from: z.number(), to: z.number(), ratio: z.number() }).nullable(),
  peakRssMib: z.number(),
  measured: z.array(measuredShape),
  /** The ledger's process on a book with more accounts than it keeps; null when that was not measured. */
  memory: z
    .object({
      accountsOnDisk: z.number(),
      payments: z.number(),
      perSecond: z.number(),
      rssMib: z.array(z.number().nullable()),
    })
    .nullable(),
});

export type LedgerFigures = z.output<typeof ledgerFigures>;
