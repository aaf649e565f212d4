import type {
  AcceptedInvitation,
  DigestChoice,
  EnrolmentView,
  HandedOver,
  Leaving,
  Overview,
  ProConnectOffer,
  SessionView,
} from '@halles/contracts';
import { isRecord } from './problem';

/**
 * Shape checks at the border. They look at what the screens stand on and let unknown fields pass, so that a
 * console left open survives a newer API; the full schemas of the contracts would cost 100 kB in the browser.
 */
export function isSessionView(body: unknown): body is SessionView {
  return (
    isRecord(body) &&
    typeof body['email'] === 'string' &&
    typeof body['step'] === 'string' &&
    isRecord(body['menu']) &&
    Array.isArray(body['menu']['platform']) &&
    Array.isArray(body['menu']['tenants'])
  );
}

export function isEnrolment(body: unknown): body is EnrolmentView {
  return isRecord(body) && typeof body['secret'] === 'string' && isRecord(body['qr']);
}

export function isAcceptedInvitation(body: unknown): body is AcceptedInvitation {
  return isRecord(body) && (body['session'] === null || isSessionView(body['session']));
}

export function isLeaving(body: unknown): body is Leaving {
  if (!isRecord(body)) return false;
  const { address } = body;
  return address === null || (typeof address === 'string' && /^https?:\/\//.test(address));
}

export const isHandedOver = (body: unknown): body is HandedOver =>
  isRecord(body) && typeof body['address'] === 'string' && /^https?:\/\//.test(body['address']);

/** Of the offer of ProConnect, and of what the owner of an account sees of it. */
export const isProConnect = <T extends ProConnectOffer>(body: unknown): body is T =>
  isRecord(body) && typeof body['isOffered'] === 'boolean';

export const isDigestChoice = (body: unknown): body is DigestChoice =>
  isRecord(body) && typeof body['isWanted'] === 'boolean';

/** Whether a body has a list of that name. */
export const hasList =
  <T>(name: keyof T & string) =>
  (body: unknown): body is T =>
    isRecord(body) && Array.isArray(body[name]);

/** Whether a body has records of those names. */
export const hasRecords =
  <T>(...names: readonly (keyof T & string)[]) =>
  (body: unknown): body is T =>
    isRecord(body) && names.every((name) => isRecord(body[name]));

/** Whether a body has numbers of those names. */
export const hasNumbers =
  <T>(...names: readonly (keyof T & string)[]) =>
  (body: unknown): body is T =>
    isRecord(body) && names.every((name) => typeof body[name] === 'number');

/** Whether a body has texts of those names. */
export const hasTexts =
  <T>(...names: readonly (keyof T & string)[]) =>
  (body: unknown): body is T =>
    isRecord(body) && names.every((name) => typeof body[name] === 'string');

export function isOverview(body: unknown): body is Overview {
  if (!isRecord(body) || !isRecord(body['health']) || !Array.isArray(body['tenants'])) return false;
  const { health, tenants } = body;
  return (
    typeof health['at'] === 'string' &&
    Array.isArray(health['engines']) &&
    health['engines'].every(isRecord) &&
    isRecord(health['outbox']) &&
    tenants.every(
      (row: unknown) => isRecord(row) && typeof row['slug'] === 'string' && Array.isArray(row['hosts']),
    )
  );
}
