import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatPublicId, newUuid } from '@tamsui/ids';
import { parse } from 'csv-parse/sync';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { createFinanceDesk } from '../testing/finance-desk.testing.ts';
import { feeOf } from '../testing/settlement-city.testing.ts';

const desk = await createFinanceDesk();
const { city, get } = desk;
afterAll(desk.stop);

const noodles = await city.addMerchant();
const tea = await city.addMerchant({ feeBands: feeOf(0), name: '=茶' });
const first = await city.pay(noodles, 8_000n, { order: '=A-1' });
await city.pay(noodles, 12_000n, { order: 'A-2' });
await city.refund(noodles, first, 3_000n);
await city.pay(tea, 5_000n);
const created = await desk.settleOpenDay();
const run = created.json;
const noodlesId = formatPublicId('mer', noodles.id);

describe('the bank file', () => {
  it('has the same bytes whenever it is asked for, and their hash', async () => {
    const file = await get(`/v1/settlement-runs/${run.id}/payment-file`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('application/xml');
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${run.file.message_id}.xml"`);
    expect(file.headers.get('etag')).toBe(`"${run.file.sha256}"`);
    const digest = createHash('sha256').update(file.bytes);
    expect(file.headers.get('repr-digest')).toBe(`sha-256=:${digest.copy().digest('base64')}:`);
    expect(digest.digest('hex')).toBe(run.file.sha256);
    expect((await get(`/v1/settlement-runs/${run.id}/payment-file`)).bytes).toEqual(file.bytes);
  });

  it('sums to the payouts and names each of them', async () => {
    const { text } = await get(`/v1/settlement-runs/${run.id}/payment-file`);
    expect(text).toContain('<CtrlSum>217.79</CtrlSum>');
    expect(text).toContain('<InstdAmt Ccy="TWD">167.79</InstdAmt>');
    const { data } = (await get(`/v1/settlement-runs/${run.id}/payouts`)).json;
    for (const { end_to_end_id } of data) expect(text).toContain(`<EndToEndId>${end_to_end_id}</EndToEndId>`);
  });

  const schema =
    process.env.TAMSUI_ISO_SCHEMAS ??
    fileURLToPath(new URL('../../../../../shared/schemas/iso20022', import.meta.url));
  it.skipIf(!existsSync(`${schema}/pain.001.001.09.xsd`))(
    'is valid against the XSD of pain.001.001.09 (needs the ISO schemas)',
    async () => {
      const { text } = await get(`/v1/settlement-runs/${run.id}/payment-file`);
      const xsd = XmlDocument.fromBuffer(readFileSync(`${schema}/pain.001.001.09.xsd`));
      const validator = XsdValidator.fromDoc(xsd);
      const document = XmlDocument.fromString(text);
      const broken = XmlDocument.fromString(text.replace('TRF', 'XYZ'));
      expect(() => validator.validate(document)).not.toThrow();
      expect(() => validator.validate(broken)).toThrow();
      for (const each of [document, broken, validator, xsd]) each.dispose();
    },
  );

  it('of a run that pays nobody is not found', async () => {
    const empty = (await desk.settleOpenDay()).json;
    expect(empty).toMatchObject({ state: 'submitted', file: null, merchant_count: 0 });
    expect(await get(`/v1/settlement-runs/${empty.id}/payment-file`)).toMatchObject({
      status: 404,
      json: { code: 'payment_file_not_found' },
    });
  });
});

describe('a statement', () => {
  it('adds up line by line and has the same bytes whenever it is asked for', async () => {
    const path = `/v1/settlement-runs/${run.id}/statements/${noodlesId}`;
    const statement = await get(path);
    expect(statement.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(statement.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows: Record<string, string>[] = parse(statement.text, { bom: true, columns: true });
    expect(
      rows.map(({ type, order_reference, gross, fee, net, balance }) => [
        type,
        order_reference,
        gross,
        fee,
        net,
        balance,
      ]),
    ).toEqual([
      ['opening_balance', '', '', '', '', '0'],
      ['payment', "'=A-1", '80', '1.04', '78.96', '78.96'],
      ['payment', 'A-2', '120', '1.56', '118.44', '197.40'],
      ['refund', "'=A-1", '-30', '-0.39', '-29.61', '167.79'],
      ['total', '', '170', '2.21', '167.79', '167.79'],
      ['payout', '', '', '', '-167.79', '0'],
      ['closing_balance', '', '', '', '', '0'],
    ]);
    expect(rows[1]?.payment_id).toBe(formatPublicId('pay', first));
    await city.refund(noodles, first, 100n);
    await desk.settleOpenDay();
    expect((await get(path)).bytes).toEqual(statement.bytes);
  });

  it('of a merchant that was not in the run is not found', async () => {
    for (const id of [formatPublicId('mer', newUuid()), run.id, 'mer_x', '%00']) {
      expect((await get(`/v1/settlement-runs/${run.id}/statements/${id}`)).status).toBe(404);
    }
  });
});
