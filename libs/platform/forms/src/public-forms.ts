import { createHash, randomUUID } from 'node:crypto';
import { type DefinedError, DomainError, mailboxOf, normalizeEmail } from '@halles/kernel';
import { isOutage } from '@halles/platform/database';
import {
  type Client,
  type Counted,
  countedTogether,
  InvalidInput,
  type LimitKeys,
  RateLimited,
  RateLimiter,
  subnetKey,
  visitorKey,
} from '@halles/platform/http';
import { InjectLog, type Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FormReader } from './form-reader';
import { type FormState, newForm } from './form-state';
import { type FormValues, textOf } from './form-values';
import { ProofMissing } from './forms.errors';
import type { PostedForm } from './posted-form';
import { ProofOfWork, type Submission } from './proof-of-work';
import { type FormRefusal, isOfTheForm, refusalOf } from './submit-form';

/** Names of the fields that every public form carries (partial `forms/guards`). */
export const HONEYPOT = 'website';
export const IDEMPOTENCY_KEY = 'idempotencyKey';
export const PROOF = 'proof';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Seconds after which a form that could not be stored is worth sending again. */
const RETRY_AFTER = 10;

/** A form that anybody may send, with the id of the listing that it is about. */
export type PublicFormName =
  | 'addition'
  | 'enquiry'
  | `${'booking' | 'conversation' | 'correction' | 'list' | 'order' | 'report' | 'transfer'}/${number}`;

type ErrorClass = Pick<DefinedError<object>, 'code'>;

export interface PublicSubmission<T, R> {
  readonly ctx: TenantContext;
  readonly client: Client;
  /** As it was shown by `blank`: a proof for another form, or about another listing, is none. */
  readonly name: PublicFormName;
  readonly form: FormReader<T>;
  readonly posted: PostedForm;
  /** Stores what was sent. The same key again is the same submission. @param isProven whether a proof of work came with it */
  readonly use: (input: T, idempotencyKey: string, isProven: boolean) => Promise<R>;
  /** The use case's error for a key that came before with other contents, where it knows the key again. */
  readonly keyReused?: ErrorClass;
  /** Shows the form again. */
  readonly again: (refusal: FormRefusal) => R | Promise<R>;
}

/**
 * Forms that anybody may send: a field that only programs fill in, a key that makes sending twice harmless, a proof of
 * work, a limit for each visitor, and a much tighter one for what comes without the proof. What was typed is never lost:
 * whatever happens, the form comes back with it and says so; a program gets the error itself.
 */
@Injectable()
export class PublicForms {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly proofs: ProofOfWork,
    @InjectLog() private readonly log: Log,
  ) {}

  /** A form that nobody has sent yet. @param idempotencyKey a UUID, where it may have been shown before; a new one unless given */
  blank(
    ctx: TenantContext,
    name: PublicFormName,
    values: FormValues = {},
    idempotencyKey: string = randomUUID(),
  ): Promise<FormState> {
    return this.guarded(ctx, name, { ...newForm(values), idempotencyKey });
  }

  /** @throws DomainError where a program asks, and errors about the address */
  async submit<T, R>({
    ctx,
    client,
    name,
    form,
    posted,
    use,
    keyReused,
    again,
  }: PublicSubmission<T, R>): Promise<R> {
    const reading = form.read(posted);
    const { values } = reading;
    const key = textOf(values, IDEMPOTENCY_KEY);
    try {
      const hasKey = keyReused === undefined || UUID.test(key);
      if (posted.limitReached) throw posted.limitReached;
      if (!reading.ok || !hasKey)
        throw new InvalidInput({}, [
          ...(reading.ok ? [] : reading.error.errors),
          ...(hasKey ? [] : [missingKey]),
        ]);
      if (textOf(values, HONEYPOT) !== '') throw new InvalidInput({});
      const keys = limitKeys(name, client, mailboxIn(reading.input));
      const { counted, isProven } = await this.count(
        ctx,
        client,
        { form: name, key },
        { keys, proof: textOf(values, PROOF) },
      );
      return await orGiveBack(counted, use(reading.input, key, isProven), keyReused);
    } catch (error) {
      if (client.isProgram) throw error;
      const refusal = this.refusal(error, values, key, keyReused);
      return again({ ...refusal, state: await this.guarded(ctx, name, refusal.state) });
    }
  }

  /** How the form is shown again. @throws errors about the address */
  private refusal(
    error: unknown,
    values: FormValues,
    key: string,
    keyReused: ErrorClass | undefined,
  ): FormRefusal {
    if (isOfTheForm(error)) return refusalOfPublicForm(error, values, key, keyReused);
    if (error instanceof DomainError) throw error;
    this.log.error({ err: error }, 'a public form could not be stored');
    // The same key again: a second try of what was stored after all stays one submission.
    return {
      state: { values, errors: {}, problem: 'unavailable', idempotencyKey: key },
      status: 503,
      headers: { 'retry-after': String(RETRY_AFTER) },
    };
  }

  /** A challenge is for the key of its form, and expires: each time that a form is shown it has a new one. */
  private async guarded(ctx: TenantContext, form: PublicFormName, state: FormState): Promise<FormState> {
    const { idempotencyKey = randomUUID() } = state;
    const challenge = await this.proofs.challenge(ctx, { form, key: idempotencyKey });
    return { ...state, idempotencyKey, challenge };
  }

  /** @throws ProofMissing, RateLimited */
  private async count(
    ctx: TenantContext,
    { address }: Client,
    submission: Submission,
    { keys, proof }: { readonly keys: LimitKeys; readonly proof: string },
  ): Promise<{ readonly counted: Counted; readonly isProven: boolean }> {
    const counted = await this.limiter.takeAll(ctx, keys);
    // Last: what is refused anyway spends no proof, and takes none of what a whole subnet may send without one.
    const proven = await this.proofs.accept(ctx, submission, proof);
    try {
      const other = proven ?? (await this.limiter.take('unproven', ctx, address));
      return { counted: countedTogether([counted, other]), isProven: proven !== null };
    } catch (refusal) {
      if (!(refusal instanceof RateLimited)) throw refusal;
      // Or who tries again too soon spends what they may send, and is then told of a longer wait.
      await counted.giveBack();
      throw new ProofMissing(refusal.params);
    }
  }
}

