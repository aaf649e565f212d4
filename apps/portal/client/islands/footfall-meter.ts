import { bodyOf, type Click, WaitingClicks } from './waiting-clicks';

/** Between two questions of a page that somebody looks at. */
const WAIT = 5_000;
/** The same where nobody answers. */
const WAIT_LOST = 10_000;
/** Clicks are sent at once, and then together about once a second. */
const BETWEEN = 900;
/** An answer that takes longer never comes. */
const ANSWER_WITHIN = 10_000;
/** A number that is older than this is said to be old. */
const OLD_AFTER = 30_000;

interface Count {
  readonly walkIns: number;
  readonly expected: number;
  readonly gauge: number | null;
  readonly at: string;
  /** What became of the clicks that were sent. */
  readonly outcomes?: readonly string[];
}

type Level = 'calm' | 'busy' | 'full' | 'unknown';

function levelOf(total: number, gauge: number | null): Level {
  if (gauge === null) return 'unknown';
  if (total >= gauge) return 'full';
  return total * 2 >= gauge ? 'busy' : 'calm';
}

/**
 * `<footfall-meter data-page data-calm data-busy data-full data-unknown data-nobody data-waiting data-lost data-withdrawn
 * data-refused>` around the count of a place, with or without its two buttons: asks again and again how many are there, and counts
 * at once what is clicked. Clicks wait on the telephone until the server has answered; each has an id of its own, so that it counts
 * once however often it is sent.
 */
export class FootfallMeter extends HTMLElement {
  private readonly page = this.dataset['page'] ?? location.pathname;
  private readonly clicks = new WaitingClicks(this.page);
  private count: Count | undefined;
  private timer: number | undefined;
  private sentAt = 0;
  private heardAt = performance.now();
  private isBusy = false;
  private isOver = false;

  connectedCallback(): void {
    this.querySelector('form')?.addEventListener('submit', (event) => this.tap(event));
    for (const note of document.querySelectorAll<HTMLElement>('[data-scripted]')) note.hidden = false;
    document.addEventListener('visibilitychange', this.wake);
    addEventListener('online', this.wake);
    this.next(0);
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.wake);
    removeEventListener('online', this.wake);
    clearTimeout(this.timer);
  }

  private readonly wake = (): void => {
    if (document.visibilityState === 'visible') this.next(0);
  };

  private next(wait: number): void {
    clearTimeout(this.timer);
    if (!this.isOver) this.timer = setTimeout(() => void this.ask(), wait);
  }

  private tap(event: SubmitEvent): void {
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement) || this.isOver) return;
    event.preventDefault();
    this.clicks.add(submitter.dataset['change'] === '1' ? 1 : -1);
    this.say('');
    this.show();
    if (!this.isBusy) this.next(Math.max(0, this.sentAt + BETWEEN - performance.now()));
  }

  /** Sends what waits, or asks how many are there. */
  private async ask(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const sent = this.clicks.all;
    let wait = WAIT;
    try {
      const answer = await this.fetch(sent);
      this.sentAt = performance.now();
      if (answer.ok) {
        this.hear((await answer.json()) as Count, sent);
        if (this.clicks.all.length > 0) wait = BETWEEN;
      } else if (answer.status === 429 || answer.status >= 500) throw new Error(String(answer.status));
      else this.refuse(answer.status, sent);
    } catch {
      wait = WAIT_LOST;
      this.tellLost();
    } finally {
      this.isBusy = false;
      this.next(wait);
    }
  }

  private fetch(sent: readonly Click[]): Promise<Response> {
    const shared = {
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    } as const;
    if (sent.length === 0) return fetch(this.page, { ...shared, headers: { accept: 'application/json' } });
    return fetch(this.page, {
      ...shared,
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ clicks: bodyOf(sent), device: this.clicks.device }).toString(),
    });
  }

  private hear(count: Count, sent: readonly Click[]): void {
    const wasLost = performance.now() - this.heardAt > OLD_AFTER || sent.length > 0;
    this.heardAt = performance.now();
    this.count = count;
    this.clicks.remove(sent);
    if (count.outcomes?.includes('nobody-there') === true) this.say(this.dataset['nobody'] ?? '');
    else if (wasLost || this.hasAttribute('data-is-lost')) this.say('');
    this.removeAttribute('data-is-lost');
    this.show();
  }

  /** What was withdrawn, or is no click, is never counted: it is not sent again and again. */
  private refuse(status: number, sent: readonly Click[]): void {
    if (status === 422 || status === 413) {
      this.clicks.remove(sent);
      this.say(this.dataset['refused'] ?? '');
      return;
    }
    this.isOver = true;
    this.say(this.dataset['withdrawn'] ?? '');
  }

  private tellLost(): void {
    const waiting = this.clicks.all.length;
    if (waiting > 0) this.say(`${this.dataset['waiting'] ?? ''} ${String(waiting)}`);
    else if (performance.now() - this.heardAt > OLD_AFTER) this.say(this.dataset['lost'] ?? '');
    else return;
    this.setAttribute('data-is-lost', '');
  }

  private say(words: string): void {
    const live = this.querySelector('[data-live]');
    if (live && live.textContent !== words) live.textContent = words;
  }

  /** What the server said, with the clicks that it has not heard of yet. */
  private show(): void {
    const part = this.querySelector<HTMLElement>('[data-level]');
    const { count } = this;
    if (!part || !count) return;
    let walkIns = count.walkIns;
    for (const { change } of this.clicks.all) walkIns = Math.max(0, walkIns + change);
    const total = walkIns + count.expected;
    const level = levelOf(total, count.gauge);
    const shown: Readonly<Record<string, string>> = {
      state: this.dataset[level] ?? '',
      total: String(total),
      expected: String(count.expected),
      gauge: String(count.gauge ?? ''),
      room: String(Math.max(0, (count.gauge ?? 0) - total)),
      at: count.at,
    };
    for (const element of part.querySelectorAll<HTMLElement>('[data-show]')) {
      const text = shown[element.dataset['show'] ?? ''] ?? '';
      if (element.textContent !== text) element.textContent = text;
    }
    part.classList.remove(`footfall--${part.dataset['level'] ?? ''}`);
    part.classList.add(`footfall--${level}`);
    part.dataset['level'] = level;
  }
}
