/**
 * `<agenda-calendar data-script …>` around the page of an agenda: draws its calendar with what is loaded for these pages alone.
 * Without scripts, and where it cannot be loaded, the list below says the same and has the same forms.
 */
export class AgendaCalendar extends HTMLElement {
  private close: (() => void) | undefined;

  connectedCallback(): void {
    void this.open();
  }

  disconnectedCallback(): void {
    this.close?.();
  }

  private async open(): Promise<void> {
    const { openCalendar } = (await import(this.dataset['script'] ?? '')) as typeof import('../agenda');
    if (this.isConnected) this.close = openCalendar(this);
  }
}
