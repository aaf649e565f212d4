import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STRIPE_KEYS } from './stripe-keys';
import { partOf, type StripeForm, stripeForm, textIn } from './stripe-form';
import {
  cancel,
  capture,
  expireSession,
  type FakeAccount,
  type FakeCharge,
  type FakeIntent,
  type FakeSession,
  missing,
  newSession,
  refund,
  StripeProblem,
} from './stripe-objects';

/** What goes wrong with a call: the connection ends before or after it had its effect, or an answer comes that is none. */
export type StripeFailure = 'lost-before' | 'lost-after' | 'broken' | 'busy' | 'too-many' | 'refused';

export interface StripeCall {
  readonly method: string;
  readonly path: string;
  readonly account: string | null;
  readonly key: string | null;
  readonly form: StripeForm;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A call that is not answered. */
export interface HeldCall {
  /** Settles once it is there. */
  readonly arrived: Promise<void>;
  /** Answers it, late. */
  answer(): void;
}

interface Hold {
  readonly path: RegExp;
  readonly effect: 'before' | 'after';
  readonly arrive: () => void;
  readonly answered: Promise<void>;
}

/** What an event tells of. */
export type EventObject = FakeSession | FakeIntent | FakeCharge | FakeAccount;

const id = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;
const FAILURES: Readonly<Record<'broken' | 'busy' | 'too-many' | 'refused', StripeProblem>> = {
  broken: new StripeProblem(500, 'api_error', undefined, 'something went wrong'),
  refused: new StripeProblem(400, 'invalid_request_error', 'balance_insufficient', 'no money to give back'),
  busy: new StripeProblem(409, 'idempotency_error', 'idempotency_key_in_use', 'another request is at work'),
  'too-many': new StripeProblem(429, 'invalid_request_error', 'rate_limit', 'too many requests'),
};

/**
 * A server on this machine that speaks what Stripe publishes of its protocol, as far as the product uses it: forms, idempotency
 * keys, accounts under `Stripe-Account`, manual capture, signed events. It does nothing by itself: tests play the customer.
 */
export class FakeStripe {
  /** Those that had an effect. */
  readonly calls: StripeCall[] = [];
  /** The paths of those that only asked. */
  readonly looks: string[] = [];
  private readonly accounts = new Map<string, FakeAccount>();
  private readonly sessions = new Map<string, FakeSession & { readonly account: string }>();
  private readonly intents = new Map<string, FakeIntent & { readonly account: string }>();
  /** What was answered to a key, with what it was asked for. */
  private readonly known = new Map<string, { readonly asked: string; readonly answer: Answer }>();
  private readonly failures: { readonly path: RegExp; readonly failure: StripeFailure }[] = [];
  private readonly holds: Hold[] = [];

  private constructor(
    private readonly server: Server,
    private readonly now: () => Date,
  ) {}

