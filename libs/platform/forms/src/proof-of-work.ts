import { randomInt } from 'node:crypto';
import { Clock, MINUTE } from '@halles/kernel';
import { type Config, derivedKey, InjectConfig } from '@halles/platform/config';
import { type Counted, RateLimited, RateLimiter } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';

/** Rounds of one derivation: half a millisecond of a server, a few of a telephone. */
const COST = 1_000;
/** How many derivations a browser makes before it has found the one that was asked for: from the first on, so that no program can begin further on. */
const DERIVATIONS = [1, 180] as const;
/** How long a form may be filled in. Afterwards it is given back with a new challenge. */
const VALID = 120 * MINUTE;

/** A solution as the page's script, or a program, sends it: JSON in a field. */
const proofSchema = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal('PBKDF2/SHA-256'),
      cost: z.literal(COST),
      nonce: z.string().regex(/^[0-9a-f]{32}$/),
      salt: z.string().regex(/^[0-9a-f]{32}$/),
      keyLength: z.literal(32),
      keyPrefix: z.string().regex(/^[0-9a-f]{32}$/),
      expiresAt: z.number(),
    }),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** What a proof of work is for: one sending of one form. */
export interface Submission {
  /** Which form, and about which listing where it is about one: `report/42`. */
  readonly form: string;
  /** The key of the form as it was shown. */
  readonly key: string;
}

/**
 * Proof of work: what a browser computes in the background while somebody fills in a public form, and what makes sending
 * a thousand of them dear. A challenge is signed for one submission of one form of the territory and expires: a form that
 * is sent again, by a double click or a second try, brings the same proof for the same submission. It says nothing about
 * a person and is stored nowhere.
 */
@Injectable()
export class ProofOfWork {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly limiter: RateLimiter,
    private readonly clock: Clock,
  ) {}

  /** A new challenge for one submission, as JSON. */
  async challenge(ctx: TenantContext, submission: Submission): Promise<string> {
    const challenge = await createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: COST,
      counter: randomInt(...DERIVATIONS),
      deriveKey,
      expiresAt: new Date(this.clock.now().getTime() + VALID),
      hmacSignatureSecret: this.secret(ctx, submission),
    });
    return JSON.stringify(challenge);
  }

  /**
   * Takes a proof that is a solution of a challenge of ours, for this submission on this territory, that has not expired
   * and did not serve too often.
   * @returns that it has served once more now; null where it is none
   */
  async accept(ctx: TenantContext, submission: Submission, proof: string): Promise<Counted | null> {
    const sent = proofSchema.safeParse(jsonOf(proof));
    if (!sent.success) return null;
    const { challenge, solution } = sent.data;
    if (challenge.parameters.expiresAt * 1_000 < this.clock.now().getTime()) return null;
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: this.secret(ctx, submission),
    });
    return verified ? this.serves(ctx, challenge.signature) : null;
  }

  /**
   * That it is one of the first times, null where it is not: the limit `proof` lasts for as long as a challenge. Without Redis each process
   * counts by itself. That a submission is one, however often it comes, is for the database to say.
   */
  private async serves(ctx: TenantContext, signature: string): Promise<Counted | null> {
    try {
      return await this.limiter.take('proof', ctx, signature);
    } catch (refusal) {
      if (refusal instanceof RateLimited) return null;
      throw refusal;
    }
  }

  /** Of the form too: a key is chosen by who sends it, and would else serve once in each form. */
  private secret({ tenant }: TenantContext, { form, key }: Submission): string {
    const purpose = JSON.stringify([tenant.id, form, key]);
    return derivedKey(this.config.masterKey, `proof-of-work/${purpose}`).toString('hex');
  }
}

/** What a text of JSON says; undefined where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
