import { enrolmentProof, enrolPhone, newDeviceKeyPair, signInPerson } from '@tamsui/testing';
import { expect, test, vi } from 'vitest';
import { createApi, textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ identity: true });
const { api, url, clock, database } = service;
let guests = 0;
/** Somebody who was not here before. */
const stranger = () => `guest-${++guests}`;
const HOUR_MS = 3_600_000;

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly cooling_until: string | null;
  readonly is_this_device: boolean;
}
const devicesOf = (answer: { readonly body: Readonly<Record<string, unknown>> }) =>
  answer.body.data as Listed[];

/** A sign-in, with what an enrolment by a new key would send. */
async function readyToEnrol(person: string) {
  const signIn = await signInPerson({ apiUrl: url, person });
  const key = newDeviceKeyPair();
  const body = {
    name: 'A phone',
    public_key: key.publicJwk,
    proof: enrolmentProof(key, url, signIn.device_challenge),
  };
  return { signIn, key, body, enrol: (changed: object = {}) => enrol(signIn.token, { ...body, ...changed }) };
}

/** How many sessions of the service wait for a lock. */
async function countWaiting(): Promise<number> {
  const { rows } = await database.raw<{ rows: { pid: number }[] }>(
    "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length;
}

const enrol = (token: string, body: object) => api.post('/v1/devices', { token, body, key: null });

test('a phone that was enrolled speaks for its resident', async () => {
  const { phone, api: asPhone } = await signInAndEnrol(service, 'mei');
  const wallet = await asPhone.get('/v1/wallet');
  expect(wallet.status).toBe(200);
  expect(wallet.body.balance).toEqual({ amount: '0', currency: 'TWD' });
  const listed = await asPhone.get('/v1/devices');
  expect(devicesOf(listed)).toMatchObject([
    { id: phone.deviceId, name: "mei's phone", cooling_until: null, is_this_device: true },
  ]);
  expect(Buffer.from(phone.offlineSecret, 'base64url')).toHaveLength(32);
});

test('a phone pays its way with a query in the address, too', async () => {
  const { api: asPhone } = await signInAndEnrol(service, stranger());
  expect((await asPhone.get('/v1/wallet/statement?limit=5')).status).toBe(200);
});

test('whoever signs in again is the same resident', async () => {
  const person = stranger();
  const [first, second] = [
    await signInPerson({ apiUrl: url, person }),
    await signInPerson({ apiUrl: url, person }),
  ];
  expect(second.resident).toBe(first.resident);
  const other = await signInPerson({ apiUrl: url, person: stranger() });
  expect(other.resident).not.toBe(first.resident);
});

test('a second device cools down for a day, even when the first was removed before', async () => {
  const person = stranger();
  const first = await signInAndEnrol(service, person);
  await first.api.post(`/v1/devices/${first.phone.deviceId}/remove`, { body: {}, key: null });
  const second = await signInAndEnrol(service, person);
  const until = new Date(clock.now().getTime() + 24 * HOUR_MS).toISOString();
  expect(devicesOf(await second.api.get('/v1/devices'))).toMatchObject([
    { id: second.phone.deviceId, cooling_until: until },
  ]);
});

test('of devices that a new resident enrols at once, one is the first and the others cool down', async () => {
  const person = stranger();
  await Promise.all([1, 2, 3].map(() => enrolPhone({ apiUrl: url, now: clock.now, person })));
  const { token } = await signInPerson({ apiUrl: url, person });
  const devices = devicesOf(await api.get('/v1/devices', { token }));
  expect(devices).toHaveLength(3);
  expect(devices.filter(({ cooling_until }) => cooling_until === null)).toHaveLength(1);
});

test('an enrolment whose reply was lost is answered again: same device, same secret, and tokens that work', async () => {
  const { enrol: enrolAgain } = await readyToEnrol(stranger());
  const lost = await enrolAgain();
  const found = await enrolAgain();
  expect([lost.status, found.status]).toEqual([201, 201]);
  expect(found.body.device).toEqual(lost.body.device);
  expect(found.body.offline_secret).toBe(lost.body.offline_secret);
  expect(found.body.tokens).not.toEqual(lost.body.tokens);
});

test('the same enrolment many times at once makes one device, with one session that is alive', async () => {
  const { signIn, enrol: enrolAgain } = await readyToEnrol(stranger());
  const answers = await Promise.all([1, 2, 3, 4].map(() => enrolAgain()));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(devicesOf(await api.get('/v1/devices', { token: signIn.token }))).toHaveLength(1);
});

test('an enrolment that the same one overtakes before it is answered is enrolled, too', async () => {
  const { enrol: enrolAgain } = await readyToEnrol(stranger());
  const trx = await database.transaction();
  // Whom a device speaks for is what is read last: both wait, one for this and one for the other.
  await trx.raw('lock table transactions.wallets in access exclusive mode');
  const answers = Promise.all([1, 2].map(() => enrolAgain()));
  await vi.waitUntil(async () => (await countWaiting()) === 2, { timeout: 10_000 });
  await trx.rollback();
  expect((await answers).map(({ status }) => status)).toEqual([201, 201]);
});

test('one sign-in enrols one device', async () => {
  const { signIn, enrol: enrolIt } = await readyToEnrol(stranger());
  await enrolIt();
  const key = newDeviceKeyPair();
  const proof = enrolmentProof(key, url, signIn.device_challenge);
  expectProblem(await enrolIt({ public_key: key.publicJwk, proof }), 409, 'sign_in_used');
});

test('a device whose session ended comes back with a new sign-in, and does not cool down', async () => {
  const person = stranger();
  const first = await signInAndEnrol(service, person);
  const again = await signInAndEnrol(service, person, { key: first.phone.key });
  expect(again.phone.deviceId).toBe(first.phone.deviceId);
  expect(again.phone.offlineSecret).toBe(first.phone.offlineSecret);
  expectProblem(await first.api.get('/v1/wallet'), 401, 'unauthorized');
  expect((await again.api.get('/v1/wallet')).status).toBe(200);
});

test('a key that somebody enrolled is nobody else’s, not even its owner’s once it was removed', async () => {
  const person = stranger();
  const { phone, api: asPhone } = await signInAndEnrol(service, person);
  const { key } = phone;
  const other = await readyToEnrol(stranger());
  const proof = enrolmentProof(key, url, other.signIn.device_challenge);
  expectProblem(await other.enrol({ public_key: key.publicJwk, proof }), 409, 'key_already_used');
  await asPhone.post(`/v1/devices/${phone.deviceId}/remove`, { body: {}, key: null });
  const owner = await readyToEnrol(person);
  const ownProof = enrolmentProof(key, url, owner.signIn.device_challenge);
  expectProblem(await owner.enrol({ public_key: key.publicJwk, proof: ownProof }), 409, 'key_already_used');
});

test('nobody has more than five devices', async () => {
  const person = stranger();
  for (const _ of [1, 2, 3, 4, 5]) await signInAndEnrol(service, person);
  const sixth = await readyToEnrol(person);
  expectProblem(await sixth.enrol(), 409, 'too_many_devices');
});

test('a removed device stops at once, and removing it again changes nothing', async () => {
  const person = stranger();
  const [kept, lost] = [await signInAndEnrol(service, person), await signInAndEnrol(service, person)];
  expect((await lost.api.get('/v1/wallet')).status).toBe(200);
  const path = `/v1/devices/${lost.phone.deviceId}/remove`;
  const removed = await kept.api.post(path, { body: {}, key: null });
  expect(removed.status).toBe(200);
  expectProblem(await lost.api.get('/v1/wallet'), 401, 'unauthorized');
  await expect(lost.phone.refresh()).rejects.toThrow('refresh_token_invalid');
  expect(await kept.api.post(path, { body: {}, key: null })).toMatchObject({
    status: 200,
    body: removed.body,
  });
  expect(devicesOf(await kept.api.get('/v1/devices'))).toMatchObject([{ id: kept.phone.deviceId }]);
});

test('another resident’s device, or none, is not found', async () => {
  const [own, foreign] = [
    await signInAndEnrol(service, stranger()),
    await signInAndEnrol(service, stranger()),
  ];
  for (const id of [
    foreign.phone.deviceId,
    'dev_00000000000000000000000000',
    'dev_x',
    foreign.phone.residentId,
  ])
    expectProblem(
      await own.api.post(`/v1/devices/${id}/remove`, { body: {}, key: null }),
      404,
      'device_not_found',
    );
  expect((await foreign.api.get('/v1/wallet')).status).toBe(200);
});

test('a sign-in’s token enrols and lists, and does nothing else', async () => {
  const { token } = await signInPerson({ apiUrl: url, person: stranger() });
  expect((await api.get('/v1/devices', { token })).status).toBe(200);
  for (const path of ['/v1/wallet', '/v1/wallet/statement'])
    expectProblem(await api.get(path, { token }), 403, 'wrong_token_kind');
  const device = 'dev_00000000000000000000000000';
  expectProblem(await api.post(`/v1/devices/${device}/remove`, { token }), 403, 'wrong_token_kind');
});

test('a sign-in’s token is over after ten minutes', async () => {
  const other = await startTestService({ identity: true });
  const { token } = await signInPerson({ apiUrl: other.url, person: 'mei' });
  other.clock.advanceMs(600_000 - 1);
  expect((await other.api.get('/v1/devices', { token })).status).toBe(200);
  other.clock.advanceMs(1);
  expectProblem(await other.api.get('/v1/devices', { token }), 401, 'unauthorized');
});

test('an enrolment without a proof of the key is refused, whatever is wrong with it', async () => {
  const { signIn, key, enrol: enrolIt } = await readyToEnrol(stranger());
  const other = newDeviceKeyPair();
  const challenge = signIn.device_challenge;
  const typ = 'device-enrolment+jws';
  const good = enrolmentProof(key, url, challenge);
  const forged = [
    enrolmentProof(other, url, challenge),
    enrolmentProof(key, url, 'another challenge'),
    enrolmentProof(key, 'http://elsewhere.example', challenge),
    key.signJws({ typ: 'dpop+jwt' }, { aud: url, challenge }),
    key.signJws({ typ, kid: 'x' }, { aud: url, challenge }),
    key.signJws({ typ }, { aud: url, challenge, more: 1 }),
    key.signJws({ typ }, `{"aud":"${url}","challenge":"x","challenge":"${challenge}"}`),
    good.replace(/[^.]+$/, ''),
    `${good}.`,
    'x',
    '',
  ];
  for (const proof of forged) expectProblem(await enrolIt({ proof }), 422, 'proof_invalid');
  expect((await enrolIt()).status).toBe(201);
});

test('a key that is not the public half of a P-256 key is refused by its name', async () => {
  const { key, enrol: enrolIt } = await readyToEnrol(stranger());
  const { publicJwk } = key;
  const [x0] = publicJwk.x;
  const bad = [
    { ...publicJwk, d: publicJwk.x },
    { ...publicJwk, crv: 'P-384' },
    { ...publicJwk, kty: 'RSA' },
    { ...publicJwk, x: `${publicJwk.x}=` },
    { ...publicJwk, x: publicJwk.x.slice(0, -1) },
    { ...publicJwk, x: (x0 === 'A' ? 'B' : 'A') + publicJwk.x.slice(1) },
    { kty: 'EC', crv: 'P-256', x: publicJwk.x },
  ];
  for (const public_key of bad) {
    const answer = await enrolIt({ public_key });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.errors)).toContain('/public_key');
  }
  expectFieldProblem(await enrolIt({ name: '' }), 400, '/name');
  expectFieldProblem(await enrolIt({ owner: 'x' }), 400, '/owner');
});

