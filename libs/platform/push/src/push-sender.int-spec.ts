import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@halles/kernel';
import { loadConfig } from '@halles/platform/config';
import { PushSender, type PushSubscription, PushUnavailable } from './push-sender';
import { vapidKeys } from './vapid-keys';

const MASTER_KEY = 'a-master-key-of-more-than-thirty-two-characters';
const config = loadConfig({
  MASTER_KEY,
  DATABASE_URL: 'postgres://localhost/halles',
  REDIS_URL: 'redis://localhost',
  SMTP_URL: 'smtp://localhost',
  PUSH_SERVICES: 'push.example',
});

/** What a browser does with a message (RFC 8291 over RFC 8188). */
function decrypt(body: Buffer, browser: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const keyLength = body[20] ?? 0;
  const sender = body.subarray(21, 21 + keyLength);
  const cipher = body.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', browser.computeSecret(sender), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(cipher.subarray(-16));
  const padded = Buffer.concat([decipher.update(cipher.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

/** Whether the Authorization header was signed by the installation's key (RFC 8292). Gives the claims. */
function readSignature(header: string): {
  readonly isOurs: boolean;
  readonly claims: Record<string, unknown>;
} {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(\S+)$/.exec(header) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const isOurs =
    key === vapidKeys(MASTER_KEY).publicKey &&
    verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
  return {
    isOurs,
    claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>,
  };
}

describe('notifications to browsers', () => {
  let service: Server;
  let answer = 201;
  let retryAfter = '';
  let within = 30_000;
  let now = Date.parse('2026-12-01T06:00:00Z');
  const received: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const auth = randomBytes(16);
  const subscription: PushSubscription = {
    endpoint: 'https://fr.push.example/subscription/1',
    p256dh: browser.getPublicKey('base64url'),
    auth: auth.toString('base64url'),
  };
  const message = { payload: { event: 'report' }, topic: 'a-topic', ttl: 3_600 };
  let sender: PushSender;

  beforeAll(async () => {
    service = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(parts) });
        if (answer === 0) return;
        response.writeHead(answer, retryAfter === '' ? {} : { 'retry-after': retryAfter }).end();
      });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const { port } = service.address() as AddressInfo;
    sender = new PushSender(config, { now: () => new Date(now) }, async ({ endpoint, headers, body }) => {
      const url = `http://127.0.0.1:${port}${new URL(endpoint).pathname}`;
      const got = await fetch(url, {
        method: 'POST',
        headers,
        body: Buffer.from(body),
        signal: AbortSignal.timeout(within),
      });
      return { status: got.status, retryAfter: got.headers.get('retry-after') };
    });
  });
  afterAll(() => new Promise((resolve) => service.close(resolve)));
  beforeEach(() => {
    received.length = 0;
    answer = 201;
    retryAfter = '';
    now += 3_700_000;
  });

  it('arrive at the service that the browser named, readable by it alone, signed by the installation', async () => {
    expect(await sender.send(subscription, message)).toBe('sent');
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = received;
    expect(body.includes('report')).toBe(false);
    expect(JSON.parse(decrypt(body, browser, auth))).toEqual({ event: 'report' });
    expect(headers).toMatchObject({ ttl: '3600', topic: 'a-topic', 'content-encoding': 'aes128gcm' });
    const { isOurs, claims } = readSignature(headers.authorization ?? '');
    expect(isOurs).toBe(true);
    expect(claims).toMatchObject({
      aud: 'https://fr.push.example',
      sub: 'mailto:postmaster@halles.localhost',
    });
  });

  it.each([404, 410, 403])('say that a browser is gone after %s', async (status) => {
    answer = status;
    expect(await sender.send(subscription, message)).toBe('gone');
  });

  it.each([429, 500, 503])('are tried again after %s', async (status) => {
    answer = status;
    await expect(sender.send(subscription, message)).rejects.toBeInstanceOf(PushUnavailable);
  });

  it.each([
    ['120', 120],
    ['Tue, 01 Dec 2099 00:00:00 GMT', 3_600],
  ])('leave a service alone that asks for it (%s)', async (header, seconds) => {
    [answer, retryAfter] = [429, header];
    await expect(sender.send(subscription, message)).rejects.toBeInstanceOf(PushUnavailable);
    answer = 201;
    now += seconds * 1_000 - 1;
    await expect(sender.send(subscription, message)).rejects.toThrow('asked for a pause');
    expect(received).toHaveLength(1);
    now += 1;
    expect(await sender.send(subscription, message)).toBe('sent');
  });

  it('are tried again where nobody answers', async () => {
    [answer, within] = [0, 200];
    await expect(sender.send(subscription, message)).rejects.toBeInstanceOf(PushUnavailable);
    service.closeAllConnections();
    within = 30_000;
  });

  it.each([
    'http://push.example/1',
    'https://push.example:8443/1',
    'https://user:pass@push.example/1',
    'https://push.example.evil.test/1',
    'https://evilpush.example/1',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/1',
    'file:///etc/passwd',
    'push.example',
    '',
  ])('never leave for %s', async (endpoint) => {
    expect(sender.accepts(endpoint)).toBe(false);
    expect(await sender.send({ ...subscription, endpoint }, message)).toBe('gone');
    expect(received).toEqual([]);
  });

  it('are signed by the same key in each process, and by another under another master key', () => {
    expect(new PushSender(config, systemClock).publicKey).toBe(sender.publicKey);
    expect(Buffer.from(sender.publicKey, 'base64url')).toHaveLength(65);
    expect(vapidKeys(`${MASTER_KEY}x`).publicKey).not.toBe(sender.publicKey);
  });
});
