import { redraw } from '../redraw';

/** Between two questions: at first, and at most where nothing happens for long. */
const FIRST_WAIT = 10_000;
const MAX_WAIT = 60_000;
const SLOWER = 1.1;
/** The same where nobody answers. */
const MAX_WAIT_LOST = 300_000;
/** An answer that takes longer never comes. */
const ANSWER_WITHIN = 15_000;
/** A page that nobody ever closes asks no more. */
const MAX_QUESTIONS = 1_500;

/** How far an order is. */
interface Progress {
  readonly event: number;
  /** Its shop has not confirmed it in time, which is no event. */
  readonly isUnconfirmed: boolean;
  /** Nothing more will happen to it. */
  readonly isOver: boolean;
}

/** What of an order a page shows. */
const seenOn = ({ dataset }: HTMLElement): Pick<Progress, 'event' | 'isUnconfirmed'> => ({
  event: Number(dataset['event']),
  isUnconfirmed: dataset['unconfirmed'] !== undefined,
});

/**
 * `<order-page data-progress data-event data-unconfirmed data-over data-live data-lost>` around the page of an order: asks now
 * and then, while somebody looks at the page, whether anything happened to it, and then draws it again and says what is new. Without scripts the page says to
 * load it again.
 */
export class OrderPage extends HTMLElement {
  private readonly words = document.createElement('p');
  private seen: Pick<Progress, 'event' | 'isUnconfirmed'> = { event: 0, isUnconfirmed: false };
  private wait = FIRST_WAIT;
  private questions = 0;
  private timer: number | undefined;
  private isAsking = false;
  private isOver = false;

  connectedCallback(): void {
    this.seen = seenOn(this);
    this.words.className = 'order-page__live';
    this.words.setAttribute('role', 'status');
    this.querySelector('[data-live-words]')?.append(this.words);
    if (this.hasAttribute('data-over')) return;
    document.addEventListener('visibilitychange', this.look);
    this.say('live');
    this.later();
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.look);
    clearTimeout(this.timer);
  }

  /** Who comes back to the page sees what is, not what was. */
  private readonly look = (): void => {
    clearTimeout(this.timer);
    if (document.visibilityState === 'visible') void this.ask();
  };

  private later(): void {
    clearTimeout(this.timer);
    if (this.isOver || document.visibilityState !== 'visible') return;
    this.timer = setTimeout(() => void this.ask(), this.wait);
  }

  private async ask(): Promise<void> {
    if (this.isAsking || this.isOver) return;
    this.isAsking = true;
    try {
      this.questions += 1;
      const answer = await this.fetch(this.dataset['progress'] ?? '', 'application/json');
      if (answer.status === 404 || answer.status === 410 || this.questions > MAX_QUESTIONS) {
        this.isOver = true;
        this.say('lost');
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const now = (await answer.json()) as Progress;
      if (this.hasSeen(now)) this.wait = Math.min(MAX_WAIT, this.wait * SLOWER);
      else await this.refresh();
      this.isOver = now.isOver && this.hasSeen(now);
      if (this.says('lost')) this.say('live');
    } catch {
      this.wait = Math.min(MAX_WAIT_LOST, this.wait * 2);
      this.say('lost');
    } finally {
      this.isAsking = false;
      this.later();
    }
  }

  private async refresh(): Promise<void> {
    const answer = await this.fetch(location.pathname, 'text/html');
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector<HTMLElement>('order-page');
    if (!fresh) throw new Error('no order');
    for (const part of this.querySelectorAll<HTMLElement>('[data-part]')) {
      const now = fresh.querySelector(`[data-part="${part.dataset['part'] ?? ''}"]`);
      if (now) redraw(part, now);
    }
    this.seen = seenOn(fresh);
    this.wait = FIRST_WAIT;
    this.words.replaceChildren(fresh.dataset['announcement'] ?? '');
  }

  private hasSeen({ event, isUnconfirmed }: Progress): boolean {
    return event === this.seen.event && isUnconfirmed === this.seen.isUnconfirmed;
  }

  private fetch(path: string, accept: string): Promise<Response> {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    return fetch(path, { headers: { accept }, cache: 'no-store', credentials: 'omit', signal });
  }

  private says(what: 'live' | 'lost'): boolean {
    return this.words.textContent === this.dataset[what];
  }

  private say(what: 'live' | 'lost'): void {
    if (!this.says(what)) this.words.replaceChildren(this.dataset[what] ?? '');
  }
}