/** Limits are kept where nobody needs to read an address. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/**
 * The mailbox whose address is left in a form, null where there is none. It is looked for in what the form's own schema gives
 * and not in what was posted: a form that has no such field takes none. Pure.
 */
function mailboxIn(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('email' in input)) return null;
  const { email } = input;
  return typeof email === 'string' && email !== '' ? mailboxOf(normalizeEmail(email)) : null;
}

/**
 * What a form is counted by. An address may be a whole school: what it sends of one form, a report on one listing, is held
 * tighter than all that it sends; and one address for mails sends only so much from one subnet: a stranger elsewhere, who
 * writes in the name of a mailbox, locks nobody out. Pure.
 */
function limitKeys(name: PublicFormName, { address }: Client, mailbox: string | null): LimitKeys {
  const visitor = visitorKey(address).replaceAll(':', '_');
  const [, shop] = /^(?:booking|order|list)\/(.*)$/.exec(name) ?? [];
  if (shop !== undefined) return { order: `${visitor}_${shop}`, orderVisitor: address, orderSubnet: address };
  return {
    contact: `${visitor}_${name}`,
    contactVisitor: address,
    contactSubnet: address,
    ...(mailbox !== null && { contactEmail: digestOf(`${subnetKey(address)} ${mailbox}`) }),
  };
}

/**
 * What is not stored for our sake may be sent again, as often as the outage lasts: it counts for nobody. Nor does what changed
 * before it was sent: a price, a slot, the last of something. A key that comes back with other contents stays counted.
 */
const orGiveBack = <R>(counted: Counted, work: Promise<R>, keyReused: ErrorClass | undefined): Promise<R> =>
  work.catch(async (error: unknown) => {
    if (isOutage(error) || isConflict(error, keyReused)) await counted.giveBack();
    throw error;
  });

const isConflict = (error: unknown, keyReused: ErrorClass | undefined): boolean =>
  error instanceof DomainError && error.kind === 'conflict' && error.code !== keyReused?.code;

const missingKey = {
  pointer: `/${IDEMPOTENCY_KEY}`,
  message: {
    fr: 'Le formulaire a expiré : envoyez-le à nouveau.',
    en: 'The form has expired: please send it again.',
  },
} as const;

/** How a public form is shown again: a key that is lost, or was used with other contents, is replaced by a new one. Pure. */
function refusalOfPublicForm(
  error: DomainError<object>,
  values: FormValues,
  key: string,
  keyReused: ErrorClass | undefined,
): FormRefusal {
  const hasLostKey = error.errors.some(({ pointer }) => pointer === missingKey.pointer);
  const isNewKey = !UUID.test(key) || error.code === keyReused?.code;
  const refusal = refusalOf(error, values, problemOf(error, values, { hasLostKey, keyReused }));
  const { [IDEMPOTENCY_KEY]: _key, ...errors } = refusal.state.errors;
  return {
    ...refusal,
    state: { ...refusal.state, errors, idempotencyKey: isNewKey ? randomUUID() : key },
  };
}

/** What is said of the whole form; undefined for the error's own sentence. Pure. */
function problemOf(
  error: DomainError<object>,
  values: FormValues,
  { hasLostKey, keyReused }: { readonly hasLostKey: boolean; readonly keyReused: ErrorClass | undefined },
): string | undefined {
  if (error.code === keyReused?.code) return 'alreadySent';
  if (error.code !== InvalidInput.code) return undefined;
  if (error.errors.length === 0 && textOf(values, HONEYPOT) !== '') return 'trapped';
  return hasLostKey && error.errors.length === 1 ? 'reloaded' : 'invalid';
}
