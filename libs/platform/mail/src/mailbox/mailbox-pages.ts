import { clockWords, type Locale, momentWords } from '@halles/kernel';
import type { MailboxAddress, MessageDetail, MessageSummary } from './mailbox-message';
import type { ListOptions, Sender } from './mailbox-store';
import { type MailboxTexts, mailboxTexts } from './mailbox-texts';
import { type Markup, html } from './markup';

export const messageViews = ['html', 'text', 'headers', 'source'] as const;
export type MessageView = (typeof messageViews)[number];

const HUES = 8;

/** The same colour for the same sender, always (FNV-1a). */
function hueOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return (hash >>> 16) % HUES;
}

/** Two letters of the last word: "Les Halles de Bordeaux" and "Les Halles de Valence" begin alike. */
function initials({ name, address }: MailboxAddress): string {
  const words = (name || address).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return [...(words.at(-1) ?? '')].slice(0, 2).join('');
}

const named = ({ name, address }: MailboxAddress): string => (name ? `${name} <${address}>` : address);

function when(iso: string, locale: Locale, now: Date): string {
  const instant = new Date(iso);
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB';
  if (instant.toDateString() === now.toDateString()) return clockWords(instant, { locale });
  const format: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    ...(instant.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  };
  return new Intl.DateTimeFormat(language, format).format(instant);
}

const fullDate = (iso: string, locale: Locale): string => momentWords(new Date(iso), { locale }, 'full');

