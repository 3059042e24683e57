import { formatPublicId } from '@tamsui/ids';
import { parseBody } from '@tamsui/platform/http';
import type { Router } from 'express';
import { alreadyCreated, creationId } from '../http/creation-key.ts';
import type { Gate } from '../http/gate.ts';
import { type CreateResidentDeps, createResident } from './create-resident.ts';
import { createResidentBody, printNewResident } from './resident-schema.ts';

export function mountResidentRoutes(router: Router, gate: Gate, deps: CreateResidentDeps): void {
  router.post(
    '/v1/residents',
    gate.operator(async (_operator, req, res) => {
      const { name, bank_account: bankAccount } = parseBody(createResidentBody, req);
      const id = creationId(req, ['operator', 'POST /v1/residents']);
      const created = await createResident(deps, { id, name, bankAccount });
      if (!created.ok) throw alreadyCreated(formatPublicId('res', id));
      res.status(201).json(printNewResident(created.value.resident, created.value.token));
    }),
  );
}
