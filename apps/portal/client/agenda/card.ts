import type { Dialogs } from './dialogs';
import type { Target } from './moves';
import { clockOf, filled, minuteOf } from './words';

/** What is known of one booking, with its buttons, and the form that moves it without dragging. */
export class CardDialog {
  private link: HTMLElement | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly dialogs: Dialogs,
    private readonly move: (link: HTMLElement, to: Target) => void,
  ) {}

  listen(): void {
    this.host.addEventListener('click', (event) => {
      const { target } = event;
      const link = target instanceof Element ? target.closest<HTMLElement>('.cal__booking') : null;
      // In another tab, the page of the booking.
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const card = this.cardOf(link);
      if (!card && link.dataset['movable'] === undefined) return;
      event.preventDefault();
      this.open(link, card);
    });
    this.dialogs.get('card').addEventListener('submit', (event) => this.submit(event));
  }

  private cardOf(link: HTMLElement): Element | null {
    return this.host.querySelector(`[data-part] [data-card="${link.dataset['booking'] ?? ''}"]`);
  }

  private open(link: HTMLElement, card: Element | null): void {
    this.link = link;
    const { dialogs } = this;
    dialogs.slot('card', 'heading').textContent = link.dataset['customer'] ?? '';
    dialogs.slot('card', 'card').replaceChildren(card ? card.cloneNode(true) : shortCard(link));
    const form = dialogs.get('card').querySelector<HTMLFormElement>('[data-move]');
    if (form) form.hidden = link.dataset['movable'] === undefined;
    this.fill(link);
    dialogs.open('card');
  }

  private fill(link: HTMLElement): void {
    const { dialogs } = this;
    const item = link.closest<HTMLElement>('.cal__item');
    const column = link.closest<HTMLElement>('.cal__column');
    const [from, until] = [Number(item?.dataset['from']), Number(item?.dataset['until'])];
    dialogs.field('card', 'day').value = link.dataset['day'] ?? '';
    dialogs.field('card', 'time').value = clockOf(from);
    const servers = new Set((link.dataset['servers'] ?? '').split(' '));
    const resource = dialogs.field('card', 'resource') as HTMLSelectElement;
    for (const option of resource.options) option.hidden = option.disabled = !servers.has(option.value);
    resource.value = column?.dataset['resource'] ?? '';
    showField(resource, column?.dataset['resource'] !== undefined);
    const duration = dialogs.field('card', 'duration') as HTMLSelectElement;
    const lengths = (link.dataset['durations'] ?? '').split(' ');
    duration.replaceChildren(
      ...lengths.map((minutes) => {
        const option = document.createElement('option');
        option.value = minutes;
        option.textContent = filled(this.host.dataset['minutes'], { minutes });
        return option;
      }),
    );
    duration.value = String(until - from);
    showField(duration, lengths.length > 1);
  }

  private submit(event: Event): void {
    const { target } = event;
    const { link, dialogs } = this;
    if (!(target instanceof HTMLFormElement) || !target.matches('[data-move]') || !link) return;
    event.preventDefault();
    const minute = minuteOf(dialogs.field('card', 'time').value);
    const day = dialogs.field('card', 'day').value;
    if (minute === null || day === '') return;
    const resource = dialogs.field('card', 'resource') as HTMLSelectElement;
    const isWith = resource.value !== '' && resource.closest<HTMLElement>('label')?.hidden === false;
    const column = link.closest<HTMLElement>('.cal__column')?.dataset;
    const to: Target = {
      ...{ day, minute, duration: Number(dialogs.field('card', 'duration').value) },
      dayLabel: dayWords(day),
      resource: isWith ? resource.value : '',
      column: isWith
        ? (resource.selectedOptions[0]?.textContent ?? '')
        : column?.['day'] === day
          ? (column['label'] ?? '')
          : dayWords(day),
    };
    dialogs.get('card').close();
    this.move(link, to);
  }
}

/** A booking of a page that has no card of it: its name leads to its own page. */
function shortCard(link: HTMLElement): HTMLElement {
  const item = document.createElement('li');
  const name = document.createElement('a');
  name.href = link.getAttribute('href') ?? '';
  name.textContent = link.textContent?.trim().replace(/\s+/g, ' ') ?? '';
  item.append(name);
  return item;
}

function showField(field: HTMLElement, isShown: boolean): void {
  const label = field.closest('label');
  if (label) label.hidden = !isShown;
}

/** "mardi 4 janvier", of an ISO date. */
function dayWords(iso: string): string {
  const at = new Date(`${iso}T12:00:00Z`);
  const language = document.documentElement.lang;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
  }).format(at);
}
