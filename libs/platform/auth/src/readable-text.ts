import { randomInt } from 'node:crypto';

/** Without the letters and digits that people confuse when they read them aloud or from a screen. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Random text that people can read out and type: almost five bits a character. */
export function readableText(length: number): string {
  return Array.from({ length }, () => READABLE.charAt(randomInt(READABLE.length))).join('');
}