  static async open(now: () => Date = () => new Date()): Promise<FakeStripe> {
    const server = createServer();
    const stripe = new FakeStripe(server, now);
    server.on('request', (request, response) => void stripe.serve(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return stripe;
  }

  get base(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** The next call with such a path goes wrong; the library sends by itself once more what is lost with its connection. */
  failNext(path: RegExp, failure: StripeFailure): void {
    this.failures.push({ path, failure });
    if (failure.startsWith('lost')) this.failures.push({ path, failure });
  }

  /** The next call with such a path gets no answer, before or after it had its effect: whoever made it may be killed. */
  hold(path: RegExp, effect: Hold['effect']): HeldCall {
    const { promise: arrived, resolve: arrive } = opened();
    const { promise: answered, resolve: answer } = opened();
    this.holds.push({ path, effect, arrive, answered });
    return { arrived, answer };
  }

  /** Nothing goes wrong any more. */
  recover(): void {
    this.failures.length = 0;
    this.holds.length = 0;
  }

  /** The holder of an account says all that Stripe asks for. */
  complete(account: string): EventObject {
    const found = this.accounts.get(account);
    if (!found) throw missing('account');
    return Object.assign(found, { charges_enabled: true, details_submitted: true });
  }

  /** Stripe has an account take no payments for now: what was begun on it can be ended all the same. */
  restrict(account: string): void {
    const found = this.accounts.get(account);
    if (!found) throw missing('account');
    found.charges_enabled = false;
  }

  /** Its holder gives money of a payment back by hand, in the provider's dashboard. */
  refundByHand(payment: string, cents: number): void {
    refund(this.intent(payment), { amount: String(cents) });
  }

  /** Its holder closes an account, or takes it away from us. @returns what gives it back */
  lose(account: string): () => void {
    const lost = this.accounts.get(account);
    this.accounts.delete(account);
    return () => {
      if (lost) this.accounts.set(account, lost);
    };
  }

  /** A customer pays on the page of a session. @returns the session as its event tells of it */
  pay(sessionId: string): FakeSession {
    const session = this.sessions.get(sessionId);
    if (!session || session.status !== 'open') throw missing('open session');
    const intent = this.anIntent(session.account, {
      amount: session.amount_total,
      isManual: session.captureMethod === 'manual',
      metadata: session.intentMetadata,
    });
    return Object.assign(session, { status: 'complete', url: null, payment_intent: intent.id });
  }

  /** A payment that nobody here asked for, or that a session led to. */
  anIntent(
    account: string,
    { amount, isManual = true, metadata = {} }: { amount: number; isManual?: boolean; metadata?: StripeForm },
  ): FakeIntent {
    const charge: FakeCharge = {
      ...{ id: id('ch'), object: 'charge', payment_intent: id('pi'), amount_refunded: 0, disputed: false },
    };
    const intent: FakeIntent & { account: string } = {
      ...{ id: charge.payment_intent, object: 'payment_intent', account, amount, currency: 'eur', metadata },
      capture_method: isManual ? 'manual' : 'automatic',
      created: this.seconds(),
      status: isManual ? 'requires_capture' : 'succeeded',
      amount_capturable: isManual ? amount : 0,
      amount_received: isManual ? 0 : amount,
      latest_charge: charge,
    };
    this.intents.set(intent.id, intent);
    return intent;
  }

  /** The session that was opened last. */
  get lastSession(): FakeSession {
    const session = [...this.sessions.values()].at(-1);
    if (!session) throw missing('session');
    return session;
  }

  /** A payment as it is; tests may change it, as banks do. */
  intent(intentId: string): FakeIntent {
    const intent = this.intents.get(intentId);
    if (!intent) throw missing('payment_intent');
    return intent;
  }

  /** It knows nothing of a payment any more. @returns what makes it know it again */
  forget(intentId: string): () => void {
    const intent = this.intents.get(intentId);
    if (!intent) throw missing('payment_intent');
    this.intents.delete(intentId);
    return () => this.intents.set(intentId, intent);
  }

  /** An event as Stripe sends it, with its signature. @param at when it is signed */
  event(
    type: string,
    account: string,
    object: EventObject,
    { at = this.now(), secret = STRIPE_KEYS.webhookSecret, eventId = id('evt') } = {},
  ): { readonly body: string; readonly signature: string } {
    const body = JSON.stringify({
      ...{ id: eventId, object: 'event', type, account, api_version: '2026-10-28.endive', livemode: false },
      created: this.seconds(),
      data: { object },
    });
    const timestamp = Math.floor(at.getTime() / 1_000);
    const hash = createHmac('sha256', secret)
      .update(`${String(timestamp)}.${body}`)
      .digest('hex');
    return { body, signature: `t=${String(timestamp)},v1=${hash}` };
  }

  /** Calls of a kind that had an effect. */
  count(path: RegExp): number {
    return this.calls.filter((call) => path.test(call.path)).length;
  }

  private seconds(): number {
    return Math.floor(this.now().getTime() / 1_000);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const one = (name: string): string | null => (request.headers[name] as string | undefined) ?? null;
    const method = request.method ?? '';
    const call: StripeCall = {
      ...{ method, path, account: one('stripe-account'), key: one('idempotency-key') },
      form: stripeForm(method === 'GET' ? query : Buffer.concat(chunks).toString()),
    };
    const held = this.holds.findIndex(({ path: of }) => of.test(path));
    const [hold] = held === -1 ? [] : this.holds.splice(held, 1);
    if (hold?.effect === 'before') await pass(hold);
    const isKnown = one('authorization') === `Bearer ${STRIPE_KEYS.secretKey}`;
    const answer = isKnown
      ? this.answer(call)
      : problem(new StripeProblem(401, 'authentication_error', undefined, 'no key'));
    if (hold?.effect === 'after') await pass(hold);
    if (answer === null || request.socket.destroyed) return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json', 'request-id': id('req') });
    response.end(answer.body);
  }

  /** Null where the connection is lost. */
  private answer(call: StripeCall): Answer | null {
    const index = this.failures.findIndex(({ path }) => path.test(call.path));
    const [planned] = index === -1 ? [] : this.failures.splice(index, 1);
    const failure = planned?.failure;
    if (failure === 'lost-before') return null;
    // What is at work, or too much, is not remembered; what broke is, under its key.
    if (failure === 'busy' || failure === 'too-many' || failure === 'refused')
      return problem(FAILURES[failure]);
    const answer = this.once(call, () => (failure === 'broken' ? problem(FAILURES.broken) : this.act(call)));
    return failure === 'lost-after' ? null : answer;
  }

  private once(call: StripeCall, act: () => Answer): Answer {
    if (call.method !== 'POST' || call.key === null) return act();
    const key = `${call.account ?? ''} ${call.key}`;
    const asked = JSON.stringify([call.path, call.form]);
    const known = this.known.get(key);
    if (known && known.asked !== asked)
      return problem(
        new StripeProblem(
          400,
          'idempotency_error',
          undefined,
          'Keys for idempotent requests can only be used with the same parameters',
        ),
      );
    if (known) return known.answer;
    const answer = act();
    this.known.set(key, { asked, answer });
    return answer;
  }

  private act(call: StripeCall): Answer {
    try {
      const object = this.route(call);
      if (call.method === 'POST') this.calls.push(call);
      else this.looks.push(call.path);
      return { status: 200, body: JSON.stringify(object) };
    } catch (error) {
      if (error instanceof StripeProblem) return problem(error);
      throw error;
    }
  }

  private route(call: StripeCall): object {
    if (call.account !== null && !this.accounts.has(call.account))
      throw new StripeProblem(403, 'invalid_request_error', 'account_invalid', 'no access to the account');
    const [, thing = '', which, act] =
      /^\/v1\/(accounts|account_links|checkout\/sessions|payment_intents|refunds)(?:\/([^/]+))?(?:\/([a-z]+))?$/.exec(
        call.path,
      ) ?? [];
    switch (
      `${call.method} ${thing}${which === undefined ? '' : '/:id'}${act === undefined ? '' : `/${act}`}`
    ) {
      case 'POST accounts':
        return this.openAccount(call.form);
      case 'GET accounts/:id':
        return this.accounts.get(which ?? '') ?? fail('account');
      case 'POST account_links':
        return {
          object: 'account_link',
          url: `https://connect.stripe.com/setup/${textIn(call.form, 'account') ?? ''}`,
        };
      case 'POST checkout/sessions':
        return this.openSession(call);
      case 'GET checkout/sessions/:id':
        return owned(this.sessions, call, which);
      case 'POST checkout/sessions/:id/expire':
        return expireSession(owned(this.sessions, call, which));
      case 'GET payment_intents':
        return this.list(call);
      case 'GET payment_intents/:id':
        return owned(this.intents, call, which);
      case 'POST payment_intents/:id/capture':
        return capture(owned(this.intents, call, which), call.form);
      case 'POST payment_intents/:id/cancel':
        return cancel(owned(this.intents, call, which));
      case 'POST refunds': {
        const charge = refund(owned(this.intents, call, textIn(call.form, 'payment_intent')), call.form);
        return { id: id('re'), object: 'refund', charge: charge.id, status: 'succeeded' };
      }
      default:
        throw missing('page');
    }
  }

  private openAccount(form: StripeForm): FakeAccount {
    const account: FakeAccount = {
      ...{ id: id('acct'), object: 'account', metadata: partOf(form, 'metadata') },
      controller: partOf(form, 'controller'),
      ...{ charges_enabled: false, details_submitted: false },
    };
    this.accounts.set(account.id, account);
    return account;
  }

  private openSession({ account, form }: StripeCall): FakeSession {
    const holder = this.accounts.get(account ?? '');
    if (!holder?.charges_enabled)
      throw new StripeProblem(
        403,
        'invalid_request_error',
        'account_invalid',
        'the account takes no payments',
      );
    const session = Object.assign(newSession(id('cs_test'), form, this.seconds()), { account: holder.id });
    this.sessions.set(session.id, session);
    return session;
  }

  private list({ account, form }: StripeCall): object {
    const since = Number(textIn(partOf(form, 'created'), 'gte') ?? 0);
    const limit = Number(textIn(form, 'limit') ?? 10);
    const all = [...this.intents.values()]
      .filter((intent) => intent.account === account && intent.created >= since)
      .reverse();
    const after = all.findIndex((intent) => intent.id === textIn(form, 'starting_after'));
    const data = all.slice(after + 1, after + 1 + limit);
    return { object: 'list', data, has_more: after + 1 + limit < all.length };
  }
}

/** A thing of the account that the call is made for; those of others are not there. */
function owned<T extends { readonly account: string }>(
  things: ReadonlyMap<string, T>,
  { account }: StripeCall,
  which: string | undefined,
): T {
  const thing = things.get(which ?? '');
  return thing?.account === account ? thing : fail('such thing');
}

/** A promise that somebody else settles. */
function opened(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

async function pass({ arrive, answered }: Hold): Promise<void> {
  arrive();
  await answered;
}

function fail(what: string): never {
  throw missing(what);
}

const problem = ({ status, type, code, message }: StripeProblem): Answer => ({
  status,
  body: JSON.stringify({ error: { type, code, message } }),
});
