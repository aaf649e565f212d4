import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** A new opaque session id: 256 random bits. The browser keeps it, the database only its hash. */
export function newSessionToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** SHA-256 of a token, as it is stored: a leaked table opens no session. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Whether the text has the form of a token of ours. Pure. */
export function isSessionToken(text: string): boolean {
  return FORM.test(text);
}
