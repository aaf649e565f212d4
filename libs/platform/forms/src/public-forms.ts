import { randomUUID } from 'node:crypto';
import { DomainError } from '@halles/kernel';
import { type Client, InvalidInput, RateLimited, RateLimiter } from '@halles/platform/http';
import { InjectLog, type Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FormDefinition } from './define-form';
import { type FormState, newForm } from './form-state';
import { type FormValues, textOf } from './form-values';
import { type FormRefusal, refusalOf } from './submit-form';

/** Names of the fields that every public form carries (partial `forms/guards`). */
export const HONEYPOT = 'website';
export const IDEMPOTENCY_KEY = 'idempotencyKey';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Seconds after which a form that could not be stored is worth sending again. */
const RETRY_AFTER = 10;

export interface PublicSubmission<T, R> {
  readonly ctx: TenantContext;
  readonly client: Client;
  readonly form: FormDefinition<T>;
  readonly body: unknown;
  /** Stores what was sent. The same key again is the same submission. */
  readonly use: (input: T, idempotencyKey: string) => Promise<R>;
  /** Shows the form again. */
  readonly again: (refusal: FormRefusal) => R | Promise<R>;
}

/**
 * Forms that anybody may send: a field that only programs fill in, a key that makes sending twice harmless, a limit for
 * each visitor. What was typed is never lost: whatever happens, the form comes back with it and says so; a program gets
 * the error itself.
 */
@Injectable()
export class PublicForms {
  constructor(
    private readonly limiter: RateLimiter,
    @InjectLog() private readonly log: Log,
  ) {}

  /** A form that nobody has sent yet. */
  blank(values: FormValues = {}): FormState {
    return { ...newForm(values), idempotencyKey: randomUUID() };
  }

  /** @throws DomainError where a program asks */
  async submit<T, R>({ ctx, client, form, body, use, again }: PublicSubmission<T, R>): Promise<R> {
    const reading = form.read(body);
    const { values } = reading;
    const key = textOf(values, IDEMPOTENCY_KEY);
    let refused: DomainError | Unstored;
    try {
      const hasKey = UUID.test(key);
      if (!reading.ok || !hasKey)
        throw new InvalidInput({}, [...(reading.ok ? [] : reading.issues), ...(hasKey ? [] : [missingKey])]);
      if (textOf(values, HONEYPOT) !== '') throw new InvalidInput({});
      await this.limiter.take('contact', ctx, client.address);
      return await use(reading.input, key);
    } catch (error) {
      if (error instanceof DomainError && NOT_OF_THE_FORM.has(error.kind)) throw error;
      if (client.isProgram) throw error;
      refused = error instanceof DomainError ? error : new Unstored(error);
    }
    return again(this.#refusal(refused, values, key));
  }

  #refusal(refused: DomainError | Unstored, values: FormValues, key: string): FormRefusal {
    if (refused instanceof Unstored) {
      this.log.error({ err: refused.cause }, 'a public form could not be stored');
      return {
        state: { values, errors: {}, problem: 'unavailable', idempotencyKey: key },
        status: 503,
        headers: { 'retry-after': String(RETRY_AFTER) },
      };
    }
    const { problem, isNewKey } = problemOf(refused, values);
    const refusal = refusalOf(refused, values, problem);
    const { [IDEMPOTENCY_KEY]: _key, ...errors } = refusal.state.errors;
    return {
      ...refusal,
      state: { ...refusal.state, errors, idempotencyKey: isNewKey ? randomUUID() : key },
    };
  }
}

const NOT_OF_THE_FORM: ReadonlySet<string> = new Set(['not-found', 'gone']);

const missingKey = {
  pointer: `/${IDEMPOTENCY_KEY}`,
  message: {
    fr: 'Le formulaire a expiré : envoyez-le à nouveau.',
    en: 'The form has expired: please send it again.',
  },
} as const;

/** Something other than an error of the catalogue kept a form from being stored. */
class Unstored {
  constructor(readonly cause: unknown) {}
}

/** What is said of the whole form, and whether it needs a new key. Pure. */
function problemOf(
  error: DomainError,
  values: FormValues,
): { readonly problem?: string; readonly isNewKey: boolean } {
  if (error.code === RateLimited.code) return { problem: 'limited', isNewKey: false };
  if (error.kind === 'conflict') return { problem: 'alreadySent', isNewKey: true };
  if (error.code !== InvalidInput.code) return { isNewKey: false };
  if (textOf(values, HONEYPOT) !== '' && error.errors.length === 0)
    return { problem: 'trapped', isNewKey: false };
  const hasLostKey = error.errors.some(({ pointer }) => pointer === missingKey.pointer);
  return {
    problem: hasLostKey && error.errors.length === 1 ? 'reloaded' : 'invalid',
    isNewKey: hasLostKey,
  };
}
