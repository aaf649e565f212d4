import { Component, DOCUMENT, ElementRef, inject, signal, viewChild } from '@angular/core';
import { ButtonComponent } from '../ui/button.component';
import { I18nStore } from './i18n/i18n.store';
import { Preferences } from './preferences';

const KEY = 'halles.console.shortcuts';
const LINKS = '.queue-link';

/** Whether letters belong to what has the focus: a tick box, like that of the help which was just closed, takes none. Pure. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select'))
  );
}

/** Keys for queues: j and k go from row to row, or from case to case; ? says so. Never while somebody types. */
@Component({
  selector: 'console-shortcuts',
  imports: [ButtonComponent],
  template: `<dialog #help class="shortcuts" aria-labelledby="shortcuts">
    <h2 id="shortcuts">{{ t().shortcuts.heading }}</h2>
    <dl class="facts">
      @for (key of t().shortcuts.keys; track key.key) {
        <dt>
          <kbd>{{ key.key }}</kbd>
        </dt>
        <dd>{{ key.words }}</dd>
      }
    </dl>
    <p class="page-note">{{ t().shortcuts.typing }}</p>
    <label class="tick"
      ><input type="checkbox" [checked]="isOn()" (change)="toggle()" /> {{ t().shortcuts.on }}</label
    >
    <button uiButton type="button" (click)="help.close()">{{ t().shortcuts.close }}</button>
  </dialog>`,
  host: { '(document:keydown)': 'press($event)' },
})
export class ShortcutsComponent {
  private readonly document = inject(DOCUMENT);
  private readonly preferences = inject(Preferences);
  /** Keys without a modifier are in the way of who speaks to their machine: they may be off (WCAG 2.1.4). */
  protected readonly isOn = signal(this.preferences.read(KEY) !== 'off');
  private readonly help = viewChild.required<ElementRef<HTMLDialogElement>>('help');
  protected readonly t = inject(I18nStore).texts;

  /** Says which keys there are. */
  open(): void {
    this.help().nativeElement.showModal();
  }

  protected press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return;
    const dialog = this.help().nativeElement;
    if (!this.isOn()) return;
    if (event.key === '?') this.open();
    else if (dialog.open) return;
    else if (event.key === 'j') this.step(1);
    else if (event.key === 'k') this.step(-1);
    else return;
    event.preventDefault();
  }

  protected toggle(): void {
    this.isOn.update((on) => !on);
    this.preferences.write(KEY, this.isOn() ? 'on' : 'off');
  }

  /** To the next row of the queues on the page; where there is none, to the next case. */
  private step(by: 1 | -1): void {
    const rows = [...this.document.querySelectorAll<HTMLElement>(LINKS)];
    if (rows.length === 0) {
      this.document
        .querySelector<HTMLElement>(by === 1 ? '[data-case="next"]' : '[data-case="previous"]')
        ?.click();
      return;
    }
    const at = rows.findIndex((row) => row === this.document.activeElement);
    rows[
      at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)
    ]?.focus();
  }
}
