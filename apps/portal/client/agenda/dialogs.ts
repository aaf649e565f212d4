/** The dialogs of a calendar: one at a time, closed by a button, by Escape or beside it. */
export class Dialogs {
  constructor(
    private readonly host: HTMLElement,
    private readonly closed: () => void,
  ) {}

  listen(): void {
    for (const dialog of this.host.querySelectorAll('dialog')) {
      dialog.addEventListener('click', ({ target }) => {
        if (target === dialog || (target instanceof Element && target.closest('[data-close]')))
          dialog.close();
      });
      dialog.addEventListener('close', () => this.closed());
    }
  }

  get isOpen(): boolean {
    return this.host.querySelector('dialog[open]') !== null;
  }

  get(name: string): HTMLDialogElement {
    const found = this.host.querySelector<HTMLDialogElement>(`[data-dialog="${name}"]`);
    if (!found) throw new Error(`no dialog ${name}`);
    return found;
  }

  /** A place of a dialog that is filled in when it opens. */
  slot(name: string, slot: string): HTMLElement {
    const found = this.get(name).querySelector<HTMLElement>(`[data-slot="${slot}"]`);
    if (!found) throw new Error(`no ${slot} in ${name}`);
    return found;
  }

  field(name: string, field: string): HTMLInputElement | HTMLSelectElement {
    const found = this.get(name).querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${field}"]`);
    if (!found) throw new Error(`no field ${field} in ${name}`);
    return found;
  }

  open(name: string): HTMLDialogElement {
    const dialog = this.get(name);
    dialog.returnValue = '';
    if (!dialog.open) dialog.showModal();
    return dialog;
  }

  /** Asks something. @returns the value of the button; empty where it was closed */
  ask(name: string): Promise<string> {
    const dialog = this.open(name);
    return new Promise((resolve) => {
      const choose = ({ target }: Event): void => {
        const button = target instanceof Element ? target.closest<HTMLButtonElement>('button[value]') : null;
        if (button && button.value !== '') dialog.close(button.value);
      };
      dialog.addEventListener('click', choose);
      dialog.addEventListener(
        'close',
        () => {
          dialog.removeEventListener('click', choose);
          resolve(dialog.returnValue);
        },
        { once: true },
      );
    });
  }
}
