import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '@halles/platform/config';
import { z } from 'zod';
import type { TenantContext } from './tenant';

type PayloadShape = Readonly<Record<string, z.ZodType<string | number, string>>>;

/** A kind of link that is mailed: what its token says, and how long it counts. */
export interface SignedLink<TPayload> {
  /** Stable for ever: the token of one kind is worth nothing for another. */
  readonly kind: string;
  /** Names of the payload's fields, in the order in which tokens have them. */
  readonly fields: readonly (keyof TPayload & string)[];
  readonly payload: z.ZodType<TPayload>;
  /** How long it counts, ms. */
  readonly lifetime: number;
  /** The first instant at which a link that was sent at `since` does not count any more. Pure. */
  expiresAt(since: Date): Date;
  /** Whether the time of a link that was sent at `since` is over. Pure. */
  isOver(since: Date, now: Date): boolean;
}

/** A number of at most nine digits in a token. */
export const linkNumber = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,8})$/)
  .transform(Number);

/** The usual payload: a row, and which sending of its link it is, where a new one ends the older; 0 where it is sent once. */
export const linkToRow = { id: z.uuid(), serial: linkNumber } as const;

/**
 * Declares a kind of link: `const orderLink = defineSignedLink('order', linkToRow, 30 * DAY)`.
 * @param shape what each field of a token is read by
 * @param lifetime ms, from the instant that the row it names was written at
 */
export function defineSignedLink<const TShape extends PayloadShape>(
  kind: string,
  shape: TShape,
  lifetime: number,
): SignedLink<z.output<z.ZodObject<TShape>>> {
  const expiresAt = (since: Date): Date => new Date(since.getTime() + lifetime);
  return {
    kind,
    fields: Object.keys(shape) as (keyof z.output<z.ZodObject<TShape>> & string)[],
    payload: z.object(shape),
    lifetime,
    expiresAt,
    isOver: (since, now) => now >= expiresAt(since),
  };
}

/** What may stand in a token: a UUID, a number, a word. Neither dot nor slash, so that fields cannot run together. */
const FIELD = /^[A-Za-z0-9_-]+$/;

/**
 * Issues and reads links that carry their own proof: nothing is stored that would open them, and a job that runs twice
 * writes the same one. Signed under a key of MASTER_KEY for one kind and one tenant; whether a link was revoked, or its
 * time is over, is for the row that it names to say.
 */
export class SignedLinks {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly masterKey: string) {}

  /**
   * The token of a link, for an address: letters, digits, `-`, `_` and dots.
   * @throws Error on a payload with other characters, which is a bug of the caller
   */
  issue<TPayload extends Readonly<Record<keyof TPayload, string | number>>>(
    ctx: Pick<TenantContext, 'tenant'>,
    link: SignedLink<TPayload>,
    payload: TPayload,
  ): string {
    const values = link.fields.map((field) => String(payload[field]));
    if (!values.every((value) => FIELD.test(value)))
      throw new Error(`a link of the kind ${link.kind} cannot carry ${values.join(' ')}`);
    return [...values, this.sign(ctx, link.kind, values)].join('.');
  }

  /** What a token says; null unless it was issued here, for a link of this kind, on this tenant. */
  read<TPayload>(
    ctx: Pick<TenantContext, 'tenant'>,
    link: SignedLink<TPayload>,
    token: string,
  ): TPayload | null {
    const values = token.split('.');
    const signature = Buffer.from(values.pop() ?? '');
    if (values.length !== link.fields.length) return null;
    const expected = Buffer.from(this.sign(ctx, link.kind, values));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return null;
    const parsed = link.payload.safeParse(
      Object.fromEntries(link.fields.map((field, index) => [field, values[index]])),
    );
    return parsed.success ? parsed.data : null;
  }

  private sign(ctx: Pick<TenantContext, 'tenant'>, kind: string, values: readonly string[]): string {
    return createHmac('sha256', this.keyOf(kind))
      .update([ctx.tenant.id, ...values].join('/'))
      .digest('base64url');
  }

  private keyOf(kind: string): Buffer {
    const known = this.keys.get(kind) ?? derivedKey(this.masterKey, `token/${kind}`);
    this.keys.set(kind, known);
    return known;
  }
}
