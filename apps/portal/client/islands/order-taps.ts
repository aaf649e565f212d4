/** Touches of this browser that did not reach the server, by the address of their inbox. */
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
  | { readonly kind: 'done'; readonly url: string }
  | { readonly kind: 'refused'; readonly words: string }
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
  const card = form.closest('.order-card');
  const labels = [card?.querySelector('.order-card__head strong'), card?.querySelector('a')];
  const words = [button, ...labels].map((one) => one?.textContent.trim() ?? '').filter((text) => text !== '');
  return {
    action: new URL(form.action).pathname,
    body: body.toString(),
    words: words.join(' · '),
    at: Date.now(),
  };
}

/** Sends a touch. Sent again after its answer was lost it is done once: the server knows the step that was seen. */
export async function sendTap({ action, body }: Tap): Promise<TapOutcome> {
  try {
    const answer = await fetch(action, {
      method: 'POST',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    const { pathname } = new URL(answer.url);
    if (answer.status === 429 || answer.status >= 500) return { kind: 'lost' };
    if (answer.ok && answer.redirected && pathname === action) return { kind: 'done', url: answer.url };
    if (answer.status === 401 || answer.redirected) return { kind: 'stranger' };
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const why = page.querySelector('[role="alert"] p') ?? page.querySelector('h1');
    return { kind: 'refused', words: why?.textContent.trim() ?? '' };
  } catch {
    return { kind: 'lost' };
  }
}

/** Touches that wait for a connection, in their order; they outlive the page, not the day. */
export class WaitingTaps {
  private taps: Tap[];

  /** @param inbox names the list that they were made in */
  constructor(private readonly inbox: string) {
    this.taps = this.read();
  }

  get all(): readonly Tap[] {
    return this.taps;
  }

  /** One touch an order: what is touched later was decided on the same page, and cannot be meant as well. */
  add(tap: Tap): void {
    this.keep([...this.taps.filter(({ action }) => action !== tap.action), tap].slice(-MOST));
  }

  remove(tap: Tap): void {
    this.keep(this.taps.filter((one) => one !== tap));
  }

  private keep(taps: Tap[]): void {
    this.taps = taps;
    try {
      if (taps.length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(taps));
    } catch {
      // Kept until the page is left.
    }
  }

  private get key(): string {
    return `${STORE} ${this.inbox}`;
  }

  private read(): Tap[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.key) ?? '[]');
      const oldest = Date.now() - OLDEST;
      return Array.isArray(kept) ? kept.filter(isTap).filter(({ at }) => at > oldest) : [];
    } catch {
      return [];
    }
  }
}
