import { Component, computed, inject, input } from '@angular/core';
import type { FeedState } from '../../core/event-feed';
import { I18nStore } from '../../core/i18n/i18n.store';
import { BadgeComponent, type Tone } from '../../ui/badge.component';
import type { IconName } from '../../ui/icon.component';

const signs: Record<FeedState, { shape: IconName; tone: Tone }> = {
  live: { shape: 'disc', tone: 'good' },
  connecting: { shape: 'dashes', tone: 'quiet' },
  reconnecting: { shape: 'dashes', tone: 'warn' },
};

/** Whether the figures move by themselves, and how old they are. */
@Component({
  selector: 'console-feed-status',
  imports: [BadgeComponent],
  template: `<span role="status">
      <ui-badge [shape]="sign().shape" [tone]="sign().tone">{{ t().overview[state()] }}</ui-badge>
    </span>
    @if (time(); as at) {
      <span class="feed-time">{{
        state() === 'reconnecting' ? t().overview.stale(at) : t().overview.updatedAt(at)
      }}</span>
    }`,
  host: { class: 'feed', '[attr.data-state]': 'state()' },
})
export class FeedStatusComponent {
  readonly state = input.required<FeedState>();
  readonly updatedAt = input<Date | undefined>();
  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly sign = computed(() => signs[this.state()]);
  protected readonly time = computed(() => {
    const at = this.updatedAt();
    return at && this.i18n.format().clock(at);
  });
}
