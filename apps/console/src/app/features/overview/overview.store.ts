import { DOCUMENT, DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Overview } from '@halles/contracts';
import { ApiClient } from '../../core/api-client';
import { isOverview } from '../../core/api-shapes';
import { EventFeed, type FeedState } from '../../core/event-feed';
import { I18nStore } from '../../core/i18n/i18n.store';
import type { Problem } from '../../core/problem';
import { announcements } from './announcements';

/** The overview, kept up to date for as long as the page is open. */
@Injectable()
export class OverviewStore {
  private readonly api = inject(ApiClient);
  private readonly i18n = inject(I18nStore);
  private readonly latest = signal<Overview | undefined>(undefined);
  private readonly receivedAt = signal<Date | undefined>(undefined);
  private readonly failure = signal<Problem | undefined>(undefined);
  private readonly link = signal<FeedState>('connecting');
  private readonly announced = signal('');
  private readonly isLoading = signal(false);

  readonly overview = this.latest.asReadonly();
  /** When the last figures arrived, by this machine's clock. */
  readonly updatedAt = this.receivedAt.asReadonly();
  readonly feed = this.link.asReadonly();
  readonly loading = this.isLoading.asReadonly();
  /** What changed last, in words: for the live region. */
  readonly announcement = this.announced.asReadonly();
  /** Why there is nothing to show; once there are figures, the state of the feed says it. */
  readonly problem = computed(() => (this.latest() ? undefined : this.failure()));

  private readonly events = new EventFeed<Overview>({
    open: (listener) => this.api.overviewStream(listener),
    event: 'overview',
    read: readOverview,
    onValue: (overview) => this.take(overview),
    onState: (state) => this.link.set(state),
    onRefused: () => void this.refresh(),
    after: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  });

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const online = (): void => this.events.retryNow();
    window?.addEventListener('online', online);
    let language = this.i18n.locale();
    effect(() => {
      // The server words titles and notes: in another language they have to be asked for again.
      if (this.i18n.locale() === language) return;
      language = this.i18n.locale();
      if (untracked(this.latest)) untracked(() => this.events.retryNow());
    });
    inject(DestroyRef).onDestroy(() => {
      window?.removeEventListener('online', online);
      this.events.stop();
    });
  }

  /** Shows the figures, then follows them. Also the retry after a failure. */
  async start(): Promise<void> {
    await this.refresh();
    if (this.latest()) this.events.start();
  }

  private async refresh(): Promise<void> {
    this.isLoading.set(true);
    const outcome = await this.api.overview();
    this.isLoading.set(false);
    if (outcome.ok) this.take(outcome.value);
    else this.failure.set(outcome.problem);
  }

  private take(overview: Overview): void {
    const before = this.latest();
    if (before) {
      const words = announcements(before, overview, this.i18n.texts().overview, this.i18n.format());
      if (words.length > 0) this.announced.set(`${words.join('. ')}.`);
    }
    this.latest.set(overview);
    this.receivedAt.set(new Date());
    this.failure.set(undefined);
  }
}

function readOverview(data: string): Overview | undefined {
  try {
    const body: unknown = JSON.parse(data);
    return isOverview(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
