import type { Dialogs } from './dialogs';
import type { Spot } from './grid';
import { send } from './moves';
import { clockOf, minuteOf, timeWords } from './words';

/** As long as blocked time is where nobody drew how long, minutes. */
const USUAL = 60;

/** What may be done with an empty place of a calendar: somebody is entered there, or it is blocked; and blocked time is freed. */
export class EmptyDialog {
  private day = '';

  constructor(
    private readonly host: HTMLElement,
    private readonly dialogs: Dialogs,
    private readonly changed: (words: string, isDone: boolean) => void,
  ) {}

  listen(): void {
    this.dialogs.get('empty').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.block();
    });
    this.host.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('.cal__free') : null;
      if (button) void this.free(button);
    });
  }

  /** @param until where a stretch of it was drawn */
  open({ column, minute }: Spot, until: number | null): void {
    const { dialogs, host } = this;
    const { day = '', dayLabel = '', label = '', resource } = column.dataset;
    this.day = day;
    const place = label === dayLabel ? dayLabel : `${dayLabel} · ${label}`;
    dialogs.slot('empty', 'heading').textContent = `${place} · ${timeWords(minute)}`;
    const query = new URLSearchParams({ jour: day, heure: clockOf(minute) });
    if (resource !== undefined && column.dataset['person'] !== undefined) query.set('avec', resource);
    dialogs.slot('empty', 'enter').setAttribute('href', `${host.dataset['enter'] ?? ''}?${query.toString()}`);
    if (dialogs.get('empty').querySelector('[data-block]')) this.fill(minute, until);
    const { who, weekly, reason } = this.absence();
    if (who) who.value = resource ?? '';
    if (weekly) weekly.checked = false;
    if (reason) reason.value = '';
    dialogs.open('empty');
  }

  /** The time that would be blocked, for who may block any. */
  private fill(minute: number, until: number | null): void {
    const { dialogs } = this;
    dialogs.field('empty', 'from').value = clockOf(minute);
    dialogs.field('empty', 'until').value = clockOf(until ?? Math.min(minute + USUAL, 1_440));
  }

  private async block(): Promise<void> {
    const { dialogs, host } = this;
    const [from, until] = [dialogs.field('empty', 'from'), dialogs.field('empty', 'until')];
    const end = minuteOf(until.value);
    if (end !== 0 && (end ?? 0) <= (minuteOf(from.value) ?? 0)) {
      return refuse(until, host.dataset['order'] ?? '');
    }
    const { who, weekly, reason } = this.absence();
    const isAway = (who?.value ?? '') !== '';
    if (weekly?.checked === true && !isAway) return refuse(weekly, host.dataset['weeklyPlace'] ?? '');
    const fields = {
      ...{ do: 'block', jour: this.day, from: from.value, until: until.value },
      ...{
        who: who?.value ?? '',
        weekly: weekly?.checked === true ? 'yes' : '',
        reason: reason?.value ?? '',
      },
    };
    dialogs.get('empty').close();
    await this.post(fields, host.dataset[isAway ? 'away' : 'blocked'] ?? '');
  }

  /** Who is away, where there is anybody who could be. */
  private absence(): {
    readonly who: HTMLSelectElement | null;
    readonly weekly: HTMLInputElement | null;
    readonly reason: HTMLInputElement | null;
  } {
    const dialog = this.dialogs.get('empty');
    return {
      who: dialog.querySelector('select[name="who"]'),
      weekly: dialog.querySelector('input[name="weekly"]'),
      reason: dialog.querySelector('input[name="reason"]'),
    };
  }

  private async free(button: HTMLElement): Promise<void> {
    const { dialogs, host } = this;
    const shade = button.closest<HTMLElement>('.cal__shade')?.dataset;
    const { absence, who = '', pause = '' } = button.dataset;
    const isAway = absence !== undefined;
    const time = [shade?.['from'], shade?.['until']].map((minute) => timeWords(Number(minute))).join(' – ');
    const isWeekly = absence?.endsWith('_weekly') === true;
    dialogs.slot('free', 'heading').textContent = host.dataset[isAway ? 'backHeading' : 'freeHeading'] ?? '';
    dialogs.slot('free', 'submit').textContent = host.dataset[isAway ? 'backSubmit' : 'freeSubmit'] ?? '';
    dialogs.slot('free', 'text').textContent = [
      ...(isAway ? [button.textContent] : []),
      time,
      ...(isWeekly ? [host.dataset['backWeekly'] ?? ''] : []),
    ].join(' · ');
    if ((await dialogs.ask('free')) !== 'free') return;
    if (isAway) await this.post({ do: 'back', who, absence }, host.dataset['returned'] ?? '');
    else await this.post({ do: 'free', pause }, host.dataset['freed'] ?? '');
  }

  private async post(fields: Readonly<Record<string, string>>, words: string): Promise<void> {
    const { dataset } = this.host;
    const outcome = await send(dataset['pause'] ?? '', fields, dataset['failed'] ?? '');
    this.changed(outcome.isDone ? words : outcome.why, outcome.isDone);
  }
}

/** Says what is wrong beside the field, until it is changed. */
function refuse(field: HTMLInputElement | HTMLSelectElement, words: string): void {
  field.setCustomValidity(words);
  field.reportValidity();
  field.addEventListener('input', () => field.setCustomValidity(''), { once: true });
}
