import { DOCUMENT, Service, inject } from '@angular/core';

/** Small choices kept in this browser. A browser that refuses storage forgets them, and nothing else happens. */
@Service()
export class Preferences {
  private readonly window = inject(DOCUMENT).defaultView;

  read(key: string): string | null {
    try {
      return this.window?.localStorage.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  write(key: string, value: string): void {
    try {
      this.window?.localStorage.setItem(key, value);
    } catch {
      // Private browsing, or a full or forbidden storage: the choice lasts as long as the page.
    }
  }
}
