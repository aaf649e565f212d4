import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

const ITERATIONS = 4_096;

function verifierOf(password: string, salt: Buffer, iterations: number): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const stored = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const server = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}

/** What PostgreSQL stores for a password (RFC 5802, RFC 7677), made here so that the password never travels in SQL. */
export function scramVerifier(password: string): string {
  return verifierOf(password, randomBytes(16), ITERATIONS);
}

/** Whether a stored verifier is that of the password. */
export function scramMatches(password: string, verifier: string): boolean {
  const [, iterations, salt] = /^SCRAM-SHA-256\$(\d+):([A-Za-z0-9+/=]+)\$/.exec(verifier) ?? [];
  if (!iterations || !salt) return false;
  const expected = Buffer.from(verifierOf(password, Buffer.from(salt, 'base64'), Number(iterations)));
  const actual = Buffer.from(verifier);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
