import { Service, signal } from '@angular/core';

/** Whether the page says that there is nothing at its address, which its title says then. */
@Service()
export class MissingPage {
  readonly isShown = signal(false);
}
