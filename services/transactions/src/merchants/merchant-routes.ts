import { formatPublicId } from '@tamsui/ids';
import { pageQuery, pageWire, parseBody, parseQuery } from '@tamsui/platform/http';
import type { Router } from 'express';
import { alreadyCreated, creationId } from '../http/creation-key.ts';
import type { Gate } from '../http/gate.ts';
import { found, pathId } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type CreateMerchantDeps, createMerchant } from './create-merchant.ts';
import { createMerchantBody, printMerchant } from './merchant-schema.ts';
import { findMerchant, listMerchants } from './merchant-store.ts';

export function mountMerchantRoutes(router: Router, gate: Gate, deps: CreateMerchantDeps): void {
  router.post(
    '/v1/merchants',
    gate.operator(async (_operator, req, res) => {
      const body = parseBody(createMerchantBody, req);
      const {
        holder_name: holderName,
        bank_code: bankCode,
        account_number: accountNumber,
      } = body.payout_account;
      const id = creationId(req, ['operator', 'POST /v1/merchants']);
      const created = await createMerchant(deps, {
        id,
        name: body.name,
        feeBasisPoints: body.fee_basis_points,
        payoutAccount: { holderName, bankCode, accountNumber },
      });
      if (!created.ok) throw alreadyCreated(formatPublicId('mer', id));
      res.status(201).json(printMerchant(created.value));
    }),
  );

  router.get(
    '/v1/merchants',
    gate.operator(async (_operator, req, res) => {
      const { limit, cursor } = parseQuery(pageQuery, req);
      const after = placeOf(idPlace, cursor)?.after ?? null;
      const rows = await listMerchants(deps.database, { limit: limit + 1, after });
      res.json(pageWire(rows, limit, { print: printMerchant, placeOf: ({ id }) => ({ after: id }) }));
    }),
  );

  router.get(
    '/v1/merchants/:id',
    gate.operator(async (_operator, req, res) => {
      const id = pathId(req, 'mer', 'merchant');
      res.json(printMerchant(found(await findMerchant(deps.database, id), 'merchant')));
    }),
  );
}
