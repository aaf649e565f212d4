/** Touches of this browser that did not reach the server, by the account and the address of their inbox. */
const STORE = 'halles-taps';
const MOST = 100;
/** Nobody wants what they touched so long ago. */
const OLDEST = 12 * 3_600_000;
/** An answer that takes longer never comes. */
const ANSWER_WITHIN = 15_000;

/** A touch on a button of an order. */
export interface Tap {
  readonly action: string;
  /** What the button sends, with the step that its page showed. */
  readonly body: string;
  /** "Accepter · 10 h – 10 h 30 Odile Martin" */
  readonly words: string;
  readonly at: number;
}

/** What became of a touch: done, refused with a reason, or not heard; `stranger`: nobody is signed in any more. */
export type TapOutcome =
  | { readonly kind: 'done'; readonly page: Document }
  | {
      readonly kind: 'refused';
      readonly words: string;
      /** What the server asks instead, with its buttons. */ readonly question: Element | null;
    }
  | { readonly kind: 'lost' }
  | { readonly kind: 'stranger' };

const isTap = (value: unknown): value is Tap => {
  const { action, body, words, at } = (value ?? {}) as Partial<Record<keyof Tap, unknown>>;
  return (
    typeof action === 'string' &&
    action.startsWith('/') &&
    typeof body === 'string' &&
    typeof words === 'string' &&
    typeof at === 'number'
  );
};

/** The touch of a form's button. */
export function tapOf(form: HTMLFormElement, button: HTMLButtonElement): Tap {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, button))
    if (typeof value === 'string') body.append(name, value);
  const card = form.closest('.record-card');
  const labels = [card?.querySelector('.record-card__head strong'), card?.querySelector('a')];
  const touched = { textContent: button.ariaLabel ?? button.textContent };
  const words = [touched, ...labels]
    .map((one) => one?.textContent.trim() ?? '')
    .filter((text) => text !== '');
  return {
    action: new URL(form.action).pathname,
    body: body.toString(),
    words: words.join(' · '),
    at: Date.now(),
  };
}

/** Sends a touch. Sent again after its answer was lost it is done once: the server knows the step that was seen. */
async function sendTap({ action, body }: Tap, inbox: string): Promise<TapOutcome> {
  try {
    const answer = await fetch(action, {
      method: 'POST',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    const { pathname } = new URL(answer.url);
    if (answer.status === 429 || answer.status >= 500) return { kind: 'lost' };
    const isDone = answer.ok && answer.redirected && (pathname === action || pathname === inbox);
    if (!isDone && (answer.status === 401 || answer.redirected)) return { kind: 'stranger' };
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (isDone) return { kind: 'done', page };
    const why = page.querySelector('[role="alert"] p') ?? page.querySelector('h1');
    const question = page.querySelector('[data-question]');
    return { kind: 'refused', words: why?.textContent.trim() ?? '', question };
  } catch {
    return { kind: 'lost' };
  }
}

/** Touches that wait for a connection, in their order; they outlive the page, not the day, and are their account's alone. */
export class WaitingTaps {
  /** Where nothing can be stored: kept until the page is left. */
  private unstored: readonly Tap[] | undefined;

  /**
   * Forgets what others touched in this browser, and what was touched too long ago.
   * @param account whose touches they are: nobody sends what somebody else touched
   * @param inbox names the list that they were made in
   */
  constructor(
    private readonly account: string,
    private readonly inbox: string,
  ) {
    forgetTaps((key) => key.startsWith(`${STORE} ${account} `));
  }

  /** Read anew each time: another tab may have added some, or sent them. */
  get all(): readonly Tap[] {
    const kept = this.unstored ?? stored(this.key);
    const fresh = kept.filter(isFresh);
    if (fresh.length < kept.length) this.keep(fresh);
    return fresh;
  }

  has(tap: Tap): boolean {
    return this.all.some((one) => isSame(one, tap));
  }

  /** One touch an order: what is touched later was decided on the same page, and cannot be meant as well. */
  add(tap: Tap): void {
    this.keep([...this.all.filter(({ action }) => action !== tap.action), tap].slice(-MOST));
  }

  /**
   * Sends a touch that waits, and forgets it once it was heard. One tab of this browser at a time: null where another one sent
   * it meanwhile, or it was dropped.
   */
  send(tap: Tap): Promise<TapOutcome | null> {
    return alone(tap, async () => {
      if (!this.has(tap)) return null;
      const outcome = await sendTap(tap, this.inbox);
      if (outcome.kind === 'done' || outcome.kind === 'refused') this.remove(tap);
      return outcome;
    });
  }

  remove(tap: Tap): void {
    this.keep(this.all.filter((one) => !isSame(one, tap)));
  }

  private keep(taps: readonly Tap[]): void {
    this.unstored = store(this.key, taps) ? undefined : taps;
  }

  private get key(): string {
    return `${STORE} ${this.account} ${this.inbox}`;
  }
}

/** Does something with a touch that no other tab does meanwhile. A browser without locks has its tabs do as they like: the server knows a step that was taken. */
function alone<T>({ action, at }: Tap, work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request(`${STORE} ${action} ${String(at)}`, work);
}

/** Whether two are one touch: in the storage it has no identity. */
const isSame = (one: Tap, other: Tap): boolean => one.action === other.action && one.at === other.at;

const isFresh = ({ at }: Tap): boolean => at > Date.now() - OLDEST;

/** Forgets the touches in this browser, which hold names of customers, but for the fresh ones of the keys that are kept. */
export function forgetTaps(isKept: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(STORE)))
      store(key, isKept(key) ? stored(key).filter(isFresh) : []);
  } catch {
    // Where nothing can be stored there is nothing to forget.
  }
}

/** On every page: touches that nobody wants any more go, and all of them with the form that signs out. */
export function forgetTapsInTime(page: Document): void {
  forgetTaps(() => true);
  page.querySelector('#leave form')?.addEventListener('submit', () => {
    // Without a connection nobody is signed out by it, and what waits still waits.
    if (navigator.onLine) forgetTaps(() => false);
  });
}

function stored(key: string): readonly Tap[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isTap) : [];
  } catch {
    return [];
  }
}

/** Returns whether it could be stored. */
function store(key: string, taps: readonly Tap[]): boolean {
  try {
    if (taps.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(taps));
    return true;
  } catch {
    return false;
  }
}
