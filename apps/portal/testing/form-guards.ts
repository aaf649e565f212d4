import { required } from '@halles/kernel';
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

/** The challenge of the form on a page, as its script reads it. */
export function challengeIn(html: string): Challenge {
  const [, text = ''] = /<proof-of-work data-challenge="([^"]+)"/.exec(html) ?? [];
  return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&#x3D;', '=')) as Challenge;
}

/** What a browser with JavaScript adds to a public form: its key, and the challenge of its page solved. */
export async function guardsIn(html: string): Promise<{ idempotencyKey: string; proof: string }> {
  const challenge = challengeIn(html);
  const solution = await solveChallenge({ challenge, deriveKey });
  return {
    idempotencyKey: required(/name="idempotencyKey" value="([^"]+)"/.exec(html)?.[1], 'the key of the form'),
    proof: JSON.stringify({ challenge, solution }),
  };
}
