import { problemOfRefusal } from '@tamsui/platform/http';
import { notFound } from '../http/id-fields.ts';
import { type Route, route } from '../http/route.ts';
import { ENROLMENT_REFUSALS } from './device-errors.ts';
import { nameDevice } from './device-name.ts';
import {
  deviceListWire,
  deviceWire,
  enrolDeviceBody,
  enrolledWire,
  printDevice,
  printEnrolled,
} from './device-schema.ts';
import { findDevicesOf } from './device-store.ts';
import { type EnrolDeviceDeps, enrolDevice } from './enrol-device.ts';
import { removeDevice } from './remove-device.ts';

const TAG = 'Sign-in and devices';

export function deviceRoutes(deps: EnrolDeviceDeps): Route[] {
  return [enrolDeviceRoute(deps), listDevicesRoute(deps), removeDeviceRoute(deps)];
}

function enrolDeviceRoute(deps: EnrolDeviceDeps): Route {
  return route({
    method: 'post',
    path: '/v1/devices',
    operation: 'enrolDevice',
    tag: TAG,
    summary: 'Enrol the device that a resident has signed in on',
    description:
      'The proof is a compact JWS of type device-enrolment+jws, signed with ES256 by the key that is enrolled, over ' +
      '{"aud": our first public address, "challenge": that of the sign-in}. Sent again by the same sign-in with the ' +
      'same key, it answers with new tokens and the same secret.',
    access: { signIn: true },
    body: enrolDeviceBody,
    answers: { 201: enrolledWire },
    refusals: [ENROLMENT_REFUSALS],
    handle: async ({ who, body: { name, public_key: publicKey, proof } }) => {
      const enrolled = await enrolDevice(deps, who, { name, publicKey, proof });
      if (!enrolled.ok) throw problemOfRefusal(enrolled.refusal, ENROLMENT_REFUSALS);
      const { device, ...given } = enrolled.value;
      return { status: 201, body: printEnrolled(await nameDevice(deps.vault, device), given) };
    },
  });
}

function listDevicesRoute({ database, vault }: EnrolDeviceDeps): Route {
  return route({
    method: 'get',
    path: '/v1/devices',
    operation: 'listDevices',
    tag: TAG,
    summary: "List the resident's devices, oldest first, without those that were removed",
    access: { resident: 'general', signIn: true },
    answers: { 200: deviceListWire },
    handle: async ({ who }) => {
      const devices = await findDevicesOf(database, who.residentId);
      const askedBy = who.kind === 'resident' ? who.deviceId : null;
      const kept = devices.filter(({ removedAt }) => removedAt === null);
      const named = await Promise.all(kept.map((device) => nameDevice(vault, device)));
      return { status: 200, body: { data: named.map((device) => printDevice(device, askedBy)) } };
    },
  });
}

function removeDeviceRoute(deps: EnrolDeviceDeps): Route {
  return route({
    method: 'post',
    path: '/v1/devices/:id/remove',
    operation: 'removeDevice',
    tag: TAG,
    summary: 'Remove a device: it can do nothing more from this moment on',
    access: { resident: 'general' },
    id: { prefix: 'dev', thing: 'device' },
    answers: { 200: deviceWire },
    handle: async ({ who, id }) => {
      const removed = await removeDevice(deps, { id, residentId: who.residentId });
      if (removed === undefined) throw notFound('device');
      return { status: 200, body: printDevice(await nameDevice(deps.vault, removed), who.deviceId) };
    },
  });
}
