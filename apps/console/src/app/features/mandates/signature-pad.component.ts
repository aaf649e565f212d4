import { Component, computed, inject, input, model, signal } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import { ButtonComponent } from '../../ui/button.component';

/** The grid of a signature, as the contract has it (a test keeps the two equal). */
const PAD = { width: 600, height: 200 } as const;

/** A surface that a finger, a pen or a mouse signs on. What is drawn is lines between whole points, and nothing else. */
@Component({
  selector: 'console-signature-pad',
  imports: [ButtonComponent],
  template: `<p class="ui-field-label" id="signature-label">{{ label() }}</p>
    <div
      role="group"
      tabindex="-1"
      aria-labelledby="signature-label"
      [attr.data-invalid]="error() ? '' : null"
      [attr.aria-describedby]="error() ? 'signature-error' : null"
    >
      <svg
        class="signature"
        role="img"
        aria-labelledby="signature-label"
        [attr.viewBox]="box"
        (pointerdown)="begin($event)"
        (pointermove)="draw($event)"
        (pointerup)="end()"
        (pointercancel)="end()"
      >
        <path [attr.d]="value()" />
      </svg>
    </div>
    @if (error()) {
      <p class="ui-field-error" id="signature-error">{{ error() }}</p>
    }
    <button uiButton type="button" variant="quiet" (click)="value.set('')">{{ t().mandates.again }}</button>`,
  host: { class: 'ui-field' },
})
export class SignaturePadComponent {
  readonly label = input.required<string>();
  /** What is wrong with what is drawn. */
  readonly error = input('');
  readonly value = model('');
  protected readonly t = inject(I18nStore).texts;
  protected readonly box = `0 0 ${PAD.width} ${PAD.height}`;
  private readonly drawing = signal(false);
  private readonly last = computed(() => /[ML](\d+ \d+)$/.exec(this.value())?.[1]);

  protected begin(event: PointerEvent): void {
    const point = pointOf(event);
    if (!point || !(event.currentTarget instanceof Element)) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    this.drawing.set(true);
    this.value.update((path) => `${path}M${point}`);
  }

  protected draw(event: PointerEvent): void {
    const point = this.drawing() ? pointOf(event) : undefined;
    if (point && point !== this.last()) this.value.update((path) => `${path}L${point}`);
  }

  protected end(): void {
    this.drawing.set(false);
  }
}

/** Where the pointer is, on the grid; undefined beside it. */
function pointOf({ currentTarget, clientX, clientY }: PointerEvent): string | undefined {
  if (!(currentTarget instanceof Element)) return undefined;
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const x = Math.round(((clientX - left) / width) * PAD.width);
  const y = Math.round(((clientY - top) / height) * PAD.height);
  return x < 0 || y < 0 || x > PAD.width || y > PAD.height ? undefined : `${x} ${y}`;
}
