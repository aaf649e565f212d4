import { isLocalHost } from './mailbox-http';
import { preferredLocale } from './mailbox-texts';
import { html } from './markup';

describe('mailbox pages', () => {
  it.each([
    [undefined, 'fr'],
    ['', 'fr'],
    ['en-GB,en;q=0.9', 'en'],
    ['fr;q=0.8, en;q=0.9', 'en'],
    ['de, fr;q=0.5, en;q=0.4', 'fr'],
    ['en;q=0, fr;q=0.1', 'fr'],
    ['de-DE', 'fr'],
  ])('speaks the reader’s language: %j → %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  it('answers to local names and addresses only, so that no page of the web can read the mail by its own name', () => {
    for (const host of [
      'localhost:3002',
      '127.0.0.1:3002',
      '[::1]:3002',
      'mail.localhost',
      'mailbox:80',
      '10.0.0.4',
    ]) {
      expect([host, isLocalHost(host)]).toEqual([host, true]);
    }
    for (const host of [
      undefined,
      '',
      'evil.example',
      'evil.example:3002',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
    ]) {
      expect([host, isLocalHost(host)]).toEqual([host, false]);
    }
  });

  it('escapes what it shows', () => {
    expect(html`<p title="${'"\'<&>'}">${['a', html`<b>${'<'}</b>`, null, false, 3]}</p>`.source).toBe(
      '<p title="&quot;&#39;&lt;&amp;&gt;">a<b>&lt;</b>3</p>',
    );
  });
});
