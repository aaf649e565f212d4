import { redraw } from '../redraw';

/** The page loads itself again after this time without a stream, ms. */
const RETRY = 15_000;
/** An answer that takes longer never comes, ms. */
const ANSWER_WITHIN = 15_000;
/** The server sends a heartbeat more often than this: a stream without one is dead, ms. */
const SILENCE = 60_000;

/** What a page that stays open is asked and told. */
export interface LivePage {
  /** Whether it may be drawn again now: nobody holds anything of it. */
  isFree(): boolean;
  drawn(): void;
  isLive(isLive: boolean): void;
}

/** Keeps the parts of a page up to date: hears that something happened, and asks what (ADR 35). */
export class Live {
  private stream: EventSource | undefined;
  private retry: number | undefined;
  private silence: number | undefined;
  private readonly known = new Map<string, string>();
  private isAsking = false;
  private isOld = false;
  /** What was loaded could not be drawn: somebody held something. */
  private isKeptBack = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly page: LivePage,
  ) {}

  open(): void {
    for (const part of this.parts) this.known.set(part.dataset['part'] ?? '', part.innerHTML);
    document.addEventListener('visibilitychange', this.wake);
    addEventListener('online', this.wake);
    this.connect();
  }

  close(): void {
    this.stream?.close();
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    document.removeEventListener('visibilitychange', this.wake);
    removeEventListener('online', this.wake);
  }

  /** Loads the page, once nobody holds anything of it. */
  async refresh(): Promise<void> {
    this.isOld = true;
    if (this.isAsking || !this.page.isFree()) return;
    this.isAsking = true;
    this.isKeptBack = false;
    try {
      // What happened meanwhile is asked for once more.
      while (this.isOld) {
        this.isOld = false;
        await this.load();
      }
    } catch {
      this.tryLater();
    } finally {
      this.isAsking = false;
    }
  }

  /** Draws what was kept back while something was held. */
  catchUp(): void {
    if (this.isOld || this.isKeptBack) void this.refresh();
  }

  private get parts(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>('[data-part]')];
  }

  private readonly wake = (): void => {
    if (document.visibilityState !== 'visible' || this.stream?.readyState === EventSource.OPEN) return;
    this.connect();
  };

  private connect(): void {
    this.stream?.close();
    const stream = new EventSource(this.host.dataset['stream'] ?? '');
    this.stream = stream;
    let isFirst = true;
    stream.addEventListener('open', () => {
      clearTimeout(this.retry);
      this.retry = undefined;
      this.hear();
      this.page.isLive(true);
      // Events that were missed are made up for: the page may have been open for a while before.
      if (!isFirst || document.readyState === 'complete') void this.refresh();
      isFirst = false;
    });
    stream.addEventListener('alive', () => this.hear());
    stream.addEventListener('bookings', () => void this.refresh());
    stream.addEventListener('error', () => this.tryLater());
  }

  private hear(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.page.isLive(false);
      this.connect();
    }, SILENCE);
  }

  private tryLater(): void {
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      this.page.isLive(false);
      void this.refresh();
      if (this.stream?.readyState === EventSource.CLOSED) this.connect();
    }, RETRY);
  }

  private async load(): Promise<void> {
    const answer = await fetch(this.host.dataset['page'] ?? location.pathname, {
      headers: { accept: 'text/html' },
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    // Signed out, or no longer in the team of this shop: a full load shows the right page.
    if (answer.redirected || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) {
      location.reload();
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!this.page.isFree()) {
      this.isKeptBack = true;
      return;
    }
    this.draw(fresh);
    this.page.isLive(true);
  }

  private draw(fresh: Document): void {
    for (const part of this.parts) {
      const name = part.dataset['part'] ?? '';
      const found = fresh.querySelector(`agenda-calendar [data-part="${name}"]`);
      if (!found || found.innerHTML === this.known.get(name)) continue;
      this.known.set(name, found.innerHTML);
      redraw(part, found);
    }
    this.page.drawn();
  }

  /** What a part shows is not what the server said: it is drawn again, whatever is heard. */
  forget(): void {
    this.known.delete('calendar');
  }
}