test('of what a device is handed, the database has hashes and closed boxes alone', async () => {
  const { phone } = await signInAndEnrol(service, stranger());
  const { rows } = await database.raw<{ rows: { everything: string }[] }>(
    `select string_agg(t::text, ' ') as everything from (
       select to_jsonb(d)::text as t from transactions.devices d
       union all select to_jsonb(r)::text from transactions.refresh_tokens r
       union all select to_jsonb(f)::text from transactions.token_families f
       union all select to_jsonb(k)::text from transactions.token_signing_keys k
       union all select to_jsonb(i)::text from transactions.resident_identities i
       union all select to_jsonb(s)::text from transactions.sign_ins s) everything`,
  );
  const everything = rows[0]?.everything ?? '';
  expect(everything).toContain(phone.key.publicJwk.x);
  const secret = Buffer.from(phone.offlineSecret, 'base64url');
  const subject = `G0${String(guests).padStart(8, '0')}`;
  for (const text of [
    phone.accessToken,
    phone.refreshToken,
    phone.offlineSecret,
    secret.toString('hex'),
    subject,
  ])
    expect(everything).not.toContain(text);
});

test('a device of one service is none for another', async () => {
  const { phone } = await signInAndEnrol(service, stranger());
  const other = await startTestService({ identity: true });
  const asPhone = createApi(other.url, phone.headersFor);
  expectProblem(await asPhone.get('/v1/wallet'), 401, 'unauthorized');
  expect(textOf(await asPhone.get('/v1/wallet'), 'detail')).toContain('access token');
});