function bytes(size: number, locale: Locale): string {
  const [value, unit] =
    size < 1_000 ? [size, 'byte'] : size < 1e6 ? [size / 1_000, 'kilobyte'] : [size / 1e6, 'megabyte'];
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB';
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

function page(locale: Locale, title: string, body: Markup, reloadSeconds: number | null = null): string {
  const refresh = reloadSeconds
    ? html`<noscript><meta http-equiv="refresh" content="${reloadSeconds}" /></noscript>`
    : null;
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${refresh}
        <link rel="icon" href="/assets/mailbox.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/mailbox.css" />
        <script type="module" src="/assets/mailbox.js"></script>
      </head>
      <body>
        <a class="skip" href="#content">${mailboxTexts[locale].skip}</a>
        <div class="wrap">${body}</div>
      </body>
    </html>`.source;
}

const envelopeIcon = html`<svg
  viewBox="0 0 48 36"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  aria-hidden="true"
>
  <rect x="2" y="2" width="44" height="32" rx="4" />
  <path d="m4 6 20 15L44 6" />
</svg>`;

function row(message: MessageSummary, locale: Locale, now: Date): Markup {
  const t = mailboxTexts[locale];
  const { from, to } = message;
  const files = message.attachments.length;
  const unread = message.seen
    ? null
    : html`<span class="dot"></span><span class="unseen">${t.unread}. </span>`;
  const recipients =
    to.map(({ name, address }) => name || address).join(', ') || message.envelope.to.join(', ');
  return html`<li class="${message.seen ? 'seen' : 'new'}">
    <a class="row" href="/messages/${message.id}">
      <span class="face hue-${hueOf(from.address)}" aria-hidden="true">${initials(from)}</span>
      <div class="words">
        <p class="who">${unread}${from.name || from.address} → ${recipients}</p>
        <p class="what">${message.subject || t.noSubject}</p>
        <p class="preview">${message.preview}</p>
      </div>
      <p class="when">
        <time datetime="${message.receivedAt}">${when(message.receivedAt, locale, now)}</time>${
          files > 0 ? html`<br />${t.attachments(files)}` : null
        }
      </p></a
    >
  </li>`;
}

function controls(
  t: MailboxTexts,
  senders: readonly Sender[],
  { search = '', sender = '' }: ListOptions,
): Markup {
  const options = senders.map(
    ({ name, address, messages }) =>
      html`<option value="${address}" ${address === sender ? html` selected` : null}>
        ${name || address} (${messages})
      </option>`,
  );
  return html`<form class="controls" role="search">
    <div class="grow">
      <label for="search">${t.search}</label
      ><input id="search" type="search" name="search" value="${search}" placeholder="${t.searchHint}" />
    </div>
    <div class="portal">
      <label for="sender">${t.sender}</label
      ><select id="sender" name="sender">
        <option value="">${t.everySender}</option>
        ${options}
      </select>
    </div>
    <button class="button main">${t.show}</button>
  </form>`;
}

function listBody(messages: readonly MessageSummary[], filtered: boolean, locale: Locale, now: Date): Markup {
  const t = mailboxTexts[locale];
  if (messages.length > 0) {
    return html`<div class="status">
        <p aria-live="polite"><strong>${t.count(messages.length)}</strong></p>
        <p>${t.live}</p>
      </div>
      <ol class="list">
        ${messages.map((message) => row(message, locale, now))}
      </ol>`;
  }
  return filtered
    ? html`<div class="empty">
        ${envelopeIcon}
        <h2>${t.nothingFound}</h2>
        <p><a href="/">${t.showAll}</a></p>
      </div>`
    : html`<div class="empty">
        ${envelopeIcon}
        <h2>${t.empty}</h2>
        <p>${t.emptyHint}</p>
      </div>`;
}

/** The list of messages, newest first. */
export function listPage(
  locale: Locale,
  list: {
    readonly messages: readonly MessageSummary[];
    readonly senders: readonly Sender[];
    readonly options: ListOptions;
    readonly now: Date;
  },
): string {
  const t = mailboxTexts[locale];
  const { messages, senders, options, now } = list;
  const filtered = Boolean(options.search) || Boolean(options.sender);
  const deletion =
    senders.length > 0 &&
    html`<footer class="foot">
      <details>
        <summary>${t.emptyBox}</summary>
        <form method="post" action="/messages/delete">
          <button class="button danger">${t.emptyBoxQuestion}</button>
        </form>
      </details>
    </footer>`;
  const body = html`<header class="masthead">
      <h1>${t.title}</h1>
      <p>${t.note}</p>
    </header>
    <main id="content">
      ${senders.length > 0 && controls(t, senders, options)}
      <div id="messages">${listBody(messages, filtered, locale, now)}</div>
    </main>
    ${deletion}`;
  const unread = messages.filter(({ seen }) => !seen).length;
  return page(locale, unread > 0 ? `(${unread}) ${t.title}` : t.title, body, 15);
}

function facts(message: MessageDetail, locale: Locale): Markup {
  const t = mailboxTexts[locale];
  const delivered = message.envelope.to.join(', ');
  const addressed = message.to.map(({ address }) => address).join(', ');
  const lines: [string, string][] = [
    [t.from, named(message.from)],
    [t.to, message.to.map(named).join(', ')],
    [t.replyTo, message.replyTo.map(named).join(', ')],
    // What SMTP said counts, and is worth a line only where the header says otherwise.
    [t.delivered, addressed === delivered ? '' : delivered],
    [t.date, `${fullDate(message.receivedAt, locale)}, ${bytes(message.size, locale)}`],
  ];
  return html`<dl class="facts">
    ${lines
      .filter(([, value]) => value !== '')
      .map(
        ([term, value]) =>
          html`<dt>${term}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`;
}

function tabs(message: MessageDetail, view: MessageView, narrow: boolean, t: MailboxTexts): Markup {
  const here = `/messages/${message.id}`;
  const link = (href: string, label: string, current: boolean) =>
    html`<a href="${href}" ${current ? html` aria-current="true"` : null}>${label}</a>`;
  const widths =
    view === 'html' &&
    message.html !== null &&
    html`<span class="widths" role="group" aria-label="${t.width}"
      >${link(`${here}?view=html`, t.wide, !narrow)}${link(`${here}?view=html&width=phone`, t.phone, narrow)}</span
    >`;
  return html`<nav class="tabs" aria-label="${t.views}">
    ${messageViews.map((name) => link(`${here}?view=${name}`, t[name], name === view))}${widths}
  </nav>`;
}

function content(
  message: MessageDetail,
  view: MessageView,
  narrow: boolean,
  source: string,
  t: MailboxTexts,
): Markup {
  if (view === 'headers') {
    const rows = message.headers.map(
      ({ name, value }) =>
        html`<tr>
          <th scope="row">${name}</th>
          <td>${value}</td>
        </tr>`,
    );
    return html`<table>
      ${rows}
    </table>`;
  }
  if (view === 'source')
    return html`<pre tabindex="0" role="region" aria-label="${t.source}">${source}</pre>`;
  if (view === 'text') {
    return message.text === null ? html`<p>${t.noText}</p>` : html`<pre class="soft">${message.text}</pre>`;
  }
  if (message.html === null) return html`<p>${t.noHtml}</p>`;
  // No script runs in there: neither this attribute nor the policy of the framed page allows one. Same origin lets this
  // page measure the frame; popups let a reader follow the message's links.
  return html`<div class="stage${narrow ? ' narrow' : ''}">
    <iframe
      title="${t.frame}"
      src="/messages/${message.id}/html"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    ></iframe>
  </div>`;
}

/** One message, in one of its views. */
export function messagePage(
  locale: Locale,
  shown: {
    readonly message: MessageDetail;
    readonly view: MessageView;
    readonly narrow: boolean;
    readonly source: string;
    readonly neighbours: { readonly newer: string | null; readonly older: string | null };
  },
): string {
  const t = mailboxTexts[locale];
  const { message, view, narrow, neighbours } = shown;
  const files = message.attachments.map(
    (file) =>
      html`<li>
        <a class="button" href="/api/messages/${message.id}/attachments/${file.index}" download
          >${file.filename} <small>${bytes(file.size, locale)}</small></a
        >
      </li>`,
  );
  const sibling = (id: string | null, label: string) =>
    id !== null && html`<a href="/messages/${id}">${label}</a>`;
  const body = html`<nav class="path" aria-label="${t.title}">
      <a href="/">← ${t.back}</a
      ><span>${sibling(neighbours.newer, t.newer)}${sibling(neighbours.older, t.older)}</span>
    </nav>
    <main id="content">
      <div class="letter">
        <div>
          <h1>${message.subject || t.noSubject}</h1>
          ${facts(message, locale)}
        </div>
        <form method="post" action="/messages/${message.id}/delete">
          <button class="button danger">${t.remove}</button>
        </form>
      </div>
      ${
        files.length > 0 &&
        html`<ul class="files" aria-label="${t.files}">
          ${files}
        </ul>`
      }
      ${tabs(message, view, narrow, t)}${content(message, view, narrow, shown.source, t)}
    </main>
    <footer class="foot"></footer>`;
  return page(locale, message.subject || t.noSubject, body);
}

/** The page of a message that is not there. */
export function lostPage(locale: Locale): string {
  const t = mailboxTexts[locale];
  return page(
    locale,
    t.lost,
    html`<main id="content" class="empty">
      ${envelopeIcon}
      <h1>${t.lost}</h1>
      <p>${t.lostHint}</p>
      <p><a href="/">${t.back}</a></p>
    </main>`,
  );
}
