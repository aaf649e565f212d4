import { Component, computed, input } from '@angular/core';
import type { EnrolmentView } from '@halles/contracts';

/** A QR code, dark on light in every colour scheme: cameras read no other. */
@Component({
  selector: 'console-qr-code',
  template: `<svg role="img" [attr.aria-label]="label()" [attr.viewBox]="box()" shape-rendering="crispEdges">
    <path [attr.d]="qr().path" />
  </svg>`,
  host: { class: 'qr-code' },
})
export class QrCodeComponent {
  readonly qr = input.required<EnrolmentView['qr']>();
  readonly label = input.required<string>();
  protected readonly box = computed(() => `0 0 ${this.qr().size} ${this.qr().size}`);
}
