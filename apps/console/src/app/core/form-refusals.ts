import { DOCUMENT, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { ServerErrors } from './server-errors';

/** A group of controls has no state of its own. */
const MARKED = '[aria-invalid="true"], [data-invalid]';
/** What says that something is wrong, at a field or above a form. */
const REFUSAL = '.ui-field-error, .ui-notice[role="alert"]:not([data-tone="good"])';

/**
 * What is wrong with the form that was sent last, whatever form it is: the fields that it marks, and what the server says of
 * them. The title of the page and the list above it are made of that, and the focus goes to the first of the fields.
 */
@Service()
export class FormRefusals {
  private readonly document = inject(DOCUMENT);
  private readonly server = inject(ServerErrors);
  private readonly form = signal<HTMLFormElement | null>(null);
  private readonly marked = signal<readonly HTMLElement[]>([]);
  private readonly hasRefusal = signal(false);
  private awaitsFocus = false;

  /** The fields that are wrong, in the order of the page. */
  readonly fields = this.marked.asReadonly();
  readonly isRefused = computed(() => this.hasRefusal() || this.server.errors().length > 0);

  constructor() {
    effect(() => {
      const { problem } = this.server.answer();
      untracked(() => {
        if (problem === null) this.form.set(null);
        this.awaitsFocus = problem !== null && problem.errors.length > 0;
        this.look();
      });
    });
  }

  /** Follows the forms of all pages. @param place what the pages stand in */
  watch(place: HTMLElement): void {
    const begin = ({ target }: Event): void => {
      const button = target instanceof Element ? target.closest('button') : null;
      const form = target instanceof HTMLFormElement ? target : button?.form;
      if (form && place.contains(form)) this.begin(form);
    };
    // Some buttons decide without sending their form.
    for (const event of ['submit', 'click']) this.document.addEventListener(event, begin, true);
    // Who goes on to another field is not called back.
    this.document.addEventListener('focusin', () => (this.awaitsFocus = false));
    const options = { childList: true, subtree: true, attributeFilter: ['aria-invalid', 'data-invalid'] };
    new MutationObserver(() => this.look()).observe(place, options);
  }

  /** What the server says of a field. @param name as its signal form calls it: the keys of what is sent, behind two others */
  messageAt(name: string, field: HTMLElement): string {
    const keys = name.split('.').slice(2);
    return keys.length > 0 && this.form()?.contains(field) === true
      ? this.server.messageOf(`/${keys.join('/')}`)
      : '';
  }

  private begin(form: HTMLFormElement): void {
    this.form.set(form);
    this.awaitsFocus = true;
    // What its fields say was there before, where they were left empty.
    setTimeout(() => this.look());
  }

  private look(): void {
    const form = this.form();
    const isThere = form !== null && form.isConnected;
    const fields = isThere ? [...form.querySelectorAll<HTMLElement>(MARKED)] : [];
    this.marked.set(fields);
    this.hasRefusal.set(
      isThere && (fields.length > 0 || this.document.querySelector(`main :is(${REFUSAL})`) !== null),
    );
    const [first] = fields;
    if (!first || !this.awaitsFocus) return;
    this.awaitsFocus = false;
    first.focus();
  }
}
